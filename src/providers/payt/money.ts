import { integerAt, type JsonObject, valueAt } from "../../core/json.ts";
import { type Money, moneyFromMinor } from "../../core/money.ts";
import { type Note, note } from "../../core/note.ts";
import { isPaid } from "./outcomes.ts";
import { wordAt } from "./payload.ts";

/** PayT sells in reais only, and counts them in cents (official). */
const CURRENCY = "BRL";

export interface Amounts {
  /** Price of everything bought together, without the interest of instalments where that is told apart. */
  readonly amount: Money | null;
  /** What the buyer pays in the end; null until it is paid. */
  readonly amountPaid: Money | null;
  readonly notes: readonly Note[];
}

/** The amounts of a sale. The list price is no part of them: discounts, bumps and interest come on top (official samples). */
export function saleAmounts(order: JsonObject): Amounts {
  const total = moneyFromMinor(valueAt(order, "transaction", "total_price"), CURRENCY);
  const price = moneyFromMinor(valueAt(order, "transaction", "price_without_installments"), CURRENCY);
  const wasPaid = isPaid(wordAt(order, "transaction", "payment_status")) || wordAt(order, "transaction", "paid_at") !== null;
  return {
    amount: price !== null && price.minor > 0 ? price : total,
    amountPaid: wasPaid ? total : null,
    notes: [
      ...unreadable(order, total, "transaction", "total_price"),
      ...unreadable(order, price, "transaction", "price_without_installments"),
    ],
  };
}

/** A cart has no sale yet: its list price, times the quantity, is an estimate. */
export function cartAmounts(order: JsonObject): Amounts {
  const price = moneyFromMinor(valueAt(order, "product", "price"), CURRENCY);
  const quantity = Math.max(integerAt(order, "product", "quantity") ?? 1, 1);
  const amount = price === null ? null : moneyFromMinor(price.minor * quantity, CURRENCY);
  return {
    amount,
    amountPaid: null,
    notes: amount === null ? unreadable(order, amount, "product", "price") : [note("payt.amount-estimated")],
  };
}

function unreadable(order: JsonObject, read: Money | null, ...path: readonly string[]): readonly Note[] {
  const value = valueAt(order, ...path);
  const isAbsent = value === undefined || value === null || value === "";
  return isAbsent || read !== null ? [] : [note("payt.amount-unreadable", { field: path.join(".") })];
}
