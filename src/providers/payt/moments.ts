import { type ReadInstant, readInstant } from "../../core/instant.ts";
import { type JsonObject, textAt } from "../../core/json.ts";

/** The zone PayT writes its times in, inferred: samples were published minutes after the times they hold, read so. */
export const VENDOR_ZONE = "America/Sao_Paulo";

/** A date or a date with time, `2025-10-02 21:03:44`; PayT writes no zone. Null when absent or no date. */
export function momentAt(order: JsonObject, zone: string, ...path: readonly string[]): ReadInstant | null {
  const text = textAt(order, ...path);
  return text === null ? null : readInstant(text, zone);
}
