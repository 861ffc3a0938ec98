import type { NativeEvent } from "../contract.ts";
import { eventRows, type RowOptions } from "../event-rows.ts";

const STARTED: RowOptions = { variant: "subscription", also: ["subscription.started"] };
const RENEWED: RowOptions = { variant: "renewal", also: ["subscription.renewed"] };
const GUESS: RowOptions = { certainty: "guess" };

/** Codes and texts are on the vendor's list; a row that says something else is our reading of one, or somebody else's. */
const webhook = eventRows("monetizze/webhook", "official");
const postback = eventRows("monetizze/postback", "official");
/** Before `tipoEvento` the text of the sale's status was the event. */
const legacy = eventRows("monetizze/legacy", "official");

/**
 * Rows by code, in the order of a sale's life. Plain words mean the webhook generation; words of the older formats end in
 * `-postback` and `-legacy`.
 */
export const NATIVE_EVENTS: readonly NativeEvent[] = [
  webhook("7", "cart.abandoned", ["cart", "abandoned"]),
  webhook("1", "boleto.issued", ["boleto"]),
  webhook("1", "pix.issued", ["pix"]),
  webhook("1", "purchase.pending", ["pending", "waiting"]),
  webhook("2", "purchase.approved", ["purchase", "approved"]),
  webhook("2", "purchase.approved", ["subscription"], STARTED),
  webhook("2", "purchase.approved", ["renewal", "renewed"], RENEWED),
  webhook("2", "purchase.approved", ["instalments"], { variant: "instalments", certainty: "guess" }),
  webhook("2", "purchase.approved", ["order-bump", "bump"], { variant: "order-bump" }),
  webhook("3", "purchase.refused", ["refuse", "refused"], GUESS),
  webhook("3", "purchase.expired", ["expired", "expire"], GUESS),
  webhook("3", "purchase.canceled", ["cancel", "canceled"], GUESS),
  webhook("4", "purchase.refunded", ["refund", "refunded"]),
  webhook("5", "purchase.disputed", ["dispute", "disputed", "blocked"]),
  webhook("9", "purchase.disputed", ["refund-request", "refund-requested"], { variant: "refund-requested", certainty: "public-code" }),
  webhook("6", "purchase.completed", ["complete", "completed"]),
  webhook("120", "delivery.updated", ["delivery", "tracking"]),
  webhook("101", "subscription.started", ["subscription-start", "subscription-started"], GUESS),
  webhook("101", "unknown", ["subscription-active"], { variant: "subscription-active", certainty: "guess" }),
  webhook("104", "invoice.issued", ["invoice", "next-charge"]),
  webhook("102", "payment.late", ["late", "overdue"]),
  webhook("103", "subscription.canceled", ["subscription-cancel", "subscription-canceled"]),
  webhook("105", "unknown", ["recovery-active"], { variant: "recovery-active" }),
  webhook("106", "unknown", ["recovery-canceled"], { variant: "recovery-canceled" }),
  webhook("8", "unknown", ["hidden"], { variant: "hidden" }),
  webhook("70", "unknown", ["ticket"], { variant: "ticket", certainty: "public-code" }),
  webhook("98", "unknown", [], { variant: "card-filter" }),
  webhook("99", "unknown", [], { variant: "boleto-filter" }),

  postback("7", "cart.abandoned", ["cart-postback"]),
  postback("1", "boleto.issued", ["boleto-postback"]),
  postback("1", "pix.issued", ["pix-postback"]),
  postback("1", "purchase.pending", ["pending-postback"]),
  postback("2", "purchase.approved", ["purchase-postback", "approved-postback"]),
  postback("2", "purchase.approved", ["subscription-postback"], STARTED),
  postback("2", "purchase.approved", ["renewal-postback"], RENEWED),
  postback("2", "purchase.approved", ["instalments-postback"], { variant: "instalments", certainty: "guess" }),
  postback("3", "purchase.refused", ["refuse-postback", "refused-postback"], GUESS),
  postback("3", "purchase.expired", ["expired-postback"], GUESS),
  postback("3", "purchase.canceled", ["cancel-postback"], GUESS),
  postback("4", "purchase.refunded", ["refund-postback"]),
  postback("5", "purchase.disputed", ["dispute-postback"]),
  postback("6", "purchase.completed", ["complete-postback"]),
  postback("120", "delivery.updated", ["delivery-postback"]),
  postback("101", "subscription.started", ["subscription-start-postback"], GUESS),
  postback("101", "unknown", ["subscription-active-postback"], { variant: "subscription-active", certainty: "guess" }),
  postback("104", "invoice.issued", ["invoice-postback"]),
  postback("102", "payment.late", ["late-postback"]),
  postback("103", "subscription.canceled", ["subscription-cancel-postback"]),
  postback("105", "unknown", ["recovery-active-postback"], { variant: "recovery-active" }),
  postback("106", "unknown", ["recovery-canceled-postback"], { variant: "recovery-canceled" }),

  legacy("Abandono de Checkout", "cart.abandoned", ["cart-legacy"]),
  legacy("Aguardando pagamento", "boleto.issued", ["boleto-legacy"]),
  legacy("Aguardando pagamento", "purchase.pending", ["pending-legacy"]),
  legacy("Finalizada", "purchase.approved", ["purchase-legacy", "approved-legacy"]),
  legacy("Finalizada", "purchase.approved", ["subscription-legacy"], STARTED),
  legacy("Finalizada", "purchase.approved", ["renewal-legacy"], RENEWED),
  legacy("Cancelada", "purchase.refused", ["refuse-legacy", "refused-legacy"], GUESS),
  legacy("Cancelada", "purchase.expired", ["expired-legacy"], GUESS),
  legacy("Cancelada", "purchase.canceled", ["cancel-legacy"], GUESS),
  legacy("Devolvida", "purchase.refunded", ["refund-legacy"]),
  legacy("Bloqueada", "purchase.disputed", ["dispute-legacy"]),
  legacy("Completa", "purchase.completed", ["complete-legacy"]),
];
