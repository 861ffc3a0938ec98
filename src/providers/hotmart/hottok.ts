import type { InboundRequest } from "../../core/http-message.ts";
import { isObject } from "../../core/json.ts";

/** Where 2.0.0 carries the shared secret of the account (official; lower case, as header names are compared). */
export const HOTTOK_HEADER = "x-hotmart-hottok";

/** Name of the JSON field and of the form field that carry it in 1.0.0 and in some 2.0.0 bodies. */
export const HOTTOK_FIELD = "hottok";

/**
 * Whether the bytes contain the word at all. Most 2.0.0 bodies do not, and then nobody has to parse them
 * before the sender is known to be genuine.
 */
export function mayHoldHottok(request: InboundRequest): boolean {
  const { buffer, byteOffset, byteLength } = request.body;
  return Buffer.from(buffer, byteOffset, byteLength).includes(HOTTOK_FIELD);
}

/** The hottok inside the body, trimmed; empty when there is none. */
export function bodyHottok(request: InboundRequest): string {
  if (!mayHoldHottok(request)) return "";
  const json = request.json();
  if (json.ok) {
    const value = isObject(json.value) ? json.value[HOTTOK_FIELD] : undefined;
    return typeof value === "string" ? value.trim() : "";
  }
  const form = request.form();
  return form.ok ? (form.value.get(HOTTOK_FIELD) ?? "").trim() : "";
}
