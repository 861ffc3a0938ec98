import type { InboundRequest } from "../../core/http-message.ts";
import { isObject } from "../../core/json.ts";
import { textsAtPath } from "../json-members.ts";

/** Where the shared secret stands, at the top of every format (official); the panel calls it "Chave única". */
export const KEY_FIELD = "integration_key";

/** Every key in the body, in order of arrival; null for one that is no text. */
export function sentKeys(request: InboundRequest): readonly (string | null)[] {
  const json = request.json();
  const text = request.text();
  if (!json.ok) return request.form().ok ? new URLSearchParams(text.trim()).getAll(KEY_FIELD) : [];
  if (!isObject(json.value)) return [];
  if (mayComeTwice(text)) return textsAtPath(text, [KEY_FIELD]);
  const key = json.value[KEY_FIELD];
  return key === undefined ? [] : [typeof key === "string" ? key : null];
}

/**
 * A parser shows only the last of several members of one name, and whoever reads the body after us might take the first.
 * Nearly every body has the name once, and no letter of it written as an escape; then the parser shows all there is.
 */
function mayComeTwice(text: string): boolean {
  return text.indexOf(KEY_FIELD) !== text.lastIndexOf(KEY_FIELD) || /\\u00[2-7]/i.test(text);
}
