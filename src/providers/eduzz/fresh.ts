import { type Random, randomDigits, randomHex, randomText } from "../../core/random.ts";
import type { Variation } from "../contract.ts";

const LETTERS_AND_DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";

/** New ids, each of the vendor's look. */
export interface FreshIds {
  /** Of the webhook's envelope, 25 characters. */
  readonly event: string;
  /** Of the invoice, or what the variation wishes. */
  readonly invoice: string;
  /** Of the contract, or what the variation wishes. */
  readonly contract: string;
  /** Of the checkout. */
  readonly checkout: string;
  /** Makes a learner another one. */
  readonly tag: string;
}

/** The ids are drawn in one order, whether they are wished for or not, so that a seed gives the same others. */
export function freshIds({ random, transaction, subscriptionId }: Variation): FreshIds {
  const event = randomText(random, LETTERS_AND_DIGITS, 25);
  const invoice = numberId(random, 8);
  const contract = numberId(random, 7);
  const checkout = randomHex(random, 32);
  const tag = randomText(random, LETTERS_AND_DIGITS, 6);
  return { event, invoice: transaction ?? invoice, contract: subscriptionId ?? contract, checkout, tag };
}

/** A Brazilian number as the vendor's flat formats write it, area code and number: `41900000001`. */
export function nationalDigits(phone: string): string {
  const digits = phone.replace(/\D/g, "");
  return digits.length >= 12 && digits.startsWith("55") ? digits.slice(2) : digits;
}

function numberId(random: Random, length: number): string {
  return `9${randomDigits(random, length - 1)}`;
}
