import type { InboundRequest } from "../../core/http-message.ts";
import { withoutSecretFields, withoutSecretMembers } from "../body-secrets.ts";
import { isSecretName } from "./field-names.ts";

/**
 * The request without the account's key, the keys of products, and the copy of the body that repeats them; every other
 * byte stays as it came. The request itself when it has none of them.
 */
export function redact(request: InboundRequest): InboundRequest {
  return request.json().ok
    ? withoutSecretMembers(request, ({ key, depth }) => isSecretName(key, depth))
    : withoutSecretFields(request, (name) => isSecretName(name));
}
