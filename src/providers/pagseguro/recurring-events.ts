import { integerAt, type JsonObject, textAt } from "../../core/json.ts";
import type { Trigger } from "../../core/triggers.ts";

/** Which charge of its subscription an event is about. */
export type Charge =
  | { readonly kind: "trial" }
  | { readonly kind: "number"; readonly occurrence: number | null }
  | { readonly kind: "none" };

export interface RecurringReading {
  readonly trigger: Trigger;
  readonly also: readonly Trigger[];
  readonly charge: Charge;
  /** Whether the event is one that we know. */
  readonly isKnown: boolean;
}

const NO_CHARGE: Charge = { kind: "none" };

/** What changes nothing: catalogue, coupons and buyers' data (official list), refunds that are not paid out (public code). */
const WITHOUT_TRIGGER = /^(plan|coupon|customer|payment\.refund)\.[a-z_]+$/;

/**
 * Reads `event` with the subscription's `status`. Names of subscriptions' events are public code, what they mean here is
 * worked out: an event alone never grants, the status must not contradict it.
 */
export function recurringReading(event: string, resource: JsonObject): RecurringReading {
  const status = textAt(resource, "status")?.toUpperCase() ?? null;
  const occurrence = occurrenceOf(resource);
  switch (event) {
    case "subscription.initial":
      return charged("purchase.pending", [], occurrence ?? 1);
    case "subscription.activated":
      return activated(status, occurrence);
    case "subscription.recurrence":
      return repeated(status, occurrence);
    case "subscription.suspended":
    case "subscription.inactivated":
      return plain("payment.late");
    case "subscription.canceled":
    case "subscription.expired":
      return plain("subscription.canceled");
    case "subscription.migrated":
      return plain("subscription.plan_changed");
    case "subscription.updated":
      return plain("unknown");
    case "customer.billing_info.updated":
      return plain("subscription.card_updated");
    case "payment.refund.activated":
      return charged("purchase.refunded", [], occurrence);
    default:
      return { ...plain("unknown"), isKnown: WITHOUT_TRIGGER.test(event) };
  }
}

/** 1 is the first charge; null when no plausible number is told. */
function occurrenceOf(resource: JsonObject): number | null {
  const told = integerAt(resource, "billing_cycle", "occurrence");
  return told !== null && told > 0 ? told : null;
}

/** A subscription that is active again after its first charge was not paid by becoming active. */
function activated(status: string | null, occurrence: number | null): RecurringReading {
  if (status === "TRIAL") return { trigger: "purchase.approved", also: ["subscription.started"], charge: { kind: "trial" }, isKnown: true };
  const isFirst = (status === "ACTIVE" || status === null) && (occurrence ?? 1) === 1;
  return isFirst ? charged("purchase.approved", ["subscription.started"], 1) : plain("unknown");
}

function repeated(status: string | null, occurrence: number | null): RecurringReading {
  if (status === "ACTIVE") return charged("purchase.approved", ["subscription.renewed"], occurrence);
  return status === "OVERDUE" ? charged("payment.late", [], occurrence) : plain("unknown");
}

function plain(trigger: Trigger): RecurringReading {
  return { trigger, also: [], charge: NO_CHARGE, isKnown: true };
}

function charged(trigger: Trigger, also: readonly Trigger[], occurrence: number | null): RecurringReading {
  return { trigger, also, charge: { kind: "number", occurrence }, isKnown: true };
}
