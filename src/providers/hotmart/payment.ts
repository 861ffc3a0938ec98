import type { PaymentMethod } from "../../core/event.ts";
import { type JsonObject, textAt } from "../../core/json.ts";
import { type Money, moneyFromMajor } from "../../core/money.ts";

/**
 * Payment types of both versions, upper case. 2.0.0: official list, plus `CASHPAYMENT` (production, 2023) and
 * `BALANCE_HOTMART` (public code). 1.0.0: public code. Which canonical method a rare type stands for is our reading.
 */
const METHODS: Readonly<Record<string, PaymentMethod>> = {
  BILLET: "boleto",
  FINANCED_BILLET: "boleto",
  PIX: "pix",
  CREDIT_CARD: "credit_card",
  DEBIT_CARD: "debit_card",
  PAYPAL: "paypal",
  PAYPAL_INTERNACIONAL: "paypal",
  CASH_PAYMENT: "cash",
  CASHPAYMENT: "cash",
  BANK_TRANSFER: "bank_transfer",
  DIRECT_BANK_TRANSFER: "bank_transfer",
  DIRECT_DEBIT: "bank_transfer",
  MANUAL_TRANSFER: "bank_transfer",
  WALLET: "wallet",
  GOOGLE_PAY: "wallet",
  SAMSUNG_PAY: "wallet",
  PICPAY: "wallet",
  BALANCE_HOTMART: "wallet",
  MOIP_BALANCE: "wallet",
  BCASH_BALANCE: "wallet",
  "ORDER.CHECKOUT.HOTMART_BALANCE": "wallet",
};

/** `HOTCARD`, `HYBRID`, `FINANCED_INSTALLMENT` and anything new are `other`; the vendor's word is kept beside it. */
export function paymentMethod(type: string | null): PaymentMethod {
  const word = type?.toUpperCase() ?? "";
  return Object.hasOwn(METHODS, word) ? (METHODS[word] ?? "other") : "other";
}

/**
 * `{value, currency_value}` in major units, never cents (official, production). `currency_code` is the REST API's name
 * of the same key. Without a currency there is no amount: the buyer may have paid in any of dozens.
 */
export function priceOf(price: JsonObject | undefined): Money | null {
  if (price === undefined) return null;
  return moneyFromMajor(price.value, textAt(price, "currency_value") ?? textAt(price, "currency_code") ?? "");
}
