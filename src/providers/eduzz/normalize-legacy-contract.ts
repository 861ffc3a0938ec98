import type { EventFacts, TransactionFacts } from "../../core/event.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import { type JsonObject, textAt } from "../../core/json.ts";
import { phoneNotes } from "../buyer.ts";
import type { NormalizeContext } from "../contract.ts";
import { legacyPerson } from "./buyer.ts";
import { contractReading, contractStateOfCode, FREE_SUFFIX, freeReading, isFree } from "./contract-states.ts";
import { factsOf, studentNotes } from "./facts.ts";
import { legacyItems, productFacts } from "./items.ts";
import { eventKeys, saleKeys } from "./keys.ts";
import { contractIdAt } from "./legacy-charge.ts";
import { firstMoment } from "./moments.ts";
import { nothingToPay } from "./money.ts";
import { isTestCall } from "./normalize-legacy.ts";
import type { LegacyPayload } from "./payload.ts";
import type { Reading } from "./reading.ts";
import { wordOf } from "./words.ts";

/** A contract of the obsolete webhook in a new state. Its `trans_*` fields are those of some charge, not of this event. */
export function legacyContractFacts(request: InboundRequest, { format, fields }: LegacyPayload, { zone }: NormalizeContext): EventFacts {
  const native = textAt(fields, "event_name") ?? textAt(fields, "type") ?? "";
  const status = textAt(fields, "recurrence_status");
  const state = textAt(fields, "event_name") === null ? (contractStateOfCode(status) ?? "") : wordOf(native.replace(/^contract_/i, ""));
  const reading = isFree(state) ? freeReading() : contractReading(state);
  const isTest = isTestCall(fields);
  const { buyer, isOtherThanPayer } = legacyPerson(fields);
  const [main] = legacyItems(fields);
  const transaction = transactionFacts(reading, fields);
  const isCanceled = reading.trigger === "subscription.canceled";
  const occurred = isCanceled ? firstMoment(fields, [["recurrence_canceled_at"]], zone) : null;
  const keyed = { reading, transaction, name: native.toLowerCase(), isTest, productId: main.id };
  return factsOf(reading, {
    format,
    nativeEvent: native,
    nativeStatus: status,
    keys: eventKeys(request, [...saleKeys(keyed), isTest ? null : contractKey(state, fields)], null),
    occurredAt: occurred?.at ?? null,
    zoneAssumed: occurred?.zoneAssumed ?? false,
    isTest,
    product: productFacts(main, "subscription", null, textAt(fields, "recurrence_plan")),
    transaction,
    buyer,
    amount: reading.trigger === "purchase.approved" ? nothingToPay() : null,
    notes: [...studentNotes(isOtherThanPayer), ...phoneNotes(buyer)],
  });
}

function transactionFacts(reading: Reading, fields: JsonObject): TransactionFacts {
  const subscriptionId = contractIdAt(fields, "recurrence_cod");
  const id = reading.trigger === "purchase.approved" && subscriptionId !== null ? `${subscriptionId}${FREE_SUFFIX}` : null;
  return { id, parentId: null, subscriptionId, recurrence: null };
}

/** No event has an id or a date: the charge it came with, and the day of a cancellation, tell one of a kind from the next. */
function contractKey(state: string, fields: JsonObject): string | null {
  const id = contractIdAt(fields, "recurrence_cod");
  if (id === null) return null;
  const parts = ["trans_cod", "recurrence_count", "recurrence_canceled_at"].map((name) => textAt(fields, name) ?? "");
  return ["contract", id, `contract_${state}`, ...parts].join(":");
}
