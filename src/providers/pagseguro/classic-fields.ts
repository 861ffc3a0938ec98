import type { BuyerFacts, PaymentFacts, PaymentMethod } from "../../core/event.ts";
import type { ReadInstant } from "../../core/instant.ts";
import { integerAt, type JsonObject, objectsAt, textAt } from "../../core/json.ts";
import { type Note, note } from "../../core/note.ts";
import { brazilianPhone } from "../../core/phone.ts";
import type { Trigger } from "../../core/triggers.ts";
import { emailOf, phoneNotes } from "../buyer.ts";
import { sha256 } from "../event-keys.ts";
import type { ClassicCall } from "./form-call.ts";
import { momentAt } from "./moments.ts";
import { BOLETO, methodOf } from "./transaction-status.ts";

/** `paymentMethod/type` (official up to 7; 8 and Pix public code). */
const METHODS: ReadonlyMap<number, PaymentMethod> = new Map([
  [1, "credit_card"],
  [2, "boleto"],
  [3, "bank_transfer"],
  [4, "wallet"],
  [7, "bank_transfer"],
  [8, "debit_card"],
  [11, "pix"],
]);

/** Buyers of the classic sandbox must have an address there (public code). */
const SANDBOX_EMAIL = /@sandbox\.pagseguro\.com\.br$/;

export function senderFacts(element: JsonObject): BuyerFacts {
  const areaCode = textAt(element, "sender", "phone", "areaCode");
  const number = textAt(element, "sender", "phone", "number");
  const [document] = objectsAt(element, "sender", "documents", "document");
  return {
    name: textAt(element, "sender", "name"),
    email: emailOf(textAt(element, "sender", "email")),
    phone: brazilianPhone(number, areaCode),
    phoneRaw: number === null ? null : `${areaCode ?? ""}${number}`,
    document: textAt(document, "value"),
  };
}

export function senderNotes(buyer: BuyerFacts): readonly Note[] {
  return [...(SANDBOX_EMAIL.test(buyer.email ?? "") ? [note("pagseguro.sandbox")] : []), ...phoneNotes(buyer)];
}

/** `paymentLink` leads to a boleto, or to the bank for an online debit. An empty method occurs. */
export function classicPayment(transaction: JsonObject): PaymentFacts | null {
  const method = methodOf(transaction);
  const methodRaw = textAt(transaction, "paymentMethod", "type");
  if (methodRaw === null) return null;
  return {
    method: METHODS.get(method ?? 0) ?? "other",
    methodRaw,
    installments: integerAt(transaction, "installmentCount"),
    boletoUrl: method === BOLETO ? textAt(transaction, "paymentLink") : null,
    boletoBarcode: null,
    pixCode: null,
    expiresAt: null,
    refusalReason: null,
  };
}

/** Always written with an offset (official), so no zone is needed to order by it. */
export function lastEventAt(element: JsonObject, zone: string): ReadInstant | null {
  return momentAt(zone, element, "lastEventDate") ?? momentAt(zone, element, "date");
}

/** The vendor writes one code with hyphens here and without there. */
export function comparableCode(code: string): string {
  return code.replaceAll("-", "").toUpperCase();
}

/**
 * A key that the charges and the state of one buyer's subscription share: neither document is known to name the other, but
 * both carry the merchant's reference and the buyer. Null where one of them is missing.
 */
export function derivedSubscription(reference: string | null, { email }: BuyerFacts): string | null {
  return reference === null || email === null ? null : `ref:${reference}:${sha256(email).slice(0, 16)}`;
}

/** The keys that exist; an answer without code or date is told by what it was asked for and means. */
export function keysOfAnswer({ code }: ClassicCall, trigger: Trigger, candidates: readonly (string | null)[]): readonly string[] {
  const keys = candidates.filter((key) => key !== null);
  return keys.length > 0 ? keys : [`notification:${code.toUpperCase()}:${trigger}`];
}
