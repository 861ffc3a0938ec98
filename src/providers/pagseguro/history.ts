import { InboundRequest } from "../../core/http-message.ts";
import { integerAt, type JsonObject, textAt } from "../../core/json.ts";
import type { SaleStanding, SalesHistory, VendorSale } from "../vendor-api.ts";
import { reaisAt } from "./amount.ts";
import { lastEventAt } from "./classic-fields.ts";
import { readDocument } from "./document.ts";
import { classicQuestion, listQuestion, readList } from "./history-list.ts";
import { momentAt } from "./moments.ts";
import { EMAIL_SECRET, TOKEN_SECRET } from "./secrets.ts";
import { transactionReading } from "./transaction-status.ts";

const PATH = "/v3/transactions";
const PER_PAGE = 100;
/** Dates of an answer have their offset (official); this zone is never applied. */
const NO_ZONE = "UTC";

/** A transaction code: 32 hexadecimal digits, mostly with hyphens. Ids of the newer API are none, and are not in this list. */
const CODE = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;

/** No such transaction (official). */
const NOT_FOUND: ReadonlySet<string> = new Set(["13003", "13015"]);

/** `status` (official). What 7 means, only the transaction itself tells; 0 and 11 change nothing. */
const STANDINGS: ReadonlyMap<number, SaleStanding> = new Map([
  [1, "open"],
  [2, "open"],
  [3, "approved"],
  [4, "approved"],
  [5, "disputed"],
  [6, "refunded"],
  [7, "ended"],
  [8, "chargeback"],
  [9, "disputed"],
]);

/** `GET /v3/transactions`, the list of the classic API: summaries without buyer and items, so each sale is asked for before it is repaired. */
export const history: SalesHistory = {
  source: `GET ${PATH}`,
  secrets: [EMAIL_SECRET, TOKEN_SECRET],
  pace: null,
  timeoutMs: 20_000,
  mostDays: 30,
  oldestDays: 180,

  queries: (range) => [{ name: "transactions", range }],
  question: ({ range }, page, { credentials, place }) =>
    listQuestion({ range, page: page === null ? 1 : Number(page), perPage: PER_PAGE }, credentials, place),

  read(body) {
    const list = readList(body);
    if (list === null) return null;
    return { sales: list.transactions.flatMap(saleIn), next: list.page < list.pages ? String(list.page + 1) : null };
  },

  one: (transaction, { credentials, place }) =>
    CODE.test(transaction) ? classicQuestion(`${PATH}/${transaction}`, {}, credentials, place) : null,

  readOne({ status, body }) {
    if (status === 404) return "none";
    const document = readDocument(body);
    if (document?.kind === "errors") return document.codes.some((code) => NOT_FOUND.has(code)) ? "none" : null;
    return document?.kind === "transaction" && status === 200 ? (saleIn(document.element)[0] ?? "none") : null;
  },

  details(sale, session) {
    const question = history.one(sale.transaction, session);
    return question === null ? [] : [question];
  },

  calls(sale, [document = null], _here, target) {
    if (document === null || readDocument(document)?.kind !== "transaction") return [];
    return [{ request: notificationOf(sale.transaction, target), document }];
  },
};

/**
 * The notification that would have led to this transaction. The code that PagSeguro would have made for it is not known: the
 * transaction's own stands there, and what is read is the document.
 */
function notificationOf(transaction: string, target: string): InboundRequest {
  return new InboundRequest({
    method: "POST",
    target,
    headers: [["Content-Type", "application/x-www-form-urlencoded"]],
    body: new TextEncoder().encode(new URLSearchParams({ notificationCode: transaction, notificationType: "transaction" }).toString()),
  });
}

/** Transfers, withdrawals and other movements of the account are no sales. */
function saleIn(element: JsonObject): readonly VendorSale[] {
  const transaction = textAt(element, "code");
  if (transaction === null || !transactionReading(element).isSale) return [];
  const orderedAt = momentAt(NO_ZONE, element, "date")?.at ?? null;
  return [
    {
      transaction,
      status: textAt(element, "status") ?? "",
      standing: STANDINGS.get(integerAt(element, "status") ?? -1) ?? "untold",
      orderedAt,
      changedAt: lastEventAt(element, NO_ZONE)?.at ?? orderedAt,
      amount: reaisAt(element, "grossAmount").amount,
      product: { externalId: null, name: null },
      isEndUntold: false,
      source: element,
    },
  ];
}
