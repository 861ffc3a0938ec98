import { type EventFacts, NO_TRANSACTION, type TransactionFacts } from "../../core/event.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import { textAt, valueAt } from "../../core/json.ts";
import { moneyFromMajor } from "../../core/money.ts";
import { ok, type Result } from "../../core/result.ts";
import type { NormalizeContext, Rejection } from "../contract.ts";
import { keysOf } from "../event-keys.ts";
import { saleTracking } from "./buyer.ts";
import { type Call, readCall } from "./call.ts";
import { isOfSale, subscriptionTriggers } from "./events.ts";
import { type Item, itemsOf, productFacts } from "./items.ts";
import { eventKeys } from "./keys.ts";
import { amountNotes, callNotes } from "./notes.ts";
import { readPayload } from "./payload.ts";
import { paymentFacts } from "./payment.ts";
import { redact } from "./redact.ts";
import { shipmentFacts } from "./shipment.ts";
import { wasFinalised } from "./statuses.ts";
import { contractOf, isOfState } from "./transaction.ts";

/** No currency is documented, also not for sales abroad. */
const CURRENCY = "BRL";

/** One event, or one for each item where the event is the sale's. */
export function normalize(request: InboundRequest, context: NormalizeContext): Result<readonly EventFacts[], Rejection> {
  const payload = readPayload(request);
  if (!payload.ok) return payload;
  const call = readCall(payload.value, context);
  const keysFor = (transaction: TransactionFacts, item: Item) => keysOf(request, redact, eventKeys(call, transaction, item.id));
  const [main, ...others] = itemsOf(call.body);
  const first = mainFacts(call, main, keysFor(call.transaction, main));
  const { id } = call.transaction;
  if (!isOfSale(call.code) || id === null || call.isTest) return ok([first]);
  const further: TransactionFacts = { ...NO_TRANSACTION, id, parentId: id };
  return ok([first, ...others.map((item) => extraFacts(call, first, item, further, keysFor(further, item)))]);
}

function mainFacts(call: Call, item: Item, keys: readonly string[]): EventFacts {
  const { format, body, code, native, trigger, kind, transaction, buyer, occurred } = call;
  const contract = contractOf(code);
  const ofState = isOfState(code);
  const value = valueAt(body, "venda", "valor");
  const amount = ofState ? null : moneyFromMajor(value, CURRENCY);
  return {
    format,
    trigger,
    also: subscriptionTriggers(trigger, kind, transaction.recurrence),
    nativeEvent: native,
    nativeStatus: (contract === null ? null : textAt(body, contract, "status")) ?? textAt(body, "venda", "status"),
    nativeId: call.nativeId,
    keys,
    occurredAt: occurred?.at ?? null,
    zoneAssumed: occurred?.zoneAssumed ?? false,
    isTest: call.isTest,
    product: productFacts(item, kind),
    transaction,
    buyer,
    amount,
    // A contract's event may name a sale that was paid before; what it is about was not.
    amountPaid: contract === null && wasFinalised(body) ? amount : null,
    payment: ofState ? null : paymentFacts(body),
    tracking: saleTracking(body),
    accessUntil: null,
    lead: null,
    ...(trigger === "delivery.updated" ? { shipment: shipmentFacts(body) } : {}),
    notes: [...callNotes(call), ...(ofState ? [] : amountNotes(value, amount))],
  };
}

/** A further item: the sale's amount stands on the first, and a subscription is the first's alone (guess). */
function extraFacts(call: Call, first: EventFacts, item: Item, transaction: TransactionFacts, keys: readonly string[]): EventFacts {
  return {
    ...first,
    also: [],
    keys,
    product: productFacts(item, call.kind === "subscription" ? null : call.kind),
    transaction,
    amount: null,
    amountPaid: null,
    notes: callNotes(call),
  };
}
