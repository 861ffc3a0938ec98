import { type EventFacts, NO_PRODUCT, NO_TRANSACTION, type ProductFacts } from "../../core/event.ts";
import { type JsonObject, textAt } from "../../core/json.ts";
import { note } from "../../core/note.ts";
import type { Trigger } from "../../core/triggers.ts";
import type { NormalizeContext } from "../contract.ts";
import { comparableCode, derivedSubscription, keysOfAnswer, lastEventAt, senderFacts, senderNotes } from "./classic-fields.ts";
import { factsOf, noTrigger } from "./facts.ts";
import type { ClassicCall } from "./form-call.ts";

/** `<preApproval><status>` (official; the change of the card is a guess). Null: known, and nothing happens. */
const TRIGGERS: ReadonlyMap<string, Trigger | null> = new Map<string, Trigger | null>([
  ["INITIATED", null],
  ["PENDING", null],
  ["ACTIVE", "subscription.started"],
  ["SUSPENDED", "payment.late"],
  ["CANCELLED", "subscription.canceled"],
  ["CANCELLED_BY_RECEIVER", "subscription.canceled"],
  ["CANCELLED_BY_SENDER", "subscription.canceled"],
  ["EXPIRED", "subscription.canceled"],
  ["PAYMENT_METHOD_CHANGE", "subscription.card_updated"],
]);

/** What can happen to a subscription once: told again, it is the same event. */
const ONCE: ReadonlySet<Trigger> = new Set<Trigger>(["subscription.started", "subscription.canceled"]);

/** The facts of a `<preApproval>`, the state of a subscription. Its charges come as transactions of their own. */
export function preApprovalEvent(call: ClassicCall, preApproval: JsonObject, { zone }: NormalizeContext): EventFacts {
  const status = textAt(preApproval, "status")?.toUpperCase() ?? null;
  const trigger = TRIGGERS.get(status ?? "");
  const code = textAt(preApproval, "code");
  const occurred = lastEventAt(preApproval, zone);
  const buyer = senderFacts(preApproval);
  return factsOf(call.format, {
    trigger: trigger ?? "unknown",
    nativeEvent: "preApproval",
    nativeStatus: textAt(preApproval, "status"),
    nativeId: call.code,
    keys: keysOfAnswer(call, trigger ?? "unknown", keysOfState(preApproval, trigger ?? "unknown")),
    occurredAt: occurred?.at ?? null,
    zoneAssumed: occurred?.zoneAssumed ?? false,
    product: productOf(preApproval),
    transaction: { ...NO_TRANSACTION, subscriptionId: derivedSubscription(textAt(preApproval, "reference"), buyer) ?? code },
    buyer,
    notes: [
      ...(trigger === null ? noTrigger(`preApproval ${status}`) : []),
      ...(status === "EXPIRED" ? [note("pagseguro.subscription-expired")] : []),
      ...senderNotes(buyer),
    ],
  });
}

/** It lists no products: what is sold is told by the merchant's reference, or by the plan's name alone. */
function productOf(preApproval: JsonObject): ProductFacts {
  const reference = textAt(preApproval, "reference");
  const name = textAt(preApproval, "name");
  return {
    ...NO_PRODUCT,
    externalId: reference ?? name,
    aliases: reference === null || name === null || name === reference ? [] : [name],
    name,
    kind: "subscription",
    planName: name,
  };
}

/** A subscription can be suspended again, so there the date is part of it. */
function keysOfState(preApproval: JsonObject, trigger: Trigger): readonly (string | null)[] {
  const [code, status, date] = ["code", "status", "lastEventDate"].map((name) => textAt(preApproval, name));
  if (!code) return [];
  return [
    status && date ? `preApproval:${comparableCode(code)}:${status}:${date}` : null,
    ONCE.has(trigger) ? `preApproval:${comparableCode(code)}:${trigger}` : null,
  ];
}
