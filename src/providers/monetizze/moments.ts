import { type ReadInstant, readInstant } from "../../core/instant.ts";
import { type JsonObject, textAt } from "../../core/json.ts";

/** Where a sale has the date of one of its events: it was opened (1), it was paid (2) (official). */
const OWN_DATES: Readonly<Record<string, string>> = { 1: "dataInicio", 2: "dataFinalizada" };

/**
 * When it happened: the sale's own date of that, else the date of the call, which only the webhook has (whether it is the
 * event's or the dispatch's is not documented). Null for every other event of the older formats: the dates of their sale
 * stay the same afterwards.
 *
 * Dates are `YYYY-MM-DD HH:MM:SS` without a zone (official); `0000-00-00 00:00:00` means none and is no date.
 */
export function occurredAt(body: JsonObject, code: string, zone: string): ReadInstant | null {
  const own = Object.hasOwn(OWN_DATES, code) ? momentAt(body, ["venda", OWN_DATES[code] ?? ""], zone) : null;
  return own ?? calledAt(body, zone);
}

/** The date of the call itself. */
export function calledAt(body: JsonObject, zone: string): ReadInstant | null {
  return momentAt(body, ["data"], zone);
}

/** A moment of any event, for moving dates: its own, else the last that the sale knows. */
export function anyMoment(body: JsonObject, code: string, zone: string): ReadInstant | null {
  const later = occurredAt(body, code, zone) ?? momentAt(body, ["venda", "dataFinalizada"], zone);
  return later ?? momentAt(body, ["venda", "dataInicio"], zone);
}

function momentAt(body: JsonObject, path: readonly string[], zone: string): ReadInstant | null {
  const text = textAt(body, ...path);
  return text === null ? null : readInstant(text, zone);
}
