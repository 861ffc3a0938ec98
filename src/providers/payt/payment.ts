import type { PaymentFacts, PaymentMethod } from "../../core/event.ts";
import { integerAt, type JsonObject, objectAt, textAt } from "../../core/json.ts";
import { momentAt } from "./moments.ts";

/** `transaction.payment_method` (official list of three). */
const METHODS: ReadonlyMap<string, PaymentMethod> = new Map([
  ["credit_card", "credit_card"],
  ["boleto", "boleto"],
  ["pix", "pix"],
]);

/** How the sale is paid; null for a cart, which has no transaction. `error_message` tells why it was refused or given back. */
export function paymentFacts(order: JsonObject, zone: string): PaymentFacts | null {
  const transaction = objectAt(order, "transaction");
  const method = textAt(transaction, "payment_method");
  const refusalReason = textAt(transaction, "error_message");
  if (transaction === undefined || (method === null && refusalReason === null)) return null;
  return {
    method: METHODS.get(method?.toLowerCase() ?? "") ?? "other",
    methodRaw: method ?? "",
    installments: integerAt(transaction, "installments"),
    boletoUrl: textAt(transaction, "bankslip_url"),
    boletoBarcode: textAt(transaction, "bankslip_code"),
    pixCode: textAt(transaction, "pix_code"),
    expiresAt: momentAt(transaction, zone, "expires_at")?.at ?? null,
    refusalReason,
  };
}
