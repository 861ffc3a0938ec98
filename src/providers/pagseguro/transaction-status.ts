import { integerAt, type JsonObject, objectsAt, textAt } from "../../core/json.ts";
import type { Trigger } from "../../core/triggers.ts";

/** What a transaction says happened, one trigger after the other; none when it changes nothing. */
export interface TransactionReading {
  readonly triggers: readonly Trigger[];
  /** Whether its type is one of a sale, and so its sender a buyer. */
  readonly isSale: boolean;
  /** Whether type and status are ones that we know. */
  readonly isKnown: boolean;
  /** In the vendor's words: `transaction 3`, and `transaction of type 2` for what is no sale. */
  readonly native: string;
}

/** `type` (official): payment, charge, donation, and the charge of a subscription. */
const SALES: ReadonlySet<number> = new Set([1, 5, 6, 11]);
/** Transfers, funds, withdrawals, bonuses and other movements of an account (official). */
const MOVEMENTS: ReadonlySet<number> = new Set([2, 3, 4, 7, 8, 9, 10, 12, 13, 14]);

/** `paymentMethod/type` (official; Pix and 8, the debit card of an emergency benefit, public code). */
export const BOLETO = 2;
export const PIX = 11;
const CARDS: ReadonlySet<number> = new Set([1, 8]);

/** A payment under a subscription that PagSeguro charges by itself. */
export function isSubscriptionCharge(transaction: JsonObject): boolean {
  return integerAt(transaction, "type") === 11;
}

/** Reads `status` (official but for the meaning of 7). A document without type or status exists and says nothing. */
export function transactionReading(transaction: JsonObject): TransactionReading {
  const type = integerAt(transaction, "type");
  const status = integerAt(transaction, "status");
  const isSale = type !== null && SALES.has(type);
  if (type === null || status === null) return { triggers: [], isSale, isKnown: false, native: "transaction" };
  if (!isSale) return { triggers: [], isSale, isKnown: MOVEMENTS.has(type), native: `transaction of type ${type}` };
  const triggers = triggersOf(status, transaction);
  return { triggers: triggers ?? [], isSale, isKnown: triggers !== null, native: `transaction ${status}` };
}

/**
 * Available is told about a sale whose payment may have been told by nobody: the document shows the state of the moment it
 * is asked for. So it means both, and what was seen before is a duplicate.
 */
function triggersOf(status: number, transaction: JsonObject): readonly Trigger[] | null {
  switch (status) {
    case 1:
      return [issuedTrigger(methodOf(transaction))];
    case 2:
      return ["purchase.pending"];
    case 3:
      return ["purchase.approved"];
    case 4:
      return ["purchase.approved", "purchase.completed"];
    case 5:
    case 9:
      return ["purchase.disputed"];
    case 6:
      return ["purchase.refunded"];
    case 7:
      return [canceledTrigger(transaction)];
    case 8:
      return ["purchase.chargeback"];
    case 0:
    case 11:
      return [];
    default:
      return null;
  }
}

function issuedTrigger(method: number | null): Trigger {
  return method === BOLETO ? "boleto.issued" : method === PIX ? "pix.issued" : "purchase.pending";
}

/**
 * Status 7 is one word for a lapsed boleto, a refused card and a cancellation, and nothing documented tells them apart; a
 * 3 may follow it (public code). A sale that was never paid is therefore read as what the payment may still overtake.
 */
function canceledTrigger(transaction: JsonObject): Trigger {
  const method = methodOf(transaction);
  if (method === null || wasPaid(transaction)) return "purchase.canceled";
  if (method === BOLETO || method === PIX) return "purchase.expired";
  return CARDS.has(method) ? "purchase.refused" : "purchase.canceled";
}

/** Only a paid sale has a day on which its money is released. */
function wasPaid(transaction: JsonObject): boolean {
  return textAt(transaction, "escrowEndDate") !== null || objectsAt(transaction, "paymentReleases", "paymentRelease").length > 0;
}

export function methodOf(transaction: JsonObject): number | null {
  return integerAt(transaction, "paymentMethod", "type");
}
