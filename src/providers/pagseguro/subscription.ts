import { type JsonObject, textAt } from "../../core/json.ts";
import type { Charge } from "./recurring-events.ts";

const PREFIX = "SUBS_";

/** Where a resource that is no subscription may name the one that it belongs to; the shape of refunds is published nowhere. */
export const SUBSCRIPTION_PATHS: readonly (readonly string[])[] = [["subscription", "id"], ["subscription_id"]];

/** The subscription's id: the resource's own, or the one that it names. Null for plans, coupons and customers. */
export function subscriptionOf(resource: JsonObject): string | null {
  const named = SUBSCRIPTION_PATHS.map((path) => textAt(resource, ...path)).find((id) => id !== null) ?? null;
  const own = textAt(resource, "id");
  return named ?? (own === null || /^(?!SUBS_)[A-Z]{4}_/.test(own) ? null : own);
}

/**
 * The id of one charge, which the vendor does not give: the subscription's with the number of the charge, `trial` for the
 * free time before it. Where the number is missing, the date keeps two charges apart; a refund has the date of the refund,
 * so there nothing does. An id that is no subscription's stands for itself.
 */
export function chargeId(subscriptionId: string | null, charge: Charge, date: string | null): string | null {
  if (subscriptionId === null || charge.kind === "none") return null;
  if (!subscriptionId.startsWith(PREFIX)) return subscriptionId;
  const part = charge.kind === "trial" ? "trial" : (charge.occurrence ?? date);
  return part === null ? null : `${subscriptionId}/${part}`;
}
