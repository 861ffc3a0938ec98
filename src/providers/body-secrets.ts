import type { InboundRequest } from "../core/http-message.ts";
import { isObject } from "../core/json.ts";
import { isAtPath, type Member, withMember, withoutMembers } from "./json-members.ts";

/*
 * Vendors that sign nothing send their secret inside the body. It is cut out before anything is stored, and every other
 * byte stays as it came; signing puts it back.
 */

/** The request without the members of its JSON body that are secret; the request itself when it has none. */
export function withoutSecretMembers(request: InboundRequest, isSecret: (member: Member) => boolean): InboundRequest {
  return request.json().ok ? edited(request, (text) => withoutMembers(text, isSecret)) : request;
}

/** For secrets that stand at certain places. */
export function atPaths(paths: readonly (readonly string[])[]): (member: Member) => boolean {
  return (member) => paths.some((path) => isAtPath(member, path));
}

/** The request with a member put first into its JSON body, or into the object that `path` leads through. */
export function withSecretMember(request: InboundRequest, path: readonly string[], value: string): InboundRequest {
  const json = request.json();
  return json.ok && isObject(json.value) ? request.withBody(withMember(request.text(), path, value)) : request;
}

/**
 * The request with a field put first into its form body; the request itself when that is no form. The other fields are not
 * written anew: a form may repeat its names.
 */
export function withSecretField(request: InboundRequest, name: string, value: string): InboundRequest {
  const field = new URLSearchParams([[name, value]]);
  return request.form().ok ? edited(request, (text) => `${field}&${text.trim()}`) : request;
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
  const changed = mark + edit(text.slice(mark.length));
  return changed === text ? request : request.withBody(Buffer.from(changed, "latin1"));
}
