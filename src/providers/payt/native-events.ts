import type { NativeEvent } from "../contract.ts";
import { eventRows, type RowOptions } from "../event-rows.ts";

const STARTED: RowOptions = { also: ["subscription.started"] };
const RENEWED: RowOptions = { also: ["subscription.renewed"] };

const nested = eventRows("payt/v1", "official");
/** The flat type is known from receivers only. */
const flat = eventRows("payt/v1-flat", "public-code");

/**
 * Rows in the order of the life of a sale, each named by `status`, and by `transaction.payment_status` where that decides.
 * Words of the flat type end in `-flat`, so that plain words mean the nested one, which the operator's guide asks for.
 */
export const NATIVE_EVENTS: readonly NativeEvent[] = [
  nested("lost_cart", "cart.abandoned", ["cart", "abandoned"]),
  nested("waiting_payment", "boleto.issued", ["boleto"]),
  nested("waiting_payment", "pix.issued", ["pix"]),
  nested("waiting_payment", "purchase.pending", ["pending", "waiting"], { certainty: "guess" }),
  nested("paid", "purchase.approved", ["purchase", "approved"], { certainty: "production" }),
  nested("paid", "purchase.approved", ["upsell"], { variant: "upsell" }),
  nested("paid", "purchase.approved", ["order-bump"], { variant: "order-bumps" }),
  nested("paid", "purchase.approved", ["kit"], { variant: "kit" }),
  nested("paid/reprocessed", "purchase.approved", ["reprocessed"], { variant: "reprocessed" }),
  nested("canceled/refused", "purchase.refused", ["refuse", "refused"]),
  nested("canceled/one_click_buy_refused", "purchase.refused", ["upsell-refused"], { variant: "upsell" }),
  nested("canceled/canceled", "purchase.canceled", ["cancel", "canceled"]),
  nested("canceled/expired", "purchase.expired", ["expire", "expired"]),
  nested("canceled/refunded", "purchase.refunded", ["refund", "refunded"], { certainty: "guess" }),
  nested("canceled/refunded_partial", "purchase.refunded", ["partial-refund"], { variant: "partial", certainty: "guess" }),
  nested("canceled/one_click_buy_refunded", "purchase.refunded", ["upsell-refund"], { variant: "upsell", certainty: "guess" }),
  nested("paid/peding_refund", "purchase.disputed", ["refund-request"], { variant: "refund-request", certainty: "guess" }),
  nested("canceled/chargeback_presented", "purchase.disputed", ["dispute", "disputed"], { certainty: "guess" }),
  nested("canceled/chargeback", "purchase.chargeback", ["chargeback"], { certainty: "guess" }),
  nested("billed", "invoice.issued", ["invoice", "billed"]),
  nested("separation", "delivery.updated", ["separation"], { variant: "separation" }),
  nested("collected", "delivery.updated", ["collected"], { variant: "collected", certainty: "public-code" }),
  nested("shipping", "delivery.updated", ["delivery", "shipping"]),
  nested("shipped", "delivery.updated", ["shipped"], { variant: "shipped" }),
  nested("collected", "delivery.updated", ["test-button"], { variant: "test-button", certainty: "public-code" }),
  nested("subscription_activated", "purchase.approved", ["subscription", "activated"], { ...STARTED, variant: "activated" }),
  nested("subscription_activated", "subscription.started", ["subscription-unpaid"], { certainty: "guess" }),
  nested("paid", "purchase.approved", ["first-charge"], { ...STARTED, variant: "first-charge", certainty: "guess" }),
  nested("subscription_renewed", "purchase.approved", ["renewal", "renewed"], { ...RENEWED, variant: "renewed" }),
  nested("subscription_reactivated", "purchase.approved", ["reactivated"], { ...RENEWED, variant: "reactivated", certainty: "guess" }),
  nested("subscription_overdue", "payment.late", ["late", "overdue"]),
  nested("subscription_canceled", "subscription.canceled", ["subscription-cancel"]),
  nested("subscription_canceled", "subscription.canceled", ["subscription-unpaid-cancel"], { variant: "overdue" }),

  flat("lost_cart", "cart.abandoned", ["cart-flat", "abandoned-flat"]),
  flat("waiting_payment", "boleto.issued", ["boleto-flat"]),
  flat("waiting_payment", "pix.issued", ["pix-flat"]),
  flat("waiting_payment", "purchase.pending", ["pending-flat", "waiting-flat"], { certainty: "guess" }),
  flat("paid", "purchase.approved", ["purchase-flat", "approved-flat"]),
  flat("canceled/refused", "purchase.refused", ["refuse-flat", "refused-flat"]),
  flat("canceled/canceled", "purchase.canceled", ["cancel-flat", "canceled-flat"]),
  flat("canceled/expired", "purchase.expired", ["expire-flat", "expired-flat"]),
  flat("canceled/refunded", "purchase.refunded", ["refund-flat", "refunded-flat"], { certainty: "guess" }),
  flat("canceled/refunded_partial", "purchase.refunded", ["partial-refund-flat"], { variant: "partial", certainty: "guess" }),
  flat("paid/peding_refund", "purchase.disputed", ["refund-request-flat"], { variant: "refund-request", certainty: "guess" }),
  flat("canceled/chargeback_presented", "purchase.disputed", ["dispute-flat", "disputed-flat"], { certainty: "guess" }),
  flat("canceled/chargeback", "purchase.chargeback", ["chargeback-flat"], { certainty: "guess" }),
  flat("billed", "invoice.issued", ["invoice-flat", "billed-flat"]),
  flat("shipping", "delivery.updated", ["delivery-flat", "shipping-flat"]),
  flat("subscription_activated", "purchase.approved", ["subscription-flat", "activated-flat"], { ...STARTED, variant: "activated" }),
  flat("subscription_activated", "subscription.started", ["subscription-unpaid-flat"], { certainty: "guess" }),
  flat("subscription_renewed", "purchase.approved", ["renewal-flat", "renewed-flat"], { ...RENEWED, variant: "renewed" }),
  flat("subscription_overdue", "payment.late", ["late-flat", "overdue-flat"]),
  flat("subscription_canceled", "subscription.canceled", ["subscription-cancel-flat"]),
];
