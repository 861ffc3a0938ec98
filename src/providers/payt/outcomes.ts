import type { Trigger } from "../../core/triggers.ts";

/** What became of a sale. */
export interface Outcome {
  readonly trigger: Trigger;
  /** Tells two events of one trigger apart in their keys. */
  readonly variant?: "partial" | "refund-requested";
}

const REFUNDED: Outcome = { trigger: "purchase.refunded" };
const PARTLY_REFUNDED: Outcome = { trigger: "purchase.refunded", variant: "partial" };
const REFUND_REQUESTED: Outcome = { trigger: "purchase.disputed", variant: "refund-requested" };
const REFUSED: Outcome = { trigger: "purchase.refused" };
const CANCELED: Outcome = { trigger: "purchase.canceled" };

/**
 * Values of `transaction.payment_status` that need nothing else to be understood (official list, spelling mistake
 * included; `pending_refund` and the double l of `cancelled` are precautions). `waiting_payment` depends on the method.
 */
const OF_PAYMENT: ReadonlyMap<string, Outcome> = new Map([
  ["paid", { trigger: "purchase.approved" }],
  // Refused by the fraud check, then run again by hand without it.
  ["reprocessed", { trigger: "purchase.approved" }],
  ["refused", REFUSED],
  ["one_click_buy_refused", REFUSED],
  ["canceled", CANCELED],
  ["cancelled", CANCELED],
  ["expired", { trigger: "purchase.expired" }],
  ["chargeback_presented", { trigger: "purchase.disputed" }],
  ["chargeback", { trigger: "purchase.chargeback" }],
  ["peding_refund", REFUND_REQUESTED],
  ["pending_refund", REFUND_REQUESTED],
  ["refunded", REFUNDED],
  ["one_click_buy_refunded", REFUNDED],
  ["refunded_partial", PARTLY_REFUNDED],
  ["one_click_buy_refunded_partial", PARTLY_REFUNDED],
]);

/** Of these, what public receivers look for in the order's `status`, where no sample shows them. None of them is an approval. */
const ALSO_IN_STATUS: ReadonlySet<string> = new Set([
  "refused",
  "expired",
  "chargeback_presented",
  "chargeback",
  "peding_refund",
  "pending_refund",
  "refunded",
  "refunded_partial",
]);

const PAID: ReadonlySet<string | null> = new Set(["paid", "reprocessed"]);

export function isPaid(paymentStatus: string | null): boolean {
  return PAID.has(paymentStatus);
}

export function isCanceled(status: string | null): boolean {
  return status === "canceled" || status === "cancelled";
}

/**
 * What the two states together say, for every `status` that is no stage of its own.
 *
 * The status may tell the outcome by itself; else the payment status does; where that is missing, only `paid` and
 * `canceled` say enough. An order that is canceled is so whatever its payment still says: it is never taken for paid or open.
 *
 * @returns null when neither is known.
 */
export function outcomeOf(status: string | null, paymentStatus: string | null): Outcome | null {
  const ofPayment = paymentStatus === null ? null : (OF_PAYMENT.get(paymentStatus) ?? null);
  const ofStatus = status !== null && ALSO_IN_STATUS.has(status) ? (OF_PAYMENT.get(status) ?? null) : null;
  if (ofStatus === REFUNDED && ofPayment === PARTLY_REFUNDED) return PARTLY_REFUNDED;
  if (ofStatus !== null) return ofStatus;
  if (isCanceled(status) && (paymentStatus === null || isPaid(paymentStatus) || paymentStatus === "waiting_payment")) return CANCELED;
  if (paymentStatus === null && status === "paid") return { trigger: "purchase.approved" };
  return ofPayment;
}
