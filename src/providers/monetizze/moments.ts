import { type ReadInstant, readInstant } from "../../core/instant.ts";
import { type JsonObject, textAt } from "../../core/json.ts";

/** Where a sale has the date of one of its events: it was opened (1), it was paid (2) (official). */
const OWN_DATES: Readonly<Record<string, string>> = { 1: "dataInicio", 2: "dataFinalizada" };

const CALLED = ["data"] as const;

/**
 * When it happened: the sale's own date of that, else the date of the call, which only the webhook has (whether it is the
 * event's or the dispatch's is not documented). Null for every other event of the older formats: the dates of their sale
 * stay the same afterwards.
 *
 * Dates are `YYYY-MM-DD HH:MM:SS` without a zone (official); `0000-00-00 00:00:00` means none and is no date.
 */
export function occurredAt(body: JsonObject, code: string, zone: string): ReadInstant | null {
  const [, read] = firstDate(body, [...ownDate(code), CALLED], zone) ?? [];
  return read ?? null;
}

/** The date of the call itself. */
export function calledAt(body: JsonObject, zone: string): ReadInstant | null {
  const [, read] = firstDate(body, [CALLED], zone) ?? [];
  return read ?? null;
}

/** A date that any event has, as it is written: of the event, else the last one of its sale. */
export function anyDate(body: JsonObject, code: string, zone: string): string | null {
  const [text] = firstDate(body, [...ownDate(code), CALLED, ["venda", "dataFinalizada"], ["venda", "dataInicio"]], zone) ?? [];
  return text ?? null;
}

function ownDate(code: string): readonly (readonly string[])[] {
  return Object.hasOwn(OWN_DATES, code) ? [["venda", OWN_DATES[code] ?? ""]] : [];
}

function firstDate(body: JsonObject, paths: readonly (readonly string[])[], zone: string): readonly [string, ReadInstant] | null {
  for (const path of paths) {
    const text = textAt(body, ...path);
    const read = text === null ? null : readInstant(text, zone);
    if (text !== null && read !== null) return [text, read];
  }
  return null;
}
