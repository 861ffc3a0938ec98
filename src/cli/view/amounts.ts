import { type Money, majorText } from "../../core/money.ts";

/** `BRL 197.00`, the same in every language. */
export function moneyText(money: Money): string {
  return `${money.currency} ${majorText(money)}`;
}
