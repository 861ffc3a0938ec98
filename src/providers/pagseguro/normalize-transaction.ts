import { type EventFacts, NO_PRODUCT, type ProductFacts, type TransactionFacts } from "../../core/event.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import { type JsonObject, objectsAt, textAt } from "../../core/json.ts";
import { type Note, note } from "../../core/note.ts";
import type { Trigger } from "../../core/triggers.ts";
import type { NormalizeContext } from "../contract.ts";
import { keysOf, saleKey } from "../event-keys.ts";
import { reaisAt } from "./amount.ts";
import { classicPayment, comparableCode, derivedSubscription, lastEventAt, senderFacts, senderNotes } from "./classic-fields.ts";
import { factsOf, noTrigger } from "./facts.ts";
import type { ClassicCall } from "./form-call.ts";
import { perProduct } from "./product-list.ts";
import { isSubscriptionCharge, transactionReading } from "./transaction-status.ts";

/** A transaction and what it is read as. */
interface Told {
  readonly transaction: JsonObject;
  readonly trigger: Trigger;
  readonly native: string;
  readonly notes: readonly Note[];
}

/** The facts of a `<transaction>`: one event per trigger and product. Only direct children are read, for names repeat deeper down. */
export function transactionEvents(
  request: InboundRequest,
  call: ClassicCall,
  transaction: JsonObject,
  context: NormalizeContext,
): readonly EventFacts[] {
  const { triggers, isKnown, native } = transactionReading(transaction);
  if (triggers.length === 0) {
    const notes = isKnown ? noTrigger(native) : [];
    return eventsOf(request, call, { transaction, trigger: "unknown", native, notes }, context);
  }
  const notes = native === "transaction 7" ? [note("pagseguro.canceled-untold")] : [];
  return triggers.flatMap((trigger) => eventsOf(request, call, { transaction, trigger, native, notes }, context));
}

function eventsOf(request: InboundRequest, call: ClassicCall, told: Told, { zone }: NormalizeContext): readonly EventFacts[] {
  const { transaction, trigger, native, notes } = told;
  const occurred = lastEventAt(transaction, zone);
  const buyer = senderFacts(transaction);
  const gross = reaisAt(transaction, "grossAmount");
  const sale = factsOf(call.format, {
    trigger,
    nativeEvent: native,
    nativeStatus: textAt(transaction, "status"),
    nativeId: call.code,
    keys: [],
    occurredAt: occurred?.at ?? null,
    zoneAssumed: occurred?.zoneAssumed ?? false,
    transaction: saleOf(transaction),
    buyer,
    amount: gross.amount,
    payment: classicPayment(transaction),
    notes: [...notes, ...gross.notes, ...senderNotes(buyer)],
  });
  return perProduct(sale, productsOf(transaction), (ofItem, productId) =>
    keysOf(request, [documentKey(told, productId), businessKey(told, ofItem, productId)]),
  );
}

/** Whether this charge is the first of its subscription is told by nothing in it. */
function saleOf(transaction: JsonObject): TransactionFacts {
  const derived = derivedSubscription(textAt(transaction, "reference"), senderFacts(transaction));
  return {
    id: textAt(transaction, "code"),
    parentId: null,
    subscriptionId: isSubscriptionCharge(transaction) ? (textAt(transaction, "preApprovalCode") ?? derived) : null,
    recurrence: null,
  };
}

/** The seller chose the id of each item; small sellers use the reference of the whole sale as the product's code. */
function productsOf(transaction: JsonObject): readonly [ProductFacts, ...ProductFacts[]] {
  const reference = textAt(transaction, "reference");
  const kind = isSubscriptionCharge(transaction) ? "subscription" : "one-time";
  const [main, ...others] = objectsAt(transaction, "items", "item").map((item) => ({
    ...NO_PRODUCT,
    externalId: textAt(item, "id"),
    name: textAt(item, "description"),
    kind,
  })) satisfies readonly ProductFacts[];
  const first: ProductFacts = main ?? { ...NO_PRODUCT, kind };
  return [{ ...first, aliases: reference === null || reference === first.externalId ? [] : [reference] }, ...others];
}

/** The same state of the same transaction, whichever notification asked for it. */
function documentKey({ transaction, trigger }: Told, productId: string | null): string | null {
  const [code, status, date] = ["code", "status", "lastEventDate"].map((name) => textAt(transaction, name));
  if (!code || !status || !date) return null;
  const item = productId === null ? "" : `:item:${productId}`;
  return `transaction:${comparableCode(code)}:${status}:${date}:${trigger}${item}`;
}

/** A dispute with the buyer and a retention after it are two things, although both only flag the sale. */
function businessKey({ transaction, trigger, native }: Told, sale: TransactionFacts, productId: string | null): string | null {
  const id = sale.id === null ? null : comparableCode(sale.id);
  const parentId = sale.parentId === null ? null : comparableCode(sale.parentId);
  const variant = trigger === "purchase.disputed" ? textAt(transaction, "status") : null;
  return saleKey({ id, parentId, recurrence: null }, trigger, { native, isTest: false, productId, variant });
}
