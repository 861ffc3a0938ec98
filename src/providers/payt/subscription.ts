import type { Instant } from "../../core/instant.ts";
import { integerAt, type JsonObject, objectAt, textAt } from "../../core/json.ts";
import { momentAt } from "./moments.ts";
import { isPaid } from "./outcomes.ts";
import { wordAt } from "./payload.ts";

/** Whether the sale is a charge of a subscription: only then the object is there (official). A form has empty fields. */
export function isSubscription(order: JsonObject): boolean {
  const subscription = objectAt(order, "subscription") ?? {};
  const told = Object.keys(subscription).some((key) => textAt(subscription, key) !== null);
  return told || wordAt(order, "status")?.startsWith("subscription_") === true;
}

/**
 * The number of this charge. PayT counts the charges made so far, so that is known of a paid one only: what is open, late or
 * given back may be another than the last.
 */
export function chargeNumber(order: JsonObject): number | null {
  const charges = integerAt(order, "subscription", "charges");
  return charges !== null && charges > 0 && isPaid(wordAt(order, "transaction", "payment_status")) ? charges : null;
}

/**
 * The end of the paid period of a canceled subscription: the day of the next charge that will not come (inferred). None when that
 * day is past, or when the subscription ended because nobody paid.
 *
 * @param canceledAt - when the cancellation happened.
 */
export function paidUntil(order: JsonObject, canceledAt: Instant, zone: string): Instant | null {
  if (wordAt(order, "subscription", "status") === "canceled_by_overdue") return null;
  const next = momentAt(order, zone, "subscription", "next_charge_at");
  return next !== null && next.at > canceledAt ? next.at : null;
}
