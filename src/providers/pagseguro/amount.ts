import { type JsonObject, textAt, valueAt } from "../../core/json.ts";
import { type Money, moneyFromMajor, moneyFromMinor } from "../../core/money.ts";
import { type Note, note } from "../../core/note.ts";

/** PagSeguro sells in reais only. */
const CURRENCY = "BRL";

export interface Amount {
  readonly amount: Money | null;
  readonly notes: readonly Note[];
}

export const NO_AMOUNT: Amount = { amount: null, notes: [] };

/** Reais with a point and two digits, in the XML documents (official). */
export function reaisAt(element: JsonObject, name: string): Amount {
  const amount = moneyFromMajor(valueAt(element, name), CURRENCY);
  return { amount, notes: unreadable(element, amount, [name]) };
}

/** Cents in `{value, currency}`, in the JSON of PagBank (official; one sample has them as text). */
export function centsAt(body: JsonObject | null, ...path: readonly string[]): Amount {
  if (body === null) return NO_AMOUNT;
  const amount = moneyFromMinor(valueAt(body, ...path, "value"), textAt(body, ...path, "currency") ?? CURRENCY);
  return { amount, notes: unreadable(body, amount, [...path, "value"]) };
}

/** What was paid of a charge so far; null while nothing was. */
export function centsPaid(charge: JsonObject | null): Money | null {
  if (charge === null) return null;
  const paid = moneyFromMinor(valueAt(charge, "amount", "summary", "paid"), textAt(charge, "amount", "currency") ?? CURRENCY);
  return paid !== null && paid.minor > 0 ? paid : null;
}

function unreadable(body: JsonObject, read: Money | null, path: readonly string[]): readonly Note[] {
  const value = valueAt(body, ...path);
  const isAbsent = value === undefined || value === null || value === "";
  return isAbsent || read !== null ? [] : [note("pagseguro.amount-unreadable", { field: path.join(".") })];
}
