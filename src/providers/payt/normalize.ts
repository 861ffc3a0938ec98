import type { EventFacts, SaleKind, TransactionFacts } from "../../core/event.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import { type JsonObject, textAt } from "../../core/json.ts";
import { type Note, note } from "../../core/note.ts";
import { ok, type Result } from "../../core/result.ts";
import type { Trigger } from "../../core/triggers.ts";
import type { NormalizeContext, Rejection } from "../contract.ts";
import { buyerFacts, buyerNotes } from "./buyer.ts";
import { type Reading, readingOf } from "./events.ts";
import { type Item, identityOf, itemsOf, productFacts } from "./items.ts";
import { eventKeys } from "./keys.ts";
import { momentAt } from "./moments.ts";
import { cartAmounts, saleAmounts } from "./money.ts";
import { isCanceled, isPaid } from "./outcomes.ts";
import { isYes, type Payload, readPayload, wordAt } from "./payload.ts";
import { paymentFacts } from "./payment.ts";
import { chargeNumber, isSubscription, paidUntil } from "./subscription.ts";
import { trackingFacts } from "./tracking.ts";

/** What happens to the subscription alone: what was bought beside it is not touched. */
const OF_SUBSCRIPTION_ONLY: ReadonlySet<Trigger> = new Set<Trigger>([
  "payment.late",
  "subscription.started",
  "subscription.renewed",
  "subscription.canceled",
]);

/** One event per product: the main item's, which carries the amounts, and one for each further item. */
export function normalize(request: InboundRequest, context: NormalizeContext): Result<readonly EventFacts[], Rejection> {
  const payload = readPayload(request);
  if (!payload.ok) return payload;
  const reading = readingOf(payload.value.order);
  const items = itemsOf(payload.value.order).filter(({ role }) => role !== "bump" || !OF_SUBSCRIPTION_ONLY.has(reading.trigger));
  return ok(items.map((item) => factsOf(request, payload.value, reading, item, context)));
}

function factsOf(
  request: InboundRequest,
  { format, order }: Payload,
  reading: Reading,
  item: Item,
  { receivedAt, zone }: NormalizeContext,
): EventFacts {
  const { trigger } = reading;
  const isExtra = item.role !== "main";
  const status = textAt(order, "status");
  const paymentStatus = textAt(order, "transaction", "payment_status");
  const isTest = isYes(order.test);
  const transaction = transactionFacts(order, item);
  const buyer = buyerFacts(order);
  const occurred = momentAt(order, zone, "updated_at") ?? momentAt(order, zone, "transaction", "updated_at");
  const amounts = trigger === "cart.abandoned" && transaction.id === null ? cartAmounts(order) : saleAmounts(order);
  const native = `${status ?? ""}/${paymentStatus ?? ""}`;
  return {
    format,
    trigger,
    also: item.role === "bump" ? [] : reading.also,
    nativeEvent: status ?? "",
    nativeStatus: paymentStatus,
    nativeId: null,
    keys: eventKeys(request, order, { reading, transaction, native, isTest, item: isExtra ? identityOf(item) : null }),
    occurredAt: occurred?.at ?? null,
    zoneAssumed: occurred?.zoneAssumed ?? false,
    isTest,
    product: productFacts(item, kindOf(order, trigger), textAt(order, "subscription", "plan_name")),
    transaction,
    buyer,
    amount: isExtra ? null : amounts.amount,
    amountPaid: isExtra ? null : amounts.amountPaid,
    payment: paymentFacts(order, zone),
    tracking: trackingFacts(order),
    accessUntil: trigger === "subscription.canceled" ? paidUntil(order, occurred?.at ?? receivedAt, zone) : null,
    lead: null,
    ...(trigger === "delivery.updated" ? { shipment: shipmentFacts(order) } : {}),
    ...(reading.variant === "partial" ? { isPartialRefund: true as const } : {}),
    notes: [...stateNotes(reading, order), ...buyerNotes(order, buyer), ...(isExtra ? [] : amounts.notes)],
  };
}

/** An upsell is a sale of its own that names the one it hangs on; a further item belongs to this one. */
function transactionFacts(order: JsonObject, { role }: Item): TransactionFacts {
  const id = textAt(order, "transaction_id");
  const upsellFrom = textAt(order, "transaction", "upsell_from");
  const main = upsellFrom === id ? null : upsellFrom;
  return {
    id,
    parentId: role === "main" ? main : id,
    subscriptionId: role === "bump" ? null : textAt(order, "subscription", "code"),
    recurrence: role === "bump" ? null : chargeNumber(order),
  };
}

/** A cart does not tell: whether it would have become a subscription is known once it is bought. */
function kindOf(order: JsonObject, trigger: Trigger): SaleKind | null {
  if (isSubscription(order)) return "subscription";
  return trigger === "cart.abandoned" ? null : "one-time";
}

function shipmentFacts(order: JsonObject): NonNullable<EventFacts["shipment"]> {
  return {
    status: textAt(order, "shipping", "status"),
    trackingCode: textAt(order, "shipping", "tracking_code"),
    trackingUrl: textAt(order, "shipping", "tracking_url"),
  };
}

function stateNotes({ trigger, variant }: Reading, order: JsonObject): readonly Note[] {
  const isContradicted = isCanceled(wordAt(order, "status")) && isPaid(wordAt(order, "transaction", "payment_status"));
  return [
    ...(variant === "partial" ? [note("payt.partial-refund")] : []),
    ...(variant === "refund-requested" ? [note("payt.refund-requested")] : []),
    ...(trigger === "purchase.canceled" && isContradicted ? [note("payt.canceled-but-paid")] : []),
  ];
}
