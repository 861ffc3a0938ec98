import type { Instant } from "./instant.ts";
import type { Trigger } from "./triggers.ts";

/** The states of one charge. Flags (`completed`, `disputed`, `late`) are no states: they raise and lower nothing. */
export const PURCHASE_STATES = ["cart", "issued", "refused", "expired", "approved", "canceled", "refunded", "chargeback"] as const;
export type PurchaseState = (typeof PURCHASE_STATES)[number];

/**
 * How far a trigger is along the life of a purchase. The events of one purchase are always read in this order,
 * whatever order they arrived in: chargeback > refunded > canceled > approved > expired, refused > issued > cart.
 *
 * A declined attempt and an expired boleto rank below the approval, because the same sale may still be paid.
 * Triggers outside a purchase's life have rank 0: among them only time decides.
 */
const RANKS: Readonly<Partial<Record<Trigger, number>>> = {
  "cart.abandoned": 5,
  "purchase.pending": 10,
  "boleto.issued": 20,
  "pix.issued": 20,
  "payment.late": 25,
  "purchase.refused": 30,
  "purchase.expired": 35,
  "purchase.approved": 50,
  "invoice.issued": 55,
  "delivery.updated": 60,
  "purchase.completed": 65,
  "purchase.disputed": 70,
  "purchase.canceled": 80,
  "purchase.refunded": 90,
  "purchase.chargeback": 100,
};

const STATES: Readonly<Partial<Record<Trigger, PurchaseState>>> = {
  "cart.abandoned": "cart",
  "purchase.pending": "issued",
  "boleto.issued": "issued",
  "pix.issued": "issued",
  "purchase.refused": "refused",
  "purchase.expired": "expired",
  "purchase.approved": "approved",
  "purchase.canceled": "canceled",
  "purchase.refunded": "refunded",
  "purchase.chargeback": "chargeback",
};

export function rankOf(trigger: Trigger): number {
  return RANKS[trigger] ?? 0;
}

/** The state a trigger puts a purchase in; null when it changes none. */
export function stateOf(trigger: Trigger): PurchaseState | null {
  return STATES[trigger] ?? null;
}

const STATE_ORDER: Readonly<Record<PurchaseState, number>> = {
  cart: 0,
  issued: 1,
  refused: 2,
  expired: 3,
  approved: 4,
  canceled: 5,
  refunded: 6,
  chargeback: 7,
};

/** The later of two states on the path; both orders of arguments give the same answer. */
export function furtherState(first: PurchaseState | null, second: PurchaseState | null): PurchaseState | null {
  if (first === null) return second;
  if (second === null) return first;
  return STATE_ORDER[first] >= STATE_ORDER[second] ? first : second;
}

/** One charge as known now. */
export interface Purchase {
  readonly provider: string;
  readonly store: string;
  readonly transaction: string;
  readonly subscriptionId: string | null;
  readonly recurrence: number | null;
  readonly state: PurchaseState | null;
  /** When the money was authorised; null before. */
  readonly approvedAt: Instant | null;
  readonly disputed: boolean;
  readonly completed: boolean;
}

/** What one event adds to its purchase. Merging is commutative and idempotent, so order and repeats do not matter. */
export function mergePurchase(known: Purchase | null, seen: Purchase): Purchase {
  if (known === null) return seen;
  return {
    provider: seen.provider,
    store: seen.store,
    transaction: seen.transaction,
    subscriptionId: smaller(known.subscriptionId, seen.subscriptionId),
    recurrence:
      known.recurrence === null
        ? seen.recurrence
        : seen.recurrence === null
          ? known.recurrence
          : Math.min(known.recurrence, seen.recurrence),
    state: furtherState(known.state, seen.state),
    approvedAt: smaller(known.approvedAt, seen.approvedAt),
    disputed: known.disputed || seen.disputed,
    completed: known.completed || seen.completed,
  };
}

function smaller(first: string | null, second: string | null): string | null {
  if (first === null) return second;
  if (second === null) return first;
  return first <= second ? first : second;
}
