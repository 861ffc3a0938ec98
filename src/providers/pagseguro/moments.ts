import { type ReadInstant, readInstant } from "../../core/instant.ts";
import { type JsonObject, textAt } from "../../core/json.ts";

/** A moment at a path of any of the vendor's documents; they write an offset, but for days. Null when absent or no date. */
export function momentAt(zone: string, body: JsonObject | null, ...path: readonly string[]): ReadInstant | null {
  const text = body === null ? null : textAt(body, ...path);
  return text === null ? null : readInstant(text, zone);
}
