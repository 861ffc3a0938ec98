import { type ReadInstant, readInstant } from "../../core/instant.ts";
import { type JsonObject, type JsonValue, textAt } from "../../core/json.ts";

/** The zone of times without an offset: not documented, Brasília is assumed (guess). */
export const VENDOR_ZONE = "America/Sao_Paulo";

/** The first of several places that holds a date; null when none does. */
export function firstMoment(value: JsonValue, paths: readonly (readonly string[])[], zone: string): ReadInstant | null {
  for (const path of paths) {
    const text = textAt(value, ...path);
    const read = text === null ? null : readInstant(text, zone);
    if (read !== null) return read;
  }
  return null;
}

/**
 * When an event of the webhook happened: the first of its own dates below `data`, else when it was sent. That date stands beside
 * `data`, in some official samples inside it, and in others nowhere.
 */
export function envelopeMoment(envelope: JsonObject, own: readonly (readonly string[])[], zone: string): ReadInstant | null {
  return firstMoment(envelope, [...own.map((path) => ["data", ...path]), ["sentDate"], ["data", "sentDate"]], zone);
}

/**
 * A date and its time in two fields of the obsolete webhook, `trans_paiddate` `20260302` and `trans_paidtime` `09:00:30`
 * (official); a date alone is its midnight.
 */
export function dayAndTime(fields: JsonObject, name: string, zone: string): ReadInstant | null {
  const day = textAt(fields, `${name}date`)?.replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3") ?? null;
  const time = textAt(fields, `${name}time`);
  return day === null ? null : (readInstant(`${day} ${time ?? "00:00:00"}`, zone) ?? readInstant(day, zone));
}
