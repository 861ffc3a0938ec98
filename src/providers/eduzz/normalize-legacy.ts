import type { EventFacts, SaleKind, TransactionFacts } from "../../core/event.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import { type JsonObject, textAt } from "../../core/json.ts";
import type { Note } from "../../core/note.ts";
import { missingNotes, phoneNotes } from "../buyer.ts";
import type { NormalizeContext } from "../contract.ts";
import { legacyPerson } from "./buyer.ts";
import { factsOf, studentNotes } from "./facts.ts";
import { extraKind, legacyItems, productFacts } from "./items.ts";
import { eventKeys, saleKeys } from "./keys.ts";
import { chargeNumber, contractIdAt, legacyMoment, legacyPaid, legacyReading, legacyState } from "./legacy-charge.ts";
import { amountNotes, flatPrice } from "./money.ts";
import type { LegacyPayload } from "./payload.ts";
import { legacyPayment } from "./payment.ts";
import { TEST_API_KEY } from "./secret-places.ts";
import { legacyTracking } from "./tracking.ts";

/** An invoice of the obsolete webhook: one event per product, the first of which carries the amounts. */
export function legacyInvoiceFacts(
  request: InboundRequest,
  { format, fields }: LegacyPayload,
  { zone }: NormalizeContext,
): readonly EventFacts[] {
  const native = textAt(fields, "event_name") ?? textAt(fields, "type") ?? "";
  const state = legacyState(fields);
  const payment = legacyPayment(fields, zone);
  const reading = legacyReading(state, fields, payment?.method ?? null);
  const isTest = isTestCall(fields);
  const occurred = legacyMoment(state, fields, zone);
  const { buyer, isOtherThanPayer } = legacyPerson(fields);
  const [main, ...extras] = legacyItems(fields);
  const kind: SaleKind = contractIdAt(fields, "recurrence_cod") === null ? (main.kind ?? "one-time") : "subscription";
  return [main, ...extras].map((item) => {
    const isExtra = item !== main;
    const mark = isExtra ? item.id : null;
    const itemKind = isExtra ? extraKind(kind, item) : kind;
    const isApart = itemKind !== kind;
    const transaction = transactionFacts(fields, isExtra, isApart);
    const keyed = { reading, transaction, name: native.toLowerCase(), isTest, productId: item.id };
    return factsOf(isApart ? { ...reading, also: [] } : reading, {
      format,
      nativeEvent: native,
      nativeStatus: textAt(fields, "trans_status"),
      keys: eventKeys(request, saleKeys(keyed), mark),
      occurredAt: occurred?.at ?? null,
      zoneAssumed: occurred?.zoneAssumed ?? false,
      isTest,
      product: productFacts(item, itemKind, null, isApart ? null : textAt(fields, "recurrence_plan")),
      transaction,
      buyer,
      amount: isExtra ? null : flatPrice(fields, "trans_value"),
      amountPaid: isExtra ? null : legacyPaid(state, fields),
      payment,
      tracking: legacyTracking(fields),
      notes: [
        ...studentNotes(isOtherThanPayer),
        ...missingNotes(buyer),
        ...phoneNotes(buyer),
        ...(isExtra ? [] : unreadable(fields, "trans_value")),
        ...(isExtra ? [] : unreadable(fields, "trans_paid")),
      ],
    });
  });
}

/** The vendor's test post has a word for an API key. Whoever sends it has proved itself by the origin secret, as everybody. */
export function isTestCall(fields: JsonObject): boolean {
  return textAt(fields, "api_key") === TEST_API_KEY;
}

function transactionFacts(fields: JsonObject, isExtra: boolean, isApart: boolean): TransactionFacts {
  const id = textAt(fields, "trans_cod");
  return {
    id,
    parentId: isExtra ? id : null,
    subscriptionId: isApart ? null : contractIdAt(fields, "recurrence_cod"),
    recurrence: isApart ? null : chargeNumber(fields),
  };
}

function unreadable(fields: JsonObject, name: string): readonly Note[] {
  return amountNotes(name, fields[name], flatPrice(fields, name));
}
