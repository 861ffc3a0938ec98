import type { InboundRequest } from "../../core/http-message.ts";
import { atPaths, withoutSecretFields, withoutSecretMembers } from "../body-secrets.ts";
import { HOTTOK_FIELD, HOTTOK_HEADER, mayHoldHottok } from "./hottok.ts";

/**
 * The request without its hottok, wherever that was. The field is cut out of the body and every other byte
 * stays as it came; a body without it is not touched.
 */
export function redact(request: InboundRequest): InboundRequest {
  const bare = request.headerValues(HOTTOK_HEADER).length > 0 ? request.withoutHeader(HOTTOK_HEADER) : request;
  if (!mayHoldHottok(request)) return bare;
  return request.json().ok
    ? withoutSecretMembers(bare, atPaths([[HOTTOK_FIELD]]))
    : withoutSecretFields(bare, (name) => name === HOTTOK_FIELD);
}
