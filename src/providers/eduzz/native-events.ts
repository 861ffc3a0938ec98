import type { NativeEvent, ProviderAdapter } from "../contract.ts";
import { eventRows } from "../event-rows.ts";

const webhook = eventRows("eduzz/v3", "official");
const legacy = eventRows("eduzz/legacy", "official");
const delivery = eventRows("eduzz/delivery", "official");

/**
 * Rows in the order of the life of a sale. Plain words mean the current webhook; those of the obsolete one end in `-legacy`, those
 * of custom delivery in `-delivery`. `renewal` has no other row: no event of the webhook says that a charge is a renewal.
 */
export const NATIVE_EVENTS: readonly NativeEvent[] = [
  webhook("sun.cart_abandonment", "cart.abandoned", ["cart", "abandoned"]),
  webhook("myeduzz.invoice_opened", "boleto.issued", ["boleto"]),
  webhook("myeduzz.invoice_opened", "pix.issued", ["pix"]),
  webhook("myeduzz.invoice_opened", "purchase.pending", ["pending", "opened"]),
  webhook("myeduzz.invoice_opened", "invoice.issued", ["invoice", "charge-opened"]),
  webhook("myeduzz.invoice_waiting_payment", "pix.issued", ["waiting"], { variant: "waiting" }),
  webhook("myeduzz.invoice_waiting_payment", "payment.late", ["late"]),
  webhook("myeduzz.invoice_scheduled", "invoice.issued", ["scheduled"], { variant: "scheduled" }),
  webhook("myeduzz.invoice_paid", "purchase.approved", ["purchase", "approved", "paid"]),
  webhook("myeduzz.invoice_paid", "purchase.approved", ["subscription"], { variant: "subscription" }),
  webhook("myeduzz.invoice_paid", "purchase.approved", ["instalments"], { variant: "instalments" }),
  webhook("myeduzz.invoice_paid", "purchase.approved", ["order-bump"], { variant: "order-bump" }),
  webhook("myeduzz.invoice_paid", "purchase.approved", ["several-products"], { variant: "two-items" }),
  webhook("myeduzz.invoice_paid", "purchase.approved", ["gift"], { variant: "student" }),
  webhook("myeduzz.invoice_canceled", "purchase.canceled", ["cancel", "canceled"]),
  webhook("myeduzz.invoice_expired", "purchase.expired", ["expire", "expired"]),
  webhook("myeduzz.invoice_recovering", "purchase.pending", ["recovering"], { variant: "recovering" }),
  webhook("myeduzz.invoice_negotiated", "unknown", ["negotiated"], { variant: "negotiated" }),
  webhook("myeduzz.invoice_waiting_refund", "purchase.disputed", ["refund-request"], { variant: "refund-request" }),
  webhook("myeduzz.invoice_refunded", "purchase.refunded", ["refund", "refunded"]),
  webhook("myeduzz.invoice_refunded", "purchase.refunded", ["partial-refund"], { variant: "partial" }),
  webhook("myeduzz.invoice_chargeback", "purchase.disputed", ["dispute", "disputed"]),
  webhook("myeduzz.invoice_chargeback", "purchase.chargeback", ["chargeback"]),
  webhook("myeduzz.invoice_chargeback", "unknown", ["chargeback-rejected"], { variant: "chargeback-rejected" }),
  webhook("myeduzz.invoice_refused", "purchase.refused", ["invoice-refused"], { variant: "invoice", certainty: "guess" }),
  webhook("myeduzz.invoice_overdue", "payment.late", ["overdue"], { variant: "overdue", certainty: "guess" }),
  webhook("myeduzz.contract_card_attempted", "purchase.refused", ["refuse", "refused"]),
  webhook("myeduzz.contract_eduzz_balance_attempted", "purchase.refused", ["balance-refused"], { variant: "balance" }),
  webhook("myeduzz.contract_bankslip_attempted", "boleto.issued", ["boleto-attempt"], { variant: "attempt" }),
  webhook("myeduzz.contract_pix_attempted", "pix.issued", ["pix-attempt"], { variant: "attempt" }),
  webhook("myeduzz.contract_card_attempted", "payment.late", ["late-attempt"], { variant: "attempt" }),
  webhook("myeduzz.contract_card_attempted", "unknown", ["paid-attempt"], { variant: "attempt-paid" }),
  webhook("myeduzz.contract_created", "subscription.started", ["contract", "subscription-created"]),
  webhook("myeduzz.contract_updated", "subscription.canceled", ["subscription-cancel"]),
  webhook("myeduzz.contract_updated", "subscription.canceled", ["subscription-status-canceled"], { variant: "status" }),
  webhook("myeduzz.contract_updated", "subscription.plan_changed", ["plan-change", "upgrade"]),
  webhook("myeduzz.contract_updated", "subscription.plan_changed", ["downgrade"], { variant: "downgrade" }),
  webhook("myeduzz.contract_updated", "payment.late", ["subscription-late"], { variant: "contract" }),
  webhook("myeduzz.contract_updated", "unknown", ["suspended"], { variant: "suspended" }),
  webhook("myeduzz.contract_updated", "unknown", ["reactivated"], { variant: "reactivated" }),
  webhook("myeduzz.contract_updated", "unknown", ["finished"], { variant: "finished" }),
  webhook("myeduzz.commission_processed", "unknown", ["commission"], { variant: "commission" }),
  webhook("nutror.lesson_started", "access.first", ["first-access", "lesson"], { certainty: "guess" }),
  webhook("nutror.module_completed", "access.module_completed", ["module-completed"]),
  webhook("nutror.enrollment_created", "unknown", ["enrollment"], { variant: "enrollment" }),
  webhook("ping", "unknown", ["ping"], { variant: "ping", certainty: "public-code" }),

  legacy("cart_abandonment", "cart.abandoned", ["cart-legacy", "abandoned-legacy"]),
  legacy("invoice_open", "boleto.issued", ["boleto-legacy"]),
  legacy("invoice_open", "pix.issued", ["pix-legacy"]),
  legacy("invoice_open", "purchase.pending", ["pending-legacy", "opened-legacy"]),
  legacy("invoice_open", "invoice.issued", ["invoice-legacy"]),
  legacy("invoice_scheduled", "invoice.issued", ["scheduled-legacy"], { variant: "scheduled" }),
  legacy("invoice_waiting_payment", "payment.late", ["late-legacy"]),
  legacy("invoice_paid", "purchase.approved", ["purchase-legacy", "approved-legacy"]),
  legacy("invoice_paid", "purchase.approved", ["subscription-legacy"], { variant: "subscription", also: ["subscription.started"] }),
  legacy("invoice_paid", "purchase.approved", ["renewal", "renewal-legacy"], { variant: "renewal", also: ["subscription.renewed"] }),
  legacy("invoice_paid", "purchase.approved", ["test-button"], { variant: "test-button" }),
  legacy("invoice_canceled", "purchase.canceled", ["cancel-legacy", "canceled-legacy"]),
  legacy("invoice_duplicated", "purchase.refused", ["duplicated-legacy"], { variant: "duplicated" }),
  legacy("invoice_refused", "purchase.refused", ["refuse-legacy", "refused-legacy"]),
  legacy("invoice_expired", "purchase.expired", ["expire-legacy", "expired-legacy"]),
  legacy("invoice_recovering", "purchase.pending", ["recovering-legacy"], { variant: "recovering" }),
  legacy("invoice_waiting_refund", "purchase.disputed", ["refund-request-legacy"]),
  legacy("invoice_refunded", "purchase.refunded", ["refund-legacy", "refunded-legacy"]),
  legacy("invoice_negociated", "unknown", ["negotiated-legacy"], { variant: "negotiated" }),
  legacy("contract_canceled", "subscription.canceled", ["subscription-cancel-legacy"]),
  legacy("contract_overdue", "payment.late", ["subscription-late-legacy"], { variant: "contract" }),
  legacy("contract_suspended", "unknown", ["suspended-legacy"], { variant: "suspended" }),
  legacy("contract_up_to_date", "unknown", ["up-to-date-legacy"], { variant: "up-to-date" }),

  delivery("create", "purchase.approved", ["purchase-delivery", "approved-delivery"]),
  delivery("create", "purchase.approved", ["subscription-delivery"], { variant: "subscription" }),
  delivery("create", "unknown", ["unpaid-delivery"], { variant: "unpaid" }),
  delivery("remove", "purchase.refunded", ["refund-delivery", "refunded-delivery"]),
  delivery("remove", "purchase.canceled", ["cancel-delivery", "canceled-delivery"]),
  delivery("remove", "purchase.canceled", ["removed-delivery"], { variant: "removed" }),
  delivery("remove", "subscription.canceled", ["subscription-cancel-delivery"]),
  delivery("remove", "subscription.canceled", ["late-delivery"], { variant: "late" }),
];

/** Which charge of a subscription is the first is told by none of these; the stored charges of the contract tell it. */
export const WORKED_OUT: NonNullable<ProviderAdapter["workedOut"]> = (["subscription.started", "subscription.renewed"] as const).flatMap(
  (trigger) => [
    { native: "myeduzz.invoice_paid", format: "eduzz/v3", trigger, certainty: "official" },
    { native: "create", format: "eduzz/delivery", trigger, certainty: "guess" },
  ],
);
