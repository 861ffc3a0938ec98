/**
 * The trigger vocabulary: what can happen, in words that every provider is translated into.
 *
 * `unknown` stands for an authentic call whose event we do not know: it is stored, answered 2xx and
 * reported, never dropped.
 */
export const TRIGGERS = [
  "cart.abandoned",
  "purchase.pending",
  "boleto.issued",
  "pix.issued",
  "purchase.approved",
  "purchase.completed",
  "purchase.canceled",
  "purchase.expired",
  "purchase.refused",
  "purchase.refunded",
  "purchase.chargeback",
  "purchase.disputed",
  "payment.late",
  "subscription.started",
  "subscription.renewed",
  "subscription.canceled",
  "subscription.plan_changed",
  "subscription.charge_date_changed",
  "subscription.card_updated",
  "invoice.issued",
  "delivery.updated",
  "access.first",
  "access.module_completed",
  "lead.received",
  "unknown",
] as const;

export type Trigger = (typeof TRIGGERS)[number];

const known: ReadonlySet<string> = new Set(TRIGGERS);

export function isTrigger(text: string): text is Trigger {
  return known.has(text);
}
