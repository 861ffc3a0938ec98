import { type JsonObject, textAt } from "../../core/json.ts";
import type { Trigger } from "../../core/triggers.ts";
import { paymentMethod } from "./payment.ts";
import { codeOf, saleStatus, wasFinalised } from "./statuses.ts";
import { chargeNumber, saleId } from "./transaction.ts";

/** What the vendor says happened. */
export interface NativeCode {
  /** As it stands in the body: a number, or in the oldest format the text of the status. */
  readonly native: string;
  /** The number that it stands for, `2`; the same word where it is none that we know. */
  readonly code: string;
}

/**
 * Codes that mean one thing whatever else the body says. Official, but for 9: one public receiver reads it as a refund
 * that was asked for, another as a chargeback, so it only flags.
 */
const PLAIN_TRIGGERS: Readonly<Record<string, Trigger>> = {
  2: "purchase.approved",
  4: "purchase.refunded",
  5: "purchase.disputed",
  6: "purchase.completed",
  7: "cart.abandoned",
  9: "purchase.disputed",
  102: "payment.late",
  103: "subscription.canceled",
  104: "invoice.issued",
  120: "delivery.updated",
};

/**
 * Codes that change nothing here: hidden (8), event ticket (70), filters of the panel (98, 99), the states of a plan that
 * pays a debt off in parts (105, 106), and an active subscription (101) that has not just begun.
 */
const STILL_CODES: ReadonlySet<string> = new Set(["8", "70", "98", "99", "101", "105", "106"]);

/** Events of a sale, which are told for each of its items. */
const SALE_CODES: ReadonlySet<string> = new Set(["1", "2", "3", "4", "5", "6", "9", "120"]);

/** Code of a refund that the buyer only asked for, as far as anybody knows. */
export const REFUND_REQUESTED = "9";

/**
 * The newest place that says anything decides: the event's own codes, then the status of the sale. A word that we do not
 * know stays one, even where an older place has a known one: a new event of a paid sale is no approval.
 */
export function nativeCode(body: JsonObject): NativeCode {
  const native =
    textAt(body, "tipoEvento", "codigo") ??
    textAt(body, "postback_evento") ??
    textAt(body, "codigo_status") ??
    textAt(body, "venda", "codigo_status") ??
    textAt(body, "venda", "status") ??
    "";
  return { native, code: codeOf(native) };
}

export function triggerOf(code: string, body: JsonObject): Trigger {
  switch (code) {
    case "1":
      return openTrigger(body);
    case "3":
      return endTrigger(body);
    case "101":
      return isBeginning(body) ? "subscription.started" : "unknown";
    default:
      return Object.hasOwn(PLAIN_TRIGGERS, code) ? (PLAIN_TRIGGERS[code] ?? "unknown") : "unknown";
  }
}

/** What an approval means for a subscription; nothing where the charge has no number, which the application then finds. */
export function subscriptionTriggers(trigger: Trigger, kind: string | null, recurrence: number | null): readonly Trigger[] {
  if (trigger !== "purchase.approved" || kind !== "subscription" || recurrence === null) return [];
  return recurrence > 1 ? ["subscription.renewed"] : ["subscription.started"];
}

export function changesNothing(code: string, trigger: Trigger): boolean {
  return trigger === "unknown" && STILL_CODES.has(code);
}

export function isOfSale(code: string): boolean {
  return SALE_CODES.has(code);
}

function openTrigger(body: JsonObject): Trigger {
  const method = paymentMethod(textAt(body, "venda", "formaPagamento"));
  return method === "boleto" ? "boleto.issued" : method === "pix" ? "pix.issued" : "purchase.pending";
}

/**
 * Code 3 is an unpaid boleto or a declined card (official) or, where the payment was once confirmed, a paid sale that was
 * canceled (guess). A declined attempt must never take access away, and the cancellation of a paid sale must.
 */
function endTrigger(body: JsonObject): Trigger {
  if (wasFinalised(body)) return "purchase.canceled";
  const method = paymentMethod(textAt(body, "venda", "formaPagamento"));
  if (method === "credit_card") return "purchase.refused";
  return method === "boleto" || method === "pix" ? "purchase.expired" : "purchase.canceled";
}

/**
 * Code 101 of a first charge that was paid. It is no approval: that is code 2 of the same payment, and an activation
 * after arrears would pass for another purchase.
 */
function isBeginning(body: JsonObject): boolean {
  return saleId(body) !== null && saleStatus(body) === "2" && chargeNumber(body, "assinatura") === 1;
}
