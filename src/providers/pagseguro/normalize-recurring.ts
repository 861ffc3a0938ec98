import { type EventFacts, NO_PRODUCT, type PaymentFacts, type ProductFacts, type TransactionFacts } from "../../core/event.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import { type JsonObject, objectAt, objectsAt, textAt } from "../../core/json.ts";
import { type Note, note } from "../../core/note.ts";
import type { Trigger } from "../../core/triggers.ts";
import { phoneNotes } from "../buyer.ts";
import type { NormalizeContext } from "../contract.ts";
import { keysOf, saleKey } from "../event-keys.ts";
import { type Amount, centsAt, NO_AMOUNT } from "./amount.ts";
import { factsOf, noTrigger } from "./facts.ts";
import { momentAt } from "./moments.ts";
import { customerFacts, ordersPayment } from "./orders-fields.ts";
import type { RecurringCall } from "./payload.ts";
import { type RecurringReading, recurringReading } from "./recurring-events.ts";
import { redact } from "./redact.ts";
import { chargeId, subscriptionOf } from "./subscription.ts";

/** The facts of a call of PagBank's recurring payments. */
export function recurringEvent(request: InboundRequest, call: RecurringCall, { zone, receivedAt }: NormalizeContext): EventFacts {
  const { event, resource, body } = call;
  const reading = recurringReading(event, resource);
  const { trigger, also } = reading;
  const occurred = momentAt(zone, body, "date");
  const transaction = transactionOf(call, reading);
  const buyer = customerFacts(event.startsWith("customer.") ? resource : objectAt(resource, "customer"));
  const amount = amountOf(reading, resource);
  return factsOf(call.format, {
    trigger,
    also,
    nativeEvent: event,
    nativeStatus: textAt(resource, "status"),
    keys: keysOf(request, redact, keysOfEvent(call, trigger, transaction)),
    occurredAt: occurred?.at ?? null,
    zoneAssumed: occurred?.zoneAssumed ?? false,
    product: productOf(resource),
    transaction,
    buyer,
    amount: amount.amount,
    payment: paymentOf(resource, zone),
    accessUntil: trigger === "subscription.canceled" ? paidUntil(resource, occurred?.at ?? receivedAt, zone) : null,
    notes: [...stateNotes(call, reading, transaction), ...amount.notes, ...phoneNotes(buyer)],
  });
}

function transactionOf({ resource, body }: RecurringCall, { trigger, charge }: RecurringReading): TransactionFacts {
  const subscriptionId = subscriptionOf(resource);
  const id = chargeId(subscriptionId, charge, trigger === "purchase.refunded" ? null : textAt(body, "date"));
  return { id, parentId: null, subscriptionId, recurrence: charge.kind === "number" && id !== null ? charge.occurrence : null };
}

function productOf(resource: JsonObject): ProductFacts {
  const name = textAt(resource, "plan", "name");
  return { ...NO_PRODUCT, externalId: textAt(resource, "plan", "id"), name, kind: "subscription", planName: name };
}

/** What the subscription costs, where a charge is told: nothing else in the call is an amount of its own. */
function amountOf({ charge }: RecurringReading, resource: JsonObject): Amount {
  if (charge.kind === "trial") return { amount: { minor: 0, currency: "BRL" }, notes: [] };
  return charge.kind === "none" ? NO_AMOUNT : centsAt(resource, "amount");
}

function paymentOf(resource: JsonObject, zone: string): PaymentFacts | null {
  const [method] = objectsAt(resource, "payment_method");
  return method === undefined ? null : ordersPayment(null, { payment_method: method }, zone);
}

/** What was paid reaches to the next charge, if that lies after the end. */
function paidUntil(resource: JsonObject, endedAt: string, zone: string): string | null {
  const next = momentAt(zone, resource, "next_invoice_at")?.at ?? null;
  return next !== null && next > endedAt ? next : null;
}

/** PagBank gives calls no id. A subscription starts and ends once; what can happen to it again is told apart by its date. */
function keysOfEvent(
  { event, resource, body }: RecurringCall,
  trigger: Trigger,
  transaction: TransactionFacts,
): readonly (string | null)[] {
  const id = textAt(resource, "id");
  const date = textAt(body, "date");
  const { subscriptionId } = transaction;
  return [
    id === null || date === null ? null : `event:${id}:${event}:${date}`,
    saleKey(transaction, trigger, { native: event, isTest: false }),
    trigger === "subscription.canceled" && subscriptionId !== null ? `subscription:${subscriptionId}:${trigger}` : null,
  ];
}

function stateNotes({ event, body }: RecurringCall, { trigger, isKnown }: RecurringReading, { id }: TransactionFacts): readonly Note[] {
  return [
    ...(trigger === "unknown" && isKnown ? noTrigger(event) : []),
    ...(event === "subscription.expired" ? [note("pagseguro.subscription-expired")] : []),
    ...(trigger === "purchase.refunded" ? [note(id === null ? "pagseguro.refund-untold" : "pagseguro.refund-review")] : []),
    ...(textAt(body, "env")?.toLowerCase() === "sandbox" ? [note("pagseguro.sandbox")] : []),
  ];
}
