import { type JsonObject, textAt } from "../../core/json.ts";
import type { Trigger } from "../../core/triggers.ts";
import { isPaid, type Outcome, outcomeOf } from "./outcomes.ts";
import { wordAt } from "./payload.ts";
import { chargeNumber } from "./subscription.ts";

/** What a call says happened. */
export interface Reading {
  readonly trigger: Trigger;
  readonly also: readonly Trigger[];
  /** Tells two events of one trigger and transaction apart in their keys; null where there can be only one. */
  readonly variant: string | null;
}

/** Stages of goods on their way (official list; `collected_order` is another spelling of it). */
const STAGES: ReadonlyMap<string, string> = new Map([
  ["separation", "separation"],
  ["collected", "collected"],
  ["collected_order", "collected"],
  ["shipping", "shipping"],
  ["shipped", "shipped"],
]);

/** `waiting_payment` by `transaction.payment_method` (official samples of both). */
const ISSUED: ReadonlyMap<string | null, Trigger> = new Map([
  ["boleto", "boleto.issued"],
  ["pix", "pix.issued"],
]);

/**
 * The `status` decides before the payment status does: it is the reason of the call (official), and goods on their way or
 * a canceled subscription arrive with a payment that is still `paid`.
 */
export function readingOf(order: JsonObject): Reading {
  const status = wordAt(order, "status");
  const paymentStatus = wordAt(order, "transaction", "payment_status");
  if (status?.startsWith("subscription_")) return ofSubscription(status, isPaid(paymentStatus));
  if (status === "lost_cart" || wordAt(order, "type") === "abandoned-cart") return plain("cart.abandoned");
  const stage = STAGES.get(status ?? "");
  if (stage !== undefined) return { ...plain("delivery.updated"), variant: shipmentVariant(stage, textAt(order, "shipping", "status")) };
  if (status === "billed") return plain("invoice.issued");
  if (status === "waiting_payment") return issued(order);
  const outcome = outcomeOf(status, paymentStatus);
  if (outcome === null) return paymentStatus === "waiting_payment" ? issued(order) : plain("unknown");
  return ofOutcome(outcome, order);
}

function plain(trigger: Trigger, also: readonly Trigger[] = []): Reading {
  return { trigger, also, variant: null };
}

function issued(order: JsonObject): Reading {
  return plain(ISSUED.get(wordAt(order, "transaction", "payment_method")) ?? "purchase.pending");
}

/** A charge that is not paid is no approval, whatever became of the subscription. */
function ofSubscription(status: string, paid: boolean): Reading {
  switch (status) {
    case "subscription_activated":
      return paid ? plain("purchase.approved", ["subscription.started"]) : plain("subscription.started");
    case "subscription_renewed":
    case "subscription_reactivated":
      return paid ? plain("purchase.approved", ["subscription.renewed"]) : plain("subscription.renewed");
    case "subscription_overdue":
      return plain("payment.late");
    case "subscription_canceled":
    case "subscription_cancelled":
      return plain("subscription.canceled");
    default:
      return plain("unknown");
  }
}

function ofOutcome({ trigger, variant }: Outcome, order: JsonObject): Reading {
  return { trigger, variant: variant ?? null, also: trigger === "purchase.approved" ? chargeTriggers(order) : [] };
}

/** A sale that is the charge of a subscription; without a number nobody can tell which charge. */
function chargeTriggers(order: JsonObject): readonly Trigger[] {
  const charge = chargeNumber(order);
  if (charge === null) return [];
  return [charge === 1 ? "subscription.started" : "subscription.renewed"];
}

function shipmentVariant(stage: string, shippingStatus: string | null): string {
  return shippingStatus === null ? stage : `${stage}/${shippingStatus}`;
}
