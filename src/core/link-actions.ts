import type { EventFacts } from "./event.ts";
import type { Link } from "./product.ts";
import type { ActionCall } from "./rule.ts";
import type { Trigger } from "./triggers.ts";

/**
 * What a product's link does by itself, before any rule: it gives access when the sale is approved, provisionally when
 * a boleto is issued (if switched on), and takes it back as its switches say.
 *
 * `unpaid-only` takes back what was provisional and leaves what was paid.
 */
export type LinkAction = "grant" | "grant-provisionally" | "take-back" | "take-back-unpaid-only" | "end-subscription";

export function linkAction(event: Pick<EventFacts, "trigger" | "isPartialRefund">, link: Link): LinkAction | null {
  if (event.isPartialRefund === true) return null;
  if (event.trigger === "purchase.approved") return "grant";
  if (event.trigger === "boleto.issued") return link.releaseOnBoleto ? "grant-provisionally" : null;
  if (event.trigger === "purchase.expired") return link.releaseOnBoleto ? "take-back-unpaid-only" : null;
  if (event.trigger === "subscription.canceled") return link.blockOnCancel ? "end-subscription" : null;
  if (!TAKES_BACK.has(event.trigger)) return null;
  if (link.blockOnCancel) return "take-back";
  return link.releaseOnBoleto ? "take-back-unpaid-only" : null;
}

const TAKES_BACK: ReadonlySet<Trigger> = new Set<Trigger>(["purchase.canceled", "purchase.refunded", "purchase.chargeback"]);

/** The action a link's doing is recorded as. */
export function asActionCall(action: LinkAction): ActionCall {
  const grants = action === "grant" || action === "grant-provisionally";
  return { id: grants ? "access.grant" : "access.block", target: null };
}
