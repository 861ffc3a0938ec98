import { type JsonObject, type JsonValue, textAt, valueAt } from "../../core/json.ts";
import { type Money, moneyFromMajor } from "../../core/money.ts";
import { type Note, note } from "../../core/note.ts";

/** Of the two formats that name no currency, or do not always. */
const CURRENCY = "BRL";

/** `{currency, value}`, value in major units with decimals: 301.5 is R$ 301,50 (official). Without a currency there is no amount. */
export function priceAt(data: JsonObject, name: string): Money | null {
  return moneyFromMajor(valueAt(data, name, "value"), textAt(data, name, "currency") ?? "");
}

/** An amount of the flat formats, in major units as text: `49.90`, `50`, `0.5`, and `197,00` in two receivers' samples. */
export function flatPrice(fields: JsonObject, name: string): Money | null {
  return moneyFromMajor(fields[name], textAt(fields, "trans_currency") ?? CURRENCY);
}

/** Access that costs nothing. */
export function nothingToPay(): Money {
  return { minor: 0, currency: CURRENCY };
}

export function amountNotes(field: string, value: JsonValue | undefined, read: Money | null): readonly Note[] {
  const isMissing = value === undefined || value === null || value === "";
  return isMissing || read !== null ? [] : [note("eduzz.amount-unreadable", { field })];
}
