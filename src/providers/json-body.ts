import type { JsonValue } from "../core/json.ts";

/** What a vendor's API answered, as JSON; null when it is none, as a page of a proxy or half an answer is. */
export function jsonBody(body: Uint8Array): JsonValue {
  try {
    return JSON.parse(new TextDecoder().decode(body)) as JsonValue;
  } catch {
    return null;
  }
}
