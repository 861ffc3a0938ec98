import type { NativeEvent, ProviderAdapter } from "../contract.ts";
import { eventRows, type RowOptions } from "../event-rows.ts";

const STARTED: RowOptions = { also: ["subscription.started"] };
const RENEWED: RowOptions = { also: ["subscription.renewed"] };

const orders = eventRows("pagseguro/orders", "official");
/** The names of events are official for the catalogue, public code for the subscriptions. */
const recurring = eventRows("pagseguro/recurring", "public-code");
/** Codes of statuses and payment methods are in the vendor's SDKs. */
const classic = eventRows("pagseguro/classic", "official");

/**
 * Orders first: plain words mean them. Subscriptions are of the recurring family, and words of the classic notification end
 * in `-classic`; what only that one has takes the plain word too.
 */
export const NATIVE_EVENTS: readonly NativeEvent[] = [
  orders("order WAITING", "boleto.issued", ["boleto"]),
  orders("order", "pix.issued", ["pix"], { certainty: "guess" }),
  orders("order WAITING", "pix.issued", ["pix-charge"], { variant: "charge" }),
  orders("order IN_ANALYSIS", "purchase.pending", ["pending", "analysis"]),
  orders("order AUTHORIZED", "purchase.pending", ["authorized"], { variant: "authorized" }),
  orders("order PAID", "purchase.approved", ["purchase", "approved", "paid"]),
  orders("order PAID", "purchase.approved", ["card"], { variant: "second-attempt" }),
  orders("order PAID", "purchase.approved", ["items", "order-bump"], { variant: "items" }),
  orders("order PAID", "purchase.approved", ["card-subscription"], { ...STARTED, variant: "recurring-initial" }),
  orders("order PAID", "purchase.approved", ["card-renewal"], { ...RENEWED, variant: "recurring-subsequent" }),
  orders("charge PAID", "purchase.approved", ["charge"], { variant: "charge" }),
  orders("order DECLINED", "purchase.refused", ["refuse", "refused", "declined"]),
  orders("order CANCELED", "purchase.canceled", ["cancel", "canceled"]),
  orders("order CANCELED", "purchase.expired", ["expire", "expired"], { certainty: "guess" }),
  orders("checkout EXPIRED", "purchase.expired", ["checkout-expired"], { variant: "checkout", certainty: "public-code" }),
  orders("order CANCELED", "purchase.refunded", ["refund", "refunded"], { certainty: "public-code" }),
  orders("order PAID", "purchase.refunded", ["partial-refund"], { variant: "partial", certainty: "guess" }),
  orders("charge CANCELED", "purchase.refunded", ["charge-refund"], { variant: "charge", certainty: "public-code" }),
  orders("chargeback", "purchase.chargeback", ["chargeback"], { certainty: "guess" }),

  recurring("subscription.initial", "purchase.pending", ["subscription-initial"]),
  recurring("subscription.activated", "purchase.approved", ["subscription", "activated"], STARTED),
  recurring("subscription.activated", "purchase.approved", ["trial"], { ...STARTED, variant: "trial", certainty: "guess" }),
  recurring("subscription.recurrence", "purchase.approved", ["renewal", "renewed"], { ...RENEWED, variant: "renewal" }),
  recurring("subscription.recurrence", "payment.late", ["late", "overdue"]),
  recurring("subscription.suspended", "payment.late", ["suspended"], { variant: "suspended" }),
  recurring("subscription.inactivated", "payment.late", ["inactivated"], { variant: "inactivated", certainty: "guess" }),
  recurring("subscription.canceled", "subscription.canceled", ["subscription-cancel", "subscription-canceled"]),
  recurring("subscription.expired", "subscription.canceled", ["subscription-expired"], { variant: "expired" }),
  recurring("subscription.migrated", "subscription.plan_changed", ["plan-change"], { certainty: "guess" }),
  recurring("customer.billing_info.updated", "subscription.card_updated", ["card-updated", "card-update"]),
  recurring("payment.refund.activated", "purchase.refunded", ["subscription-refund"], { certainty: "guess" }),

  classic("transaction 1", "boleto.issued", ["boleto-classic"]),
  classic("transaction 1", "pix.issued", ["pix-classic"], { certainty: "public-code" }),
  classic("transaction 1", "purchase.pending", ["waiting-classic"], { variant: "waiting" }),
  classic("transaction 2", "purchase.pending", ["pending-classic", "analysis-classic"]),
  classic("transaction 3", "purchase.approved", ["purchase-classic", "approved-classic"]),
  classic("transaction 3", "purchase.approved", ["items-classic"], { variant: "items" }),
  classic("transaction 3", "purchase.approved", ["subscription-classic"], { variant: "subscription" }),
  classic("transaction 4", "purchase.approved", ["complete", "completed", "complete-classic", "completed-classic"], {
    variant: "available",
  }),
  classic("transaction 5", "purchase.disputed", ["dispute", "disputed", "dispute-classic", "disputed-classic"]),
  classic("transaction 9", "purchase.disputed", ["retention", "retention-classic"], { variant: "retention" }),
  classic("transaction 6", "purchase.refunded", ["refund-classic", "refunded-classic"]),
  classic("transaction 7", "purchase.refused", ["refuse-classic", "refused-classic"], { certainty: "guess" }),
  classic("transaction 7", "purchase.expired", ["expire-classic", "expired-classic"], { certainty: "guess" }),
  classic("transaction 7", "purchase.canceled", ["cancel-classic", "canceled-classic"]),
  classic("transaction 8", "purchase.chargeback", ["chargeback-classic"]),
  classic("preApproval ACTIVE", "subscription.started", ["subscription-active-classic"]),
  classic("preApproval SUSPENDED", "payment.late", ["late-classic"]),
  classic("preApproval CANCELLED_BY_SENDER", "subscription.canceled", ["subscription-cancel-classic"]),
  classic("preApproval EXPIRED", "subscription.canceled", ["subscription-expired-classic"], { variant: "expired" }),
  classic("preApproval PAYMENT_METHOD_CHANGE", "subscription.card_updated", ["card-updated-classic"], { certainty: "guess" }),
];

/**
 * A charge of a classic subscription never tells whether it is the first. The end of the guarantee is told together with
 * the payment, in one document, and is its second event.
 */
export const WORKED_OUT: NonNullable<ProviderAdapter["workedOut"]> = [
  { native: "transaction 3", format: "pagseguro/classic", trigger: "subscription.started", certainty: "official" },
  { native: "transaction 3", format: "pagseguro/classic", trigger: "subscription.renewed", certainty: "official" },
  { native: "transaction 4", format: "pagseguro/classic", trigger: "purchase.completed", certainty: "official" },
];
