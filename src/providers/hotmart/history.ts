import { isObject, type JsonObject, objectAt, objectsAt, textAt, valueAt } from "../../core/json.ts";
import { jsonBody } from "../json-body.ts";
import type { ApiSession, SalesHistory, VendorQuestion, VendorSale } from "../vendor-api.ts";
import { hostsAt } from "./api-places.ts";
import { callsOf } from "./history-calls.ts";
import { detailQuestions } from "./history-details.ts";
import { meaningOf, RARE_STATUSES, STATUSES } from "./history-statuses.ts";
import { momentOf } from "./moments.ts";
import { priceOf } from "./payment.ts";

const PATH = "/payments/api/v1/sales/history";

/** What every public reader asks for; a higher number is not documented. */
const PER_PAGE = "50";

/** Every date of the API has its zone in it, as a number; this one is never applied. */
const NO_ZONE = "UTC";

/**
 * `GET /payments/api/v1/sales/history`. Asked for each status by itself: without one it gives approved and completed sales only
 * (official), and whether it takes several at once is not documented.
 */
export const history: SalesHistory = {
  source: `GET ${PATH}`,
  secrets: ["client-id", "client-secret"],
  // Official, for the whole API; above it answers 429.
  pace: { calls: 500, perMs: 60_000 },
  // A query that takes over 30 seconds is answered 502 (official).
  timeoutMs: 35_000,
  // Longer than a year is answered 400 (public code); shorter lists are answered sooner.
  mostDays: 90,
  oldestDays: null,

  queries: (range) => [
    ...[...STATUSES.keys()].map((name) => ({ name, range })),
    ...[...RARE_STATUSES.keys()].map((name) => ({ name, range, isDoubtful: true as const })),
  ],

  question({ name, range }, page, session) {
    const query = new URLSearchParams({
      transaction_status: name,
      start_date: String(Date.parse(range.from)),
      end_date: String(Date.parse(range.to)),
      max_results: PER_PAGE,
      ...(page === null ? {} : { page_token: page }),
    });
    return asked(`${PATH}?${query}`, session);
  },

  read(body) {
    const json = jsonBody(body);
    const items = isObject(json) ? json.items : undefined;
    if (!Array.isArray(items)) return null;
    return { sales: salesIn(json), next: textAt(json, "page_info", "next_page_token") };
  },

  one: (transaction, session) => asked(`${PATH}?${new URLSearchParams({ transaction })}`, session),

  readOne({ status, body }) {
    if (status === 404) return "none";
    const page = status === 200 ? history.read(body) : null;
    return page === null ? null : (page.sales[0] ?? "none");
  },

  details: (sale, session) => detailQuestions(sale).map((path) => asked(path, session)),
  calls: callsOf,
};

function asked(path: string, { place, pass }: ApiSession): VendorQuestion {
  return {
    url: `${hostsAt(place).data}${path}`,
    headers: [
      ["Accept", "application/json"],
      ["Authorization", `Bearer ${pass?.reveal() ?? ""}`],
    ],
  };
}

/** Items without a transaction cannot be compared with anything. */
function salesIn(page: JsonObject | ReturnType<typeof jsonBody>): readonly VendorSale[] {
  return objectsAt(page, "items").flatMap((item) => {
    const transaction = textAt(item, "purchase", "transaction");
    return transaction === null ? [] : [saleOf(transaction, item)];
  });
}

function saleOf(transaction: string, item: JsonObject): VendorSale {
  const purchase = objectAt(item, "purchase");
  const status = textAt(purchase, "status")?.toUpperCase() ?? "";
  const orderedAt = momentOf(valueAt(purchase, "order_date"), NO_ZONE)?.at ?? null;
  const approvedAt = momentOf(valueAt(purchase, "approved_date"), NO_ZONE)?.at ?? null;
  const { standing } = meaningOf(status);
  // A payment that was declined and a boleto that lapsed are canceled too; which of them it was only the event says.
  const isEndUntold = standing === "canceled" && approvedAt === null;
  return {
    transaction,
    status,
    standing: isEndUntold ? "ended" : standing,
    orderedAt,
    changedAt: approvedAt ?? orderedAt,
    amount: priceOf(objectAt(purchase, "price")),
    product: { externalId: textAt(item, "product", "id"), name: textAt(item, "product", "name") },
    isEndUntold,
    source: item,
  };
}
