import {
  type BuyerFacts,
  type EventFacts,
  NO_PRODUCT,
  NO_TRANSACTION,
  type ProductFacts,
  type TransactionFacts,
} from "../../core/event.ts";
import { type JsonObject, objectsAt, textAt } from "../../core/json.ts";
import { type Note, note } from "../../core/note.ts";
import type { Trigger } from "../../core/triggers.ts";
import type { NormalizeContext } from "../contract.ts";
import { saleKey } from "../event-keys.ts";
import { reaisAt } from "./amount.ts";
import {
  classicPayment,
  comparableCode,
  derivedSubscription,
  keysOfAnswer,
  lastEventAt,
  senderFacts,
  senderNotes,
} from "./classic-fields.ts";
import { factsOf, noTrigger } from "./facts.ts";
import type { ClassicCall } from "./form-call.ts";
import { perProduct } from "./product-list.ts";
import { isSubscriptionCharge, transactionReading } from "./transaction-status.ts";

/** A transaction and what it is read as. */
interface Told {
  readonly transaction: JsonObject;
  readonly trigger: Trigger;
  readonly native: string;
}

/** The facts of a `<transaction>`: one event per trigger and product. Only direct children are read, for names repeat deeper down. */
export function transactionEvents(call: ClassicCall, transaction: JsonObject, { zone }: NormalizeContext): readonly EventFacts[] {
  const { triggers, isSale, isKnown, native } = transactionReading(transaction);
  const told: readonly Trigger[] = triggers.length > 0 ? triggers : ["unknown"];
  const notes = [
    ...(triggers.length === 0 && isKnown ? noTrigger(native) : []),
    ...(native === "transaction 7" ? [note("pagseguro.canceled-untold")] : []),
  ];
  const state = stateFacts(call, transaction, notes, zone);
  const sale = isSale ? saleFacts(transaction, state) : state;
  const products = isSale ? productsOf(transaction) : ([NO_PRODUCT] as const);
  return told.flatMap((trigger) =>
    perProduct({ ...sale, trigger }, products, (ofItem, productId) =>
      keysOfAnswer(call, trigger, [
        documentKey({ transaction, trigger, native }, productId),
        businessKey({ transaction, trigger, native }, ofItem, productId),
      ]),
    ),
  );
}

/** What any transaction tells, also one that only moves money. */
function stateFacts(call: ClassicCall, transaction: JsonObject, notes: readonly Note[], zone: string): EventFacts {
  const occurred = lastEventAt(transaction, zone);
  const gross = reaisAt(transaction, "grossAmount");
  return factsOf(call.format, {
    trigger: "unknown",
    nativeEvent: "transaction",
    nativeStatus: textAt(transaction, "status"),
    nativeId: call.code,
    keys: [],
    occurredAt: occurred?.at ?? null,
    zoneAssumed: occurred?.zoneAssumed ?? false,
    transaction: { ...NO_TRANSACTION, id: textAt(transaction, "code") },
    amount: gross.amount,
    notes: [...notes, ...gross.notes],
  });
}

/** The sender of a sale is its buyer. */
function saleFacts(transaction: JsonObject, state: EventFacts): EventFacts {
  const buyer = senderFacts(transaction);
  return {
    ...state,
    transaction: { ...state.transaction, subscriptionId: subscriptionOf(transaction, buyer) },
    buyer,
    payment: classicPayment(transaction),
    notes: [...state.notes, ...senderNotes(buyer)],
  };
}

/** Whether a charge is the first of its subscription is told by nothing in it. */
function subscriptionOf(transaction: JsonObject, buyer: BuyerFacts): string | null {
  if (!isSubscriptionCharge(transaction)) return null;
  return textAt(transaction, "preApprovalCode") ?? derivedSubscription(textAt(transaction, "reference"), buyer);
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
