import { instantFromEpoch, type ReadInstant, readInstant } from "../../core/instant.ts";
import type { JsonValue } from "../../core/json.ts";

/**
 * A date in any of the ways Hotmart writes one: epoch milliseconds (webhooks), epoch seconds (REST examples), either of
 * them as text, or ISO 8601 (1.0.0, and the charge date event, documented as an integer). Null when it is none.
 */
export function momentOf(value: JsonValue | undefined, zone: string): ReadInstant | null {
  if (typeof value === "number") return exactly(value);
  if (typeof value !== "string") return null;
  const text = value.trim();
  return /^\d{9,16}$/.test(text) ? exactly(Number(text)) : readInstant(text, zone);
}

function exactly(epoch: number): ReadInstant | null {
  const at = instantFromEpoch(epoch);
  return at === null ? null : { at, zoneAssumed: false };
}
