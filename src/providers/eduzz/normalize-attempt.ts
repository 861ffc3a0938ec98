import { type EventFacts, NO_PRODUCT, type PaymentMethod } from "../../core/event.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import { objectAt, textAt } from "../../core/json.ts";
import { phoneNotes } from "../buyer.ts";
import type { NormalizeContext } from "../contract.ts";
import { customerFacts } from "./buyer.ts";
import { factsOf } from "./facts.ts";
import { invoiceReading, issuedReading } from "./invoice-states.ts";
import { contractKind } from "./items.ts";
import { eventKeys, idKey, saleKeys } from "./keys.ts";
import { envelopeMoment } from "./moments.ts";
import type { EnvelopePayload } from "./payload.ts";
import { attemptPayment } from "./payment.ts";
import { idle, type Reading, told } from "./reading.ts";
import { wordOf } from "./words.ts";

/** `contract_card_attempted` and its three siblings. */
export const ATTEMPT = /^contract_(.+)_attempted$/;

/**
 * One attempt to charge a contract. It names neither product nor amount (official): the invoice and the contract it belongs to
 * tell them.
 */
export function attemptFacts(
  request: InboundRequest,
  { format, event, name, envelope, data }: EnvelopePayload,
  { zone }: NormalizeContext,
): EventFacts {
  const invoice = objectAt(data, "invoice") ?? {};
  const contract = objectAt(data, "contract");
  const status = textAt(invoice, "status");
  const attemptedAt = textAt(invoice, "attemptDate");
  const payment = attemptPayment(invoice, ATTEMPT.exec(name)?.[1] ?? "", zone);
  const reading = readingOf(wordOf(status), payment.method, attemptedAt);
  const transaction = { id: textAt(invoice, "id"), parentId: null, subscriptionId: textAt(contract, "id"), recurrence: null };
  const buyer = customerFacts(objectAt(data, "customer"));
  const nativeId = textAt(envelope, "id");
  const occurred = envelopeMoment(envelope, [["invoice", "attemptDate"]], zone);
  const keys = [idKey(nativeId, name, null), ...saleKeys({ reading, transaction, name, isTest: false, productId: null })];
  return factsOf(reading, {
    format,
    nativeEvent: event,
    nativeStatus: status,
    nativeId,
    keys: eventKeys(request, keys, null),
    occurredAt: occurred?.at ?? null,
    zoneAssumed: occurred?.zoneAssumed ?? false,
    // The contract of an attempt does not say whether it is one of instalments (official).
    product: { ...NO_PRODUCT, kind: contract?.isUnlimitedInstallments === undefined ? null : contractKind(contract) },
    transaction,
    buyer,
    payment,
    notes: phoneNotes(buyer),
  });
}

/**
 * Every declined attempt is an event of its own. A paid one tells nothing that `invoice_paid` will not tell better, and one that
 * is open gives a boleto or Pix that the invoice may have told of already.
 */
function readingOf(status: string, method: PaymentMethod, attemptedAt: string | null): Reading {
  switch (status) {
    case "refused":
      return { ...invoiceReading(status), variant: attemptedAt };
    case "waitingpayment":
      return told("payment.late");
    case "open":
      return method === "boleto" || method === "pix" ? issuedReading(method) : { ...idle(), variant: attemptedAt };
    case "paid":
      return { ...idle(), variant: attemptedAt };
    case "overdue":
      return invoiceReading(status);
    default:
      return { ...told("unknown"), variant: attemptedAt };
  }
}
