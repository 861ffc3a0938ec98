import type { InboundRequest } from "../core/http-message.ts";
import { isObject, valueAt } from "../core/json.ts";
import { withMember, withoutMember } from "./json-member.ts";

/*
 * Vendors that sign nothing send their secret inside the body. It is cut out before anything is stored, and every other
 * byte stays as it came; signing puts it back.
 */

/** The request without these members of its JSON body; the request itself when it has none of them. */
export function withoutSecretMembers(request: InboundRequest, paths: readonly (readonly string[])[]): InboundRequest {
  const json = request.json();
  if (!json.ok || !isObject(json.value)) return request;
  const held = paths.filter((path) => valueAt(json.value, ...path) !== undefined);
  return held.length === 0 ? request : edited(request, (text) => held.reduce(withoutMember, text));
}

/** The request with a member put first into its JSON body, or into the object that `path` leads through. */
export function withSecretMember(request: InboundRequest, path: readonly string[], value: string): InboundRequest {
  const json = request.json();
  return json.ok && isObject(json.value) ? request.withBody(withMember(request.text(), path, value)) : request;
}

/** The request without these fields of its form body; the request itself when it has none of them. */
export function withoutSecretFields(request: InboundRequest, isSecret: (name: string) => boolean): InboundRequest {
  const form = request.form();
  if (!form.ok || ![...form.value.keys()].some(isSecret)) return request;
  return edited(request, (text) => {
    const pairs = text.trim().split("&");
    return pairs.filter((pair) => ![...new URLSearchParams(pair).keys()].some(isSecret)).join("&");
  });
}

/** Three bytes that readers of UTF-8 skip at the start of a text. */
const BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

/** Edits the bytes, one character each: a body that is no good UTF-8 must keep the bytes that make it so. */
function edited(request: InboundRequest, edit: (text: string) => string): InboundRequest {
  const { buffer, byteOffset, byteLength } = request.body;
  const text = Buffer.from(buffer, byteOffset, byteLength).toString("latin1");
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
  return request.withBody(Buffer.from(mark + edit(text.slice(mark.length)), "latin1"));
}
