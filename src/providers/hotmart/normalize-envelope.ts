import type { EventFacts, ProductFacts, TransactionFacts } from "../../core/event.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import { type JsonObject, objectAt, objectsAt, textAt, valueAt } from "../../core/json.ts";
import { type Note, note } from "../../core/note.ts";
import type { Trigger } from "../../core/triggers.ts";
import { phoneNotes } from "../buyer.ts";
import type { NormalizeContext } from "../contract.ts";
import { keysOf, saleKey, sha256 } from "../event-keys.ts";
import { buyerFacts, paymentFacts, productFacts, transactionFacts } from "./envelope-fields.ts";
import { envelopeTrigger, subscriptionTriggers } from "./events.ts";
import { momentOf } from "./moments.ts";
import { amountNotes, instalmentNotes } from "./notes.ts";
import type { EnvelopePayload } from "./payload.ts";
import { priceOf } from "./payment.ts";
import { redact } from "./redact.ts";
import { purchaseStatus, subscriptionStatus } from "./statuses.ts";
import { isTestCall } from "./test-button.ts";
import { envelopeTracking } from "./tracking.ts";

/** The facts of a 2.0.0 call: one, or one per line of a shipment, because each line is another product. */
export function envelopeFacts(request: InboundRequest, payload: EnvelopePayload, context: NormalizeContext): readonly EventFacts[] {
  const items = payload.event === "ORDER_FULFILLMENT" ? objectsAt(payload.data, "line_items") : [];
  if (items.length < 2) return [factsOf(request, payload, context, items[0], "")];
  return items.map((item, index) => factsOf(request, payload, context, item, `:${index}`));
}

/** `suffix` tells the lines of one shipment apart in the keys. */
function factsOf(
  request: InboundRequest,
  { event, body, data, format }: EnvelopePayload,
  { zone }: NormalizeContext,
  item: JsonObject | undefined,
  suffix: string,
): EventFacts {
  const trigger = envelopeTrigger(event, data);
  const product = productFacts(event, data, item);
  const transaction = transactionFacts(data);
  const buyer = buyerFacts(data);
  const isTest = isTestCall({ product, transaction, buyer });
  // CLUB_FIRST_ACCESS spells the key in camel case (production, against the documentation).
  const created = momentOf(body.creation_date, zone) ?? momentOf(body.creationDate, zone);
  const nativeId = textAt(body, "id");
  const sale = saleKey(transaction, trigger, { native: event, isTest, variant: isPartialRefund(data) ? "partial" : null });
  return {
    format,
    trigger,
    also: subscriptionTriggers(trigger, product.kind, transaction.recurrence),
    nativeEvent: event,
    nativeStatus: statusOf(data),
    nativeId,
    keys: keysOf(request, redact, [
      nativeId === null ? null : `id:${nativeId}${suffix}`,
      sale === null ? null : `${sale}${shipmentKey(trigger, data)}${suffix}`,
    ]),
    occurredAt: created?.at ?? null,
    zoneAssumed: created?.zoneAssumed ?? false,
    isTest,
    product,
    transaction,
    buyer,
    amount: priceOf(objectAt(data, "purchase", "price")),
    amountPaid: priceOf(objectAt(data, "purchase", "full_price")),
    payment: paymentFacts(data, zone),
    tracking: envelopeTracking(objectAt(data, "purchase", "origin"), objectsAt(data, "affiliates")),
    accessUntil: trigger === "subscription.canceled" ? (momentOf(data.date_next_charge, zone)?.at ?? null) : null,
    lead: null,
    ...(isPartialRefund(data) ? { isPartialRefund: true as const } : {}),
    notes: [...phoneNotes(buyer), ...saleNotes(data, product, transaction, zone)],
  };
}

/** Order events speak of the purchase; events of a subscription have only the subscription's status. */
function statusOf(data: JsonObject): string | null {
  return purchaseStatus(textAt(data, "purchase", "status")) ?? subscriptionStatus(textAt(data, "subscription", "status"));
}

/** The status is documented, an event of its own is not: the event says refunded all the same. */
function isPartialRefund(data: JsonObject): boolean {
  return textAt(data, "purchase", "status") === "PARTIALLY_REFUNDED";
}

/** A shipment changes several times while transaction and trigger stay: what it says about the way is part of the key. */
function shipmentKey(trigger: Trigger, data: JsonObject): string {
  if (trigger !== "delivery.updated") return "";
  return `:${sha256(JSON.stringify([data.delivery, data.shipping, data.fulfillment_service])).slice(0, 16)}`;
}

function saleNotes(data: JsonObject, product: ProductFacts, transaction: TransactionFacts, zone: string): readonly Note[] {
  const price = priceOf(objectAt(data, "purchase", "price"));
  const fullPrice = priceOf(objectAt(data, "purchase", "full_price"));
  const charge = {
    price,
    fullPrice,
    installments: paymentFacts(data, zone)?.installments ?? null,
    recurrence: transaction.recurrence,
    orderedAt: momentOf(valueAt(data, "purchase", "order_date"), zone)?.at ?? null,
    nextChargeAt: momentOf(valueAt(data, "purchase", "date_next_charge"), zone)?.at ?? null,
  };
  return [
    ...amountNotes("purchase.price", valueAt(data, "purchase", "price", "value"), price),
    ...amountNotes("purchase.full_price", valueAt(data, "purchase", "full_price", "value"), fullPrice),
    ...(isPartialRefund(data) ? [note("hotmart.partial-refund")] : []),
    ...(product.kind === "subscription" ? instalmentNotes(charge) : []),
  ];
}
