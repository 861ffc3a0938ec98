import type { InboundRequest } from "../../core/http-message.ts";
import { atPaths, withoutSecretFields, withoutSecretMembers } from "../body-secrets.ts";
import { KEY_FIELD } from "./integration-key.ts";

/** The request without its key; every other byte stays, and a request without one stays itself. */
export function redact(request: InboundRequest): InboundRequest {
  return request.json().ok
    ? withoutSecretMembers(request, atPaths([[KEY_FIELD]]))
    : withoutSecretFields(request, (name) => name === KEY_FIELD);
}
