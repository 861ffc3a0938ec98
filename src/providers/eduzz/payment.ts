import type { PaymentFacts, PaymentMethod } from "../../core/event.ts";
import { integerAt, type JsonObject, textAt } from "../../core/json.ts";
import { dayAndTime, firstMoment } from "./moments.ts";
import { wordOf } from "./words.ts";

/** `paymentMethod` of the webhook, as `wordOf` writes it (official list); the last three are named elsewhere: in `payment`, and in names of attempts. */
const METHODS: ReadonlyMap<string, PaymentMethod> = new Map([
  ["bankslip", "boleto"],
  ["installmentbankslip", "boleto"],
  ["pix", "pix"],
  ["creditcard", "credit_card"],
  ["combinedpayment", "other"],
  ["automaticpix", "pix"],
  ["card", "credit_card"],
  ["eduzzbalance", "wallet"],
]);

/** `trans_paymentmethod` (official table); 11 is "unknown", 27 is several cards. */
const CODES: ReadonlyMap<string, PaymentMethod> = new Map([
  ["1", "boleto"],
  ["9", "paypal"],
  ["13", "credit_card"],
  ["14", "credit_card"],
  ["15", "credit_card"],
  ["16", "credit_card"],
  ["17", "bank_transfer"],
  ["18", "bank_transfer"],
  ["19", "bank_transfer"],
  ["21", "credit_card"],
  ["22", "bank_transfer"],
  ["23", "credit_card"],
  ["24", "credit_card"],
  ["25", "paypal"],
  ["27", "credit_card"],
  ["32", "pix"],
]);

type Named = Pick<PaymentFacts, "method" | "methodRaw">;

/** `paymentMethod` comes first: `payment.method` of the official sample contradicts it, and it is never `unknown` there. */
function envelopeMethod(data: JsonObject): Named | null {
  const [first, second] = [textAt(data, "paymentMethod"), textAt(data, "payment", "method")];
  const told = first !== null && wordOf(first) !== "unknown" ? first : (second ?? first);
  return told === null ? null : named(METHODS, told);
}

/** How an invoice is paid; null when it does not say. Due dates and lines to pay are those of a boleto or a Pix. */
export function invoicePayment(data: JsonObject, zone: string): PaymentFacts | null {
  const method = envelopeMethod(data);
  if (method === null) return null;
  return {
    ...method,
    installments: integerAt(data, "installments"),
    boletoUrl: textAt(data, "bankslipUrl") ?? textAt(data, "billetUrl"),
    boletoBarcode: textAt(data, "barcode"),
    pixCode: null,
    expiresAt: canExpire(method) ? (firstMoment(data, [["dueDate"]], zone)?.at ?? null) : null,
    refusalReason: null,
  };
}

/**
 * How an attempt was made, and why it failed; which reasons there are is not known.
 *
 * @param inName - the method as the event's name has it, where the invoice does not tell: `eduzz_balance`.
 */
export function attemptPayment(invoice: JsonObject, inName: string, zone: string): PaymentFacts {
  const method = envelopeMethod(invoice) ?? named(METHODS, inName);
  return {
    ...method,
    installments: null,
    boletoUrl: null,
    boletoBarcode: null,
    pixCode: null,
    expiresAt: canExpire(method) ? (firstMoment(invoice, [["dueDate"]], zone)?.at ?? null) : null,
    refusalReason: textAt(invoice, "failReasonMessage") ?? textAt(invoice, "failReason"),
  };
}

/** The same of the obsolete webhook. */
export function legacyPayment(fields: JsonObject, zone: string): PaymentFacts | null {
  const code = textAt(fields, "trans_paymentmethod");
  if (code === null) return null;
  const method = named(CODES, code);
  return {
    ...method,
    installments: null,
    boletoUrl: textAt(fields, "trans_bankslip") ?? textAt(fields, "billet_url"),
    boletoBarcode: textAt(fields, "trans_barcode"),
    pixCode: null,
    expiresAt: canExpire(method) ? (dayAndTime(fields, "trans_due", zone)?.at ?? null) : null,
    refusalReason: null,
  };
}

function named(methods: ReadonlyMap<string, PaymentMethod>, raw: string): Named {
  return { method: methods.get(raw) ?? methods.get(wordOf(raw)) ?? "other", methodRaw: raw };
}

function canExpire({ method }: Named): boolean {
  return method === "boleto" || method === "pix";
}
