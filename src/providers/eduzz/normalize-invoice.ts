import type { EventFacts, PaymentMethod, TransactionFacts } from "../../core/event.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import { type JsonObject, objectAt, textAt } from "../../core/json.ts";
import { missingNotes, phoneNotes } from "../buyer.ts";
import type { NormalizeContext } from "../contract.ts";
import { invoicePerson } from "./buyer.ts";
import { factsOf, studentNotes } from "./facts.ts";
import { chargebackReading, invoiceReading, issuedReading, partialRefund } from "./invoice-states.ts";
import { extraKind, invoiceItems, invoiceKind, productFacts } from "./items.ts";
import { eventKeys, idKey, saleKeys } from "./keys.ts";
import { envelopeMoment } from "./moments.ts";
import { amountNotes, priceAt } from "./money.ts";
import type { EnvelopePayload } from "./payload.ts";
import { invoicePayment } from "./payment.ts";
import { type Reading, told } from "./reading.ts";
import { invoiceTracking } from "./tracking.ts";
import { wordOf } from "./words.ts";

/** Where each event has its own date; the others have none. */
const MOMENTS: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  ["opened", [["createdAt"]]],
  ["paid", [["paidAt"]]],
  ["waitingrefund", [["refund", "createdAt"]]],
  ["refunded", [["refundedAt"], ["refund", "refundedAt"]]],
  ["recovering", [["startRecoveringAt"]]],
]);

/** `myeduzz.invoice_*`: one event per product, the first of which carries the amounts of the whole invoice. */
export function invoiceFacts(
  request: InboundRequest,
  { format, event, name, envelope, data }: EnvelopePayload,
  { zone }: NormalizeContext,
): readonly EventFacts[] {
  const state = wordOf(name.replace(/^invoice_/, ""));
  const payment = invoicePayment(data, zone);
  const reading = readingOf(state, data, payment?.method ?? null);
  const [main, ...extras] = invoiceItems(data);
  const kind = invoiceKind(data, main);
  const nativeId = textAt(envelope, "id");
  const { buyer, isOtherThanPayer } = invoicePerson(data);
  const occurred = envelopeMoment(envelope, MOMENTS.get(state) ?? [], zone);
  const [amount, amountPaid] = [priceAt(data, "price"), priceAt(data, "paid")];
  const moneyNotes = [
    ...amountNotes("price", objectAt(data, "price")?.value, amount),
    ...amountNotes("paid", objectAt(data, "paid")?.value, amountPaid),
  ];
  return [main, ...extras].map((item) => {
    const isExtra = item !== main;
    const itemKind = isExtra ? extraKind(kind, item) : kind;
    const transaction = transactionFacts(data, isExtra, isExtra && itemKind !== kind);
    const keyed = { reading, transaction, name, isTest: false, productId: item.id };
    const mark = isExtra ? item.id : null;
    return factsOf(reading, {
      format,
      nativeEvent: event,
      nativeStatus: state === "chargeback" ? textAt(data, "chargeback", "status") : textAt(data, "status"),
      nativeId,
      keys: eventKeys(request, [idKey(nativeId, name, mark), ...saleKeys(keyed)], mark),
      occurredAt: occurred?.at ?? null,
      zoneAssumed: occurred?.zoneAssumed ?? false,
      product: productFacts(item, itemKind, textAt(data, "offer", "name"), null),
      transaction,
      buyer,
      amount: isExtra ? null : amount,
      amountPaid: isExtra ? null : amountPaid,
      payment,
      tracking: invoiceTracking(data),
      notes: [...studentNotes(isOtherThanPayer), ...missingNotes(buyer), ...phoneNotes(buyer), ...(isExtra ? [] : moneyNotes)],
    });
  });
}

/**
 * The name of the event decides, never what rides along: official samples of a payment carry a filled `chargeback`.
 *
 * Invoices of a contract are charges that come by themselves: opened is no call to pay, and waiting means past due, which is how
 * the vendor explains that state for the obsolete webhook (official).
 */
function readingOf(state: string, data: JsonObject, method: PaymentMethod | null): Reading {
  const isCharge = objectAt(data, "contract") !== undefined;
  switch (state) {
    case "opened":
      return isCharge ? told("invoice.issued") : issuedReading(method);
    case "waitingpayment":
      return isCharge ? told("payment.late") : issuedReading(method);
    case "refunded":
      return isPartial(data) ? partialRefund(textAt(data, "refund", "refundedAt")) : invoiceReading(state);
    case "chargeback":
      return chargebackReading(wordOf(textAt(data, "chargeback", "status")));
    default:
      return invoiceReading(state);
  }
}

/** `refund.type` is `common` for the whole amount, else `partial` (official); the status may say it too. */
function isPartial(data: JsonObject): boolean {
  return wordOf(textAt(data, "refund", "type")).startsWith("partial") || wordOf(textAt(data, "status")) === "partialrefund";
}

/**
 * An order bump is an invoice of its own that names the main one (official); a further item belongs to this one.
 *
 * @param isApart - whether the item is no part of the contract that the invoice is a charge of.
 */
function transactionFacts(data: JsonObject, isExtra: boolean, isApart: boolean): TransactionFacts {
  const id = textAt(data, "id");
  const main = textAt(data, "orderBump", "mainSaleId");
  return {
    id,
    parentId: isExtra ? id : main === id ? null : main,
    subscriptionId: isApart ? null : textAt(data, "contract", "id"),
    recurrence: null,
  };
}
