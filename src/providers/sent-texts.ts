import type { InboundRequest } from "../core/http-message.ts";
import { isObject, type JsonValue } from "../core/json.ts";

/** A text of a body and the name of the field that it stands in. */
export interface SentText {
  readonly name: string;
  readonly text: string;
}

/** A secret has no blanks in it, and no vendor's is shorter or longer. */
const LIKE_A_SECRET = /^\s*[^\s@]{6,200}\s*$/;
const MOST = 60;

/** Texts of a body, JSON or form, that might be secrets; the outer ones first, where a secret is likeliest. */
export function textsIn(request: InboundRequest): readonly SentText[] {
  const json = request.json();
  const all = json.ok ? jsonTexts(json.value) : formTexts(request);
  return all.filter(({ text }) => LIKE_A_SECRET.test(text)).slice(0, MOST);
}

function formTexts(request: InboundRequest): readonly SentText[] {
  return request.form().ok ? [...new URLSearchParams(request.text().trim())].map(([name, text]) => ({ name, text })) : [];
}

/** Level by level, not in the order of the text. */
function jsonTexts(root: JsonValue): readonly SentText[] {
  const found: SentText[] = [];
  let level: readonly { readonly name: string; readonly value: JsonValue }[] = [{ name: "", value: root }];
  while (level.length > 0) {
    const below: { readonly name: string; readonly value: JsonValue }[] = [];
    for (const { name, value } of level) {
      if (typeof value === "string") found.push({ name, text: value });
      else if (isObject(value) || Array.isArray(value)) {
        for (const [key, member] of Object.entries(value)) {
          if (member !== undefined) below.push({ name: name === "" ? key : `${name}.${key}`, value: member as JsonValue });
        }
      }
    }
    level = below;
  }
  return found;
}
