import type { InboundRequest } from "../../core/http-message.ts";
import { isObject } from "../../core/json.ts";
import { HOTTOK_FIELD, HOTTOK_HEADER, mayHoldHottok } from "./hottok.ts";
import { withoutMember } from "./json-member.ts";

/**
 * The request without its hottok, wherever that was. The field is cut out of the body and every other byte
 * stays as it came; a body without it is not touched.
 */
export function redact(request: InboundRequest): InboundRequest {
  const bare = request.headerValues(HOTTOK_HEADER).length > 0 ? request.withoutHeader(HOTTOK_HEADER) : request;
  if (!mayHoldHottok(request)) return bare;
  const json = request.json();
  if (json.ok) {
    const holds = isObject(json.value) && Object.hasOwn(json.value, HOTTOK_FIELD);
    return holds ? cut(bare, (text) => withoutMember(text, HOTTOK_FIELD)) : bare;
  }
  const form = request.form();
  return form.ok && form.value.has(HOTTOK_FIELD) ? cut(bare, withoutPair) : bare;
}

/** Cuts in the bytes, one character each: a body that is no good UTF-8 must keep the bytes that make it so. */
function cut(request: InboundRequest, edit: (text: string) => string): InboundRequest {
  const { buffer, byteOffset, byteLength } = request.body;
  return request.withBody(Buffer.from(edit(Buffer.from(buffer, byteOffset, byteLength).toString("latin1")), "latin1"));
}

function withoutPair(form: string): string {
  const pairs = form.trim().split("&");
  return pairs.filter((pair) => !new URLSearchParams(pair).has(HOTTOK_FIELD)).join("&");
}
