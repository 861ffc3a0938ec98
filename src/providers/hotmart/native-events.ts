import type { NativeEvent } from "../contract.ts";
import { eventRows } from "../event-rows.ts";
import { CANCELLATION_CALLBACK } from "./normalize-form.ts";

const envelope = eventRows("hotmart/2.0.0", "production");
/** 1.0.0: nobody published a production capture, so public receivers are the best source. */
const form = eventRows("hotmart/1.0.0-form", "public-code");
const flat = eventRows("hotmart/1.0.0-json", "public-code");

/** Rows in the order of the vendor's life of a sale; words of 1.0.0 end in `-v1`, so that plain words mean 2.0.0. */
export const NATIVE_EVENTS: readonly NativeEvent[] = [
  envelope("PURCHASE_OUT_OF_SHOPPING_CART", "cart.abandoned", ["cart"]),
  envelope("PURCHASE_BILLET_PRINTED", "boleto.issued", ["boleto"]),
  envelope("PURCHASE_BILLET_PRINTED", "pix.issued", ["pix"]),
  envelope("PURCHASE_BILLET_PRINTED", "purchase.pending", ["pending"], { certainty: "official" }),
  envelope("PURCHASE_APPROVED", "purchase.approved", ["purchase", "approved"]),
  envelope("PURCHASE_APPROVED", "purchase.approved", ["subscription"], { variant: "subscription", also: ["subscription.started"] }),
  envelope("PURCHASE_APPROVED", "purchase.approved", ["renewal"], { variant: "renewal", also: ["subscription.renewed"] }),
  envelope("PURCHASE_APPROVED", "purchase.approved", ["instalments"], { variant: "instalments" }),
  envelope("PURCHASE_COMPLETE", "purchase.completed", ["complete", "completed"]),
  envelope("PURCHASE_CANCELED", "purchase.refused", ["refuse", "refused"]),
  envelope("PURCHASE_CANCELED", "purchase.canceled", ["cancel"], { certainty: "official" }),
  envelope("PURCHASE_DELAYED", "payment.late", ["late"]),
  envelope("PURCHASE_EXPIRED", "purchase.expired", ["expire", "expired"]),
  envelope("PURCHASE_PROTEST", "purchase.disputed", ["dispute", "protest"]),
  envelope("PURCHASE_REFUNDED", "purchase.refunded", ["refund"]),
  envelope("PURCHASE_CHARGEBACK", "purchase.chargeback", ["chargeback"]),
  envelope("SUBSCRIPTION_CANCELLATION", "subscription.canceled", ["subscription-cancel"]),
  envelope("SWITCH_PLAN", "subscription.plan_changed", ["plan-change"], { certainty: "official" }),
  envelope("UPDATE_SUBSCRIPTION_CHARGE_DATE", "subscription.charge_date_changed", ["charge-date"]),
  envelope("CLUB_FIRST_ACCESS", "access.first", ["first-access"]),
  envelope("CLUB_MODULE_COMPLETED", "access.module_completed", ["module-completed"]),
  envelope("ORDER_FULFILLMENT", "delivery.updated", ["delivery"], { certainty: "official" }),

  form("billet_printed", "boleto.issued", ["boleto-v1"]),
  form("billet_printed", "pix.issued", ["pix-v1"], { certainty: "guess" }),
  form("wayting_payment", "purchase.pending", ["pending-v1"]),
  form("waiting_payment", "purchase.pending", [], { variant: "waiting-payment", certainty: "guess" }),
  form("started", "purchase.pending", [], { variant: "started" }),
  form("pending_analysis", "purchase.pending", [], { variant: "pending-analysis" }),
  form("approved", "purchase.approved", ["purchase-v1", "approved-v1"], { certainty: "test-button" }),
  form("approved", "purchase.approved", ["subscription-v1"], { variant: "subscription", also: ["subscription.started"] }),
  form("approved", "purchase.approved", ["renewal-v1"], { variant: "renewal", also: ["subscription.renewed"] }),
  form("completed", "purchase.completed", ["complete-v1", "completed-v1"]),
  form("canceled", "purchase.refused", ["refuse-v1", "refused-v1"]),
  form("canceled", "purchase.canceled", ["cancel-v1"]),
  form("blocked", "purchase.canceled", ["blocked-v1"], { variant: "blocked" }),
  form("delayed", "payment.late", ["late-v1"]),
  form("expired", "purchase.expired", ["expired-v1"], { certainty: "test-button" }),
  form("dispute", "purchase.disputed", ["dispute-v1", "protest-v1"]),
  form("refunded", "purchase.refunded", ["refund-v1"]),
  form("chargeback", "purchase.chargeback", ["chargeback-v1"]),
  form(CANCELLATION_CALLBACK, "subscription.canceled", ["subscription-cancel-form-v1"]),

  flat("buyerVO", "cart.abandoned", ["cart-v1"]),
  flat("cancellationDate", "subscription.canceled", ["subscription-cancel-v1"]),
  flat("switchPlanDate", "subscription.plan_changed", ["plan-change-v1"]),
];
