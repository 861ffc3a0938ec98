import { integerAt, type JsonObject, objectAt, objectsAt, textAt } from "../../core/json.ts";
import type { Trigger } from "../../core/triggers.ts";
import type { NormalizeContext } from "../contract.ts";
import { momentAt } from "./moments.ts";

/** What the state of a charge says happened. */
export interface ChargeReading {
  readonly trigger: Trigger;
  /** Cents given back so far, when the sale stands all the same; null when none or all. */
  readonly partlyRefunded: number | null;
}

/** `CANCELED` for charges (official), the other spelling elsewhere in the same API (public code). */
const CANCELED: ReadonlySet<string> = new Set(["CANCELED", "CANCELLED"]);

const DAY_MS = 24 * 60 * 60 * 1000;

export function statusOf(charge: JsonObject): string {
  return textAt(charge, "status")?.toUpperCase() ?? "";
}

export function isCanceled(charge: JsonObject): boolean {
  return CANCELED.has(statusOf(charge));
}

/**
 * The charge that an order is about: an order keeps every attempt, and a declined one may be followed by a paid one. What
 * was paid comes first, then what was paid and given back, then the newest.
 */
export function chosenCharge(order: JsonObject): JsonObject | null {
  const ranked = objectsAt(order, "charges").map((charge, position) => ({ charge, position, rank: rankOf(charge), made: madeAt(charge) }));
  ranked.sort((first, second) => second.rank - first.rank || second.made - first.made || second.position - first.position);
  return ranked[0]?.charge ?? null;
}

/** Statuses are official; that a partial refund leaves a charge paid is a guess, nobody has seen one. */
export function chargeReading(charge: JsonObject, order: JsonObject | null, context: NormalizeContext): ChargeReading {
  const partly = partlyRefunded(charge);
  if (partly !== null) return { trigger: "purchase.refunded", partlyRefunded: partly };
  return { trigger: triggerOf(charge, order, context), partlyRefunded: null };
}

function triggerOf(charge: JsonObject, order: JsonObject | null, context: NormalizeContext): Trigger {
  const status = statusOf(charge);
  if (CANCELED.has(status)) return canceledTrigger(charge, order, context);
  switch (status) {
    case "WAITING":
      return issuedTrigger(methodOf(charge));
    case "AUTHORIZED":
    case "IN_ANALYSIS":
      return "purchase.pending";
    case "PAID":
      return refundedOf(charge) > 0 ? "purchase.refunded" : "purchase.approved";
    case "DECLINED":
      return "purchase.refused";
    default:
      return "unknown";
  }
}

export function methodOf(charge: JsonObject): string | null {
  return textAt(charge, "payment_method", "type")?.toUpperCase() ?? null;
}

function issuedTrigger(method: string | null): Trigger {
  return method === "BOLETO" ? "boleto.issued" : method === "PIX" ? "pix.issued" : "purchase.pending";
}

/** The call that cancels is also the one that refunds, so what was paid makes the difference (public code). */
function canceledTrigger(charge: JsonObject, order: JsonObject | null, { receivedAt, zone }: NormalizeContext): Trigger {
  if (refundedOf(charge) > 0 || paidOf(charge) > 0) return "purchase.refunded";
  const deadline = deadlineOf(charge, order, zone);
  return deadline !== null && deadline < receivedAt ? "purchase.expired" : "purchase.canceled";
}

/** Until when a boleto or Pix can be paid; null for another method, or when nothing tells. A day counts until its end. */
export function deadlineOf(charge: JsonObject, order: JsonObject | null, zone: string): string | null {
  const method = methodOf(charge);
  if (method === "PIX") return momentAt(zone, qrCodeOf(order), "expiration_date")?.at ?? null;
  const day = method === "BOLETO" ? (momentAt(zone, charge, "payment_method", "boleto", "due_date")?.at ?? null) : null;
  return day === null ? null : new Date(Date.parse(day) + DAY_MS - 1).toISOString();
}

/** A QR code for Pix; one old sample has a single one under another name (official). */
export function qrCodeOf(order: JsonObject | null): JsonObject | null {
  return objectsAt(order ?? {}, "qr_codes")[0] ?? objectAt(order ?? {}, "qr_code") ?? null;
}

/**
 * A canceled charge is measured by what was paid; one that is still paid only counts as given back when nothing of it is left,
 * whichever of its amounts that is.
 */
function partlyRefunded(charge: JsonObject): number | null {
  const refunded = refundedOf(charge);
  const whole = isCanceled(charge)
    ? paidOf(charge)
    : Math.max(paidOf(charge), summaryOf(charge, "total"), integerAt(charge, "amount", "value") ?? 0);
  const isSettled = isCanceled(charge) || statusOf(charge) === "PAID";
  return isSettled && refunded > 0 && refunded < whole ? refunded : null;
}

function paidOf(charge: JsonObject): number {
  return summaryOf(charge, "paid");
}

function refundedOf(charge: JsonObject): number {
  return summaryOf(charge, "refunded");
}

function summaryOf(charge: JsonObject, name: "total" | "paid" | "refunded"): number {
  return integerAt(charge, "amount", "summary", name) ?? 0;
}

function rankOf(charge: JsonObject): number {
  if (statusOf(charge) === "PAID") return 2;
  return isCanceled(charge) && (refundedOf(charge) > 0 || paidOf(charge) > 0) ? 1 : 0;
}

function madeAt(charge: JsonObject): number {
  return Date.parse(momentAt("UTC", charge, "created_at")?.at ?? "1970-01-01");
}
