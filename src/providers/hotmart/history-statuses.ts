import type { SaleStanding } from "../vendor-api.ts";

/** Names of `event` that tell a status, in the order in which the vendor sends them. */
export type HistoryEvent =
  | "PURCHASE_BILLET_PRINTED"
  | "PURCHASE_APPROVED"
  | "PURCHASE_COMPLETE"
  | "PURCHASE_CANCELED"
  | "PURCHASE_DELAYED"
  | "PURCHASE_EXPIRED"
  | "PURCHASE_PROTEST"
  | "PURCHASE_REFUNDED"
  | "PURCHASE_CHARGEBACK";

interface StatusMeaning {
  readonly standing: SaleStanding;
  /** A sale that stands paid was approved; of one that is over only its end is told, so that nobody is welcomed who was refunded. */
  readonly events: readonly HistoryEvent[];
}

/**
 * `transaction_status` of the sales history, in the spelling of its filter (official). The default of the filter is the first two:
 * whoever does not ask for the others never sees a refund.
 */
export const STATUSES: ReadonlyMap<string, StatusMeaning> = new Map([
  ["APPROVED", { standing: "approved", events: ["PURCHASE_APPROVED"] }],
  ["COMPLETE", { standing: "approved", events: ["PURCHASE_APPROVED", "PURCHASE_COMPLETE"] }],
  ["PRINTED_BILLET", { standing: "open", events: ["PURCHASE_BILLET_PRINTED"] }],
  ["EXPIRED", { standing: "ended", events: ["PURCHASE_EXPIRED"] }],
  ["OVERDUE", { standing: "open", events: ["PURCHASE_DELAYED"] }],
  ["CANCELLED", { standing: "canceled", events: ["PURCHASE_CANCELED"] }],
  ["PROTESTED", { standing: "disputed", events: ["PURCHASE_APPROVED", "PURCHASE_PROTEST"] }],
  ["REFUNDED", { standing: "refunded", events: ["PURCHASE_REFUNDED"] }],
  ["CHARGEBACK", { standing: "chargeback", events: ["PURCHASE_CHARGEBACK"] }],
]);

/**
 * Documented values beside them. No event is known to come with the last six, so nothing is made of them; that a sale which waits
 * for payment was announced like a boleto or Pix is a guess.
 */
export const RARE_STATUSES: ReadonlyMap<string, StatusMeaning> = new Map([
  ["PARTIALLY_REFUNDED", { standing: "approved", events: ["PURCHASE_APPROVED", "PURCHASE_REFUNDED"] }],
  ["WAITING_PAYMENT", { standing: "open", events: ["PURCHASE_BILLET_PRINTED"] }],
  ["BLOCKED", { standing: "untold", events: [] }],
  ["NO_FUNDS", { standing: "untold", events: [] }],
  ["PRE_ORDER", { standing: "untold", events: [] }],
  ["PROCESSING_TRANSACTION", { standing: "untold", events: [] }],
  ["STARTED", { standing: "untold", events: [] }],
  ["UNDER_ANALISYS", { standing: "untold", events: [] }],
]);

/** Spellings that answers were seen with, or that events have. */
const SPELLINGS: Readonly<Record<string, string>> = {
  COMPLETED: "COMPLETE",
  BILLET_PRINTED: "PRINTED_BILLET",
  CANCELED: "CANCELLED",
  DELAYED: "OVERDUE",
  DISPUTE: "PROTESTED",
};

const UNKNOWN: StatusMeaning = { standing: "untold", events: [] };

export function meaningOf(status: string): StatusMeaning {
  const word = Object.hasOwn(SPELLINGS, status) ? (SPELLINGS[status] ?? status) : status;
  return STATUSES.get(word) ?? RARE_STATUSES.get(word) ?? UNKNOWN;
}
