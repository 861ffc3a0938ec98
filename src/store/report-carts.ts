import type { Database } from "better-sqlite3";
import type { CartStep, ReportRows } from "../app/ports.ts";
import { COUNTED, IN_PLACE, IN_TIME, pagesOf, type ScopeParams } from "./report-scope.ts";

/** The same product wherever it is sold; of one that is linked to nothing, where and by what id. */
const SOLD = "coalesce(product, provider || ' ' || store || ' ' || external_product)";

export function createCartRows(db: Database, params: ScopeParams): Pick<ReportRows, "cartSteps" | "cartsOfNobody"> {
  const countOfNobody = db
    .prepare<[ScopeParams], number>(`
      SELECT count(*) FROM ${IN_TIME}
      WHERE happened_at >= @since AND happened_at < @until AND trigger = 'cart.abandoned' AND ${COUNTED} AND ${IN_PLACE}
        AND (contact_id IS NULL OR ${SOLD} IS NULL)`)
    .pluck();
  return {
    cartSteps: () => cartSteps(db, params),
    cartsOfNobody: async () => countOfNobody.get(params) ?? 0,
  };
}

/** Carts are few beside payments, so payments are looked for among the carts. */
async function* cartSteps(db: Database, params: ScopeParams): AsyncGenerator<readonly CartStep[]> {
  db.exec(`
    CREATE TEMP TABLE report_carts (
      buyer TEXT, product TEXT, at TEXT, kind TEXT, currency TEXT, minor INTEGER, PRIMARY KEY (buyer, product, at, kind)) WITHOUT ROWID`);
  db.prepare<[ScopeParams]>(`
    INSERT OR IGNORE INTO temp.report_carts
    SELECT contact_id AS buyer, ${SOLD} AS sold, happened_at, 'cart', NULL, NULL FROM ${IN_TIME}
    WHERE happened_at >= @before AND happened_at < @until AND trigger = 'cart.abandoned' AND ${COUNTED} AND ${IN_PLACE}
      AND buyer IS NOT NULL AND sold IS NOT NULL`).run(params);
  db.prepare<[ScopeParams]>(`
    INSERT OR IGNORE INTO temp.report_carts
    SELECT buyer, sold, at, 'paid', currency, minor FROM (
      SELECT contact_id AS buyer, ${SOLD} AS sold, happened_at AS at, currency, iif(is_extra, NULL, amount_minor) AS minor FROM ${IN_TIME}
      WHERE happened_at >= @before AND happened_at < @after AND trigger = 'purchase.approved' AND subscription_step IS NOT 'renewed'
        AND ${COUNTED} AND ${IN_PLACE}) paid
    WHERE EXISTS (SELECT 1 FROM temp.report_carts c WHERE c.buyer = paid.buyer AND c.product = paid.sold AND c.kind = 'cart')`).run(params);
  yield* pagesOf(
    db.prepare<[object], CartStep>(
      "SELECT buyer, product, at, kind, currency, minor FROM temp.report_carts ORDER BY buyer, product, at, kind",
    ),
    {},
  );
}
