import type { InboundRequest } from "../../core/http-message.ts";
import { withoutSecretFields } from "../body-secrets.ts";
import { isSecretName } from "./field-names.ts";
import { withoutMembers } from "./json-members.ts";

/**
 * The request without the account's key, the keys of products, and the copy of the body that repeats them; every other
 * byte stays as it came. The request itself when it has none of them.
 */
export function redact(request: InboundRequest): InboundRequest {
  return request.json().ok ? withoutSecretMembers(request) : withoutSecretFields(request, (name) => isSecretName(name));
}

/** One character per byte, so that a body that is no good UTF-8 keeps the bytes that make it so. */
function withoutSecretMembers(request: InboundRequest): InboundRequest {
  const { buffer, byteOffset, byteLength } = request.body;
  const text = Buffer.from(buffer, byteOffset, byteLength).toString("latin1");
  const kept = withoutMembers(text, ({ key, depth }) => isSecretName(key, depth));
  return kept === text ? request : request.withBody(Buffer.from(kept, "latin1"));
}
