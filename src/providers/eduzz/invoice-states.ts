import type { PaymentMethod } from "../../core/event.ts";
import { note } from "../../core/note.ts";
import { idle, type Reading, told, UNKNOWN } from "./reading.ts";

const REFUND_REQUESTED = told("purchase.disputed", { variant: "refund-requested", remarks: [note("eduzz.refund-requested")] });
const PARTLY_REFUNDED: Reading = told("purchase.refunded", { isPartialRefund: true, remarks: [note("eduzz.partial-refund")] });
const DUPLICATED = told("purchase.refused", { variant: "duplicated", remarks: [note("eduzz.duplicated-invoice")] });
const IN_RECOVERY = told("purchase.pending", { variant: "recovering", remarks: [note("eduzz.in-recovery")] });

/**
 * States of an invoice that mean the same in every format, as `wordOf` writes them (official; `refused` and `overdue` are in an
 * index of 2024 but have no page). `open` and `waitingpayment` depend on the charge.
 *
 * `negotiated` is a debt that was renegotiated; the older spelling is described as a dispute of the customer, which contradicts
 * that, so neither is taken for one.
 */
const STATES: ReadonlyMap<string, Reading> = new Map([
  ["scheduled", told("invoice.issued")],
  ["paid", told("purchase.approved")],
  ["canceled", told("purchase.canceled")],
  ["cancelled", told("purchase.canceled")],
  ["expired", told("purchase.expired")],
  ["recovering", IN_RECOVERY],
  ["waitingrefund", REFUND_REQUESTED],
  ["refunded", told("purchase.refunded")],
  ["refused", told("purchase.refused")],
  ["overdue", told("payment.late")],
  ["duplicated", DUPLICATED],
  ["negotiated", idle()],
  ["negociated", idle()],
  ["processing", idle()],
  ["analysing", idle()],
  ["waitingdocuments", idle()],
  ["trial", idle()],
  ["deleted", idle()],
]);

/** `trans_status` and `edz_fat_status` (official table). */
const CODES: ReadonlyMap<string, string> = new Map([
  ["1", "open"],
  ["3", "paid"],
  ["4", "canceled"],
  ["6", "waitingrefund"],
  ["7", "refunded"],
  ["9", "duplicated"],
  ["10", "expired"],
  ["11", "recovering"],
  ["15", "waitingpayment"],
  ["18", "scheduled"],
]);

/** Values of `data.chargeback.status` (official). Whether `rejected` is for the buyer or for the producer nobody says. */
const CHARGEBACKS: ReadonlyMap<string, Reading> = new Map([
  ["pendingdocuments", told("purchase.disputed")],
  ["underreview", told("purchase.disputed")],
  ["refunded", told("purchase.chargeback")],
  ["rejected", idle()],
  ["unknown", idle()],
]);

/** The state that a numeric status stands for; null when it is not documented. */
export function stateOfCode(code: string | null): string | null {
  return CODES.get(code ?? "") ?? null;
}

export function invoiceReading(state: string): Reading {
  return STATES.get(state) ?? UNKNOWN;
}

/** An invoice that was opened and can be paid: a boleto and a Pix have something to pay with, a card has not. */
export function issuedReading(method: PaymentMethod | null): Reading {
  return told(method === "boleto" ? "boleto.issued" : method === "pix" ? "pix.issued" : "purchase.pending");
}

/** Every change of a dispute is an event of its own. */
export function chargebackReading(status: string): Reading {
  const reading = CHARGEBACKS.get(status) ?? UNKNOWN;
  return reading.trigger === "purchase.chargeback" ? reading : { ...reading, variant: status };
}

/** @param refundedAt - tells one partial refund of a sale from the next. */
export function partialRefund(refundedAt: string | null): Reading {
  return { ...PARTLY_REFUNDED, variant: refundedAt === null ? "partial" : `partial:${refundedAt}` };
}
