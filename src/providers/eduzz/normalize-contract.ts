import type { EventFacts, TransactionFacts } from "../../core/event.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import type { Instant } from "../../core/instant.ts";
import { type JsonObject, objectAt, objectsAt, textAt } from "../../core/json.ts";
import { phoneNotes } from "../buyer.ts";
import type { NormalizeContext } from "../contract.ts";
import { customerFacts } from "./buyer.ts";
import { FREE_SUFFIX, freeReading, isFree, updateReading } from "./contract-states.ts";
import { factsOf } from "./facts.ts";
import { contractKind, distinct } from "./items.ts";
import { eventKeys, idKey, saleKeys } from "./keys.ts";
import { envelopeMoment, firstMoment } from "./moments.ts";
import { nothingToPay } from "./money.ts";
import type { EnvelopePayload } from "./payload.ts";
import { idle, type Reading, told, UNKNOWN } from "./reading.ts";
import { wordOf } from "./words.ts";

const NO_PRODUCT_LISTED = { id: null, name: null, plan: null, planName: null };

/** `contract_created` and `contract_updated`: about the contract, not about a charge, so there is no transaction and no amount. */
export function contractFacts(
  request: InboundRequest,
  { format, event, name, envelope, data }: EnvelopePayload,
  { receivedAt, zone }: NormalizeContext,
): readonly EventFacts[] {
  const contract = objectAt(data, "contract") ?? {};
  const reading = readingOf(name, contract, textAt(data, "reason"));
  const nativeId = textAt(envelope, "id");
  const buyer = customerFacts(objectAt(data, "customer"));
  const changed = name === "contract_created" ? "createdAt" : "updatedAt";
  const occurred = envelopeMoment(envelope, [["contract", changed]], zone);
  const [main, ...extras] = contractItems(data);
  return [main, ...extras].map((item) => {
    const isExtra = item !== main;
    const mark = isExtra ? item.id : null;
    const transaction = transactionFacts(reading, contract, isExtra);
    const keys = [
      idKey(nativeId, name, mark),
      ...saleKeys({ reading, transaction, name, isTest: false, productId: item.id }),
      contractKey(name, data, contract, mark),
    ];
    return factsOf(reading, {
      format,
      nativeEvent: event,
      nativeStatus: decidingWord(data, contract),
      nativeId,
      keys: eventKeys(request, keys, mark),
      occurredAt: occurred?.at ?? null,
      zoneAssumed: occurred?.zoneAssumed ?? false,
      product: {
        externalId: item.id,
        aliases: [],
        name: item.name,
        kind: contractKind(contract),
        offer: null,
        plan: item.plan,
        planName: item.planName,
      },
      transaction,
      buyer,
      amount: reading.trigger === "purchase.approved" && !isExtra ? nothingToPay() : null,
      accessUntil: reading.trigger === "subscription.canceled" ? paidUntil(contract, occurred?.at ?? receivedAt, zone) : null,
      notes: phoneNotes(buyer),
    });
  });
}

/**
 * A contract may be created before anything is paid (public code: access was given away by it), so a new one gives access only
 * when it says that nothing is to be paid. An instalment plan is the paper of a sale that its invoices tell of.
 */
function readingOf(name: string, contract: JsonObject, reason: string | null): Reading {
  const state = wordOf(textAt(contract, "status"));
  if (name === "contract_updated") return updateReading(wordOf(reason), state);
  if (name !== "contract_created") return UNKNOWN;
  if (contractKind(contract) === "instalments") return idle();
  return isFree(state) ? freeReading() : told("subscription.started");
}

function contractItems(data: JsonObject) {
  const items = objectsAt(data, "products").map((product) => ({
    id: textAt(product, "id"),
    name: textAt(product, "name"),
    plan: textAt(product, "plan", "id"),
    planName: textAt(product, "plan", "name"),
  }));
  return distinct(items, NO_PRODUCT_LISTED);
}

/** Only access without payment is like a sale; its transaction is made of the contract. */
function transactionFacts(reading: Reading, contract: JsonObject, isExtra: boolean): TransactionFacts {
  const subscriptionId = textAt(contract, "id");
  const id = reading.trigger === "purchase.approved" && subscriptionId !== null ? `${subscriptionId}${FREE_SUFFIX}` : null;
  return { id, parentId: isExtra ? id : null, subscriptionId, recurrence: null };
}

/** An update is told by when and why; one without a date by nothing, for it may come again. */
function contractKey(name: string, data: JsonObject, contract: JsonObject, item: string | null): string | null {
  const id = textAt(contract, "id");
  const updatedAt = textAt(contract, "updatedAt");
  if (id === null || (updatedAt === null && name !== "contract_created")) return null;
  const what = name === "contract_created" ? [] : [updatedAt, textAt(data, "reason"), textAt(contract, "status")];
  return ["contract", id, name, ...what.map((part) => part ?? ""), ...(item === null ? [] : ["item", item])].join(":");
}

/** Why the contract was updated; where only its state changed, the state. */
function decidingWord(data: JsonObject, contract: JsonObject): string | null {
  const reason = textAt(data, "reason");
  return reason === null || wordOf(reason) === "statusupdated" ? textAt(contract, "status") : reason;
}

/** The day of the next charge that will not come is the end of the paid period (inferred); none when it is past. */
function paidUntil(contract: JsonObject, canceledAt: Instant, zone: string): Instant | null {
  const next = firstMoment(contract, [["recurrence", "nextDue"]], zone);
  return next !== null && next.at > canceledAt ? next.at : null;
}
