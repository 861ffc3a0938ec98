import type { CanonicalEvent } from "../../core/event.ts";
import { happenedAt } from "../../core/event.ts";
import { ok } from "../../core/result.ts";
import type { Action } from "../contract.ts";

/**
 * Takes back what the event's transaction gave.
 *
 * A late renewal or a cancellation is no charge of its own that gave anything, so there it closes the subscription at
 * once; a later paid charge opens it again.
 */
export const accessBlock: Action = {
  id: "access.block",
  option: "--block",
  readTarget() {
    return ok({ id: "access.block", target: null });
  },
  plan(event) {
    if (event.productSlug === null) return [];
    if (reachesSubscription(event)) {
      return [{ kind: "access", target: event.productSlug, value: "ended", scope: "subscription", until: happenedAt(event) }];
    }
    return [{ kind: "access", target: event.productSlug, value: "blocked" }];
  },
};

function reachesSubscription(event: CanonicalEvent): boolean {
  if (event.transaction.subscriptionId === null) return false;
  return event.trigger === "payment.late" || event.trigger.startsWith("subscription.") || event.transaction.id === null;
}
