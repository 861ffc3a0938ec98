import { type JsonObject, objectAt, textAt, valueAt } from "../../core/json.ts";
import type { Trigger } from "../../core/triggers.ts";
import { momentOf } from "./moments.ts";
import type { FlatShape } from "./payload.ts";
import { paymentMethod } from "./payment.ts";

/**
 * `event` of 2.0.0, where the name alone decides. Official list; all but `SWITCH_PLAN` and `ORDER_FULFILLMENT` also
 * seen in production. Hotmart has no event for `invoice.issued` and `subscription.card_updated`.
 */
const ENVELOPE_TRIGGERS: Readonly<Record<string, Trigger>> = {
  PURCHASE_OUT_OF_SHOPPING_CART: "cart.abandoned",
  PURCHASE_APPROVED: "purchase.approved",
  PURCHASE_COMPLETE: "purchase.completed",
  PURCHASE_DELAYED: "payment.late",
  PURCHASE_EXPIRED: "purchase.expired",
  PURCHASE_PROTEST: "purchase.disputed",
  PURCHASE_REFUNDED: "purchase.refunded",
  PURCHASE_CHARGEBACK: "purchase.chargeback",
  SUBSCRIPTION_CANCELLATION: "subscription.canceled",
  SWITCH_PLAN: "subscription.plan_changed",
  UPDATE_SUBSCRIPTION_CHARGE_DATE: "subscription.charge_date_changed",
  CLUB_FIRST_ACCESS: "access.first",
  CLUB_MODULE_COMPLETED: "access.module_completed",
  ORDER_FULFILLMENT: "delivery.updated",
};

/** `status` of the 1.0.0 form, lower case (public code; `approved` and `expired` also from the test button). */
const FORM_TRIGGERS: Readonly<Record<string, Trigger>> = {
  approved: "purchase.approved",
  completed: "purchase.completed",
  wayting_payment: "purchase.pending",
  waiting_payment: "purchase.pending",
  started: "purchase.pending",
  pending_analysis: "purchase.pending",
  dispute: "purchase.disputed",
  refunded: "purchase.refunded",
  chargeback: "purchase.chargeback",
  delayed: "payment.late",
  expired: "purchase.expired",
  blocked: "purchase.canceled",
};

export const FLAT_TRIGGERS: Readonly<Record<FlatShape, Trigger>> = {
  buyerVO: "cart.abandoned",
  cancellationDate: "subscription.canceled",
  switchPlanDate: "subscription.plan_changed",
};

/** `purchase.status` never decides: its spelling varies between documentation and production. */
export function envelopeTrigger(event: string, data: JsonObject): Trigger {
  if (event === "PURCHASE_BILLET_PRINTED") return issuedTrigger(textAt(data, "purchase", "payment", "type"));
  if (event === "PURCHASE_CANCELED") return isDeclined(data) ? "purchase.refused" : "purchase.canceled";
  return found(ENVELOPE_TRIGGERS, event);
}

/** `callback_type=2` is a subscription's end, whatever `status` says (public code). */
export function formTrigger(fields: JsonObject): Trigger {
  if (textAt(fields, "callback_type") === "2") return "subscription.canceled";
  const status = textAt(fields, "status")?.toLowerCase() ?? "";
  if (status === "billet_printed") {
    return textAt(fields, "payment_type")?.toLowerCase() === "pix" ? "pix.issued" : "boleto.issued";
  }
  if (status === "canceled") return textAt(fields, "refusal_reason") === null ? "purchase.canceled" : "purchase.refused";
  return found(FORM_TRIGGERS, status);
}

/** What an approval means for a subscription. Charges of an instalment plan start and renew nothing. */
export function subscriptionTriggers(trigger: Trigger, kind: string | null, recurrence: number | null): readonly Trigger[] {
  if (trigger !== "purchase.approved" || kind !== "subscription") return [];
  return (recurrence ?? 1) > 1 ? ["subscription.renewed"] : ["subscription.started"];
}

/** The event is named after boletos, but production sends it mostly for Pix, and for every other deferred payment. */
function issuedTrigger(type: string | null): Trigger {
  const method = paymentMethod(type);
  return method === "boleto" ? "boleto.issued" : method === "pix" ? "pix.issued" : "purchase.pending";
}

/** A declined attempt was never approved and names a reason (production: every one of the distinct samples). */
function isDeclined(data: JsonObject): boolean {
  const wasApproved = momentOf(valueAt(data, "purchase", "approved_date"), "UTC") !== null;
  return !wasApproved && textAt(objectAt(data, "purchase", "payment"), "refusal_reason") !== null;
}

function found(table: Readonly<Record<string, Trigger>>, word: string): Trigger {
  return Object.hasOwn(table, word) ? (table[word] ?? "unknown") : "unknown";
}
