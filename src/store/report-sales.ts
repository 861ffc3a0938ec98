import type { Database } from "better-sqlite3";
import type { EventGroup, Issued, ReportRows, SingleEvent } from "../app/ports.ts";
import { TRIGGERS, type Trigger } from "../core/triggers.ts";
import { COUNTED, EXTERNAL_ID, IN_PLACE, IN_TIME, pagesOf, type ScopeParams } from "./report-scope.ts";

/** Steps of a sale that are counted, and so must not be counted twice. */
const STEPS = "('purchase.approved', 'purchase.refunded', 'purchase.chargeback', 'boleto.issued', 'pix.issued')";

interface GroupRow {
  readonly provider: string;
  readonly store: string;
  readonly trigger: Trigger;
  readonly product: string | null;
  readonly externalId: string | null;
  readonly currency: string | null;
  readonly flags: number;
  readonly count: number;
  readonly minor: number;
}

type SingleRow = GroupRow & { readonly at: string };

const [RENEWAL, TEST, REPEAT, EXTRA, PARTIAL] = [1, 2, 4, 8, 16] as const;

/** In one column, since rows are grouped by it: SQLite sorts for that, and each further column costs. */
const FLAGS = `(subscription_step IS 'renewed') * ${RENEWAL} + is_test * ${TEST} + (status = 'duplicate') * ${REPEAT} + is_extra * ${EXTRA}
  + is_partial * ${PARTIAL}`;

/** The columns of a group that a single event can be told by, too. */
const TOLD_APART = `trigger, product, ${EXTERNAL_ID} AS externalId, ${FLAGS} AS flags, store, provider`;

export function createSaleRows(
  db: Database,
  params: ScopeParams,
): Pick<ReportRows, "first" | "groups" | "echoes" | "refundsAtPriceOfSale" | "issued"> {
  const selectFirst = db
    .prepare<[ScopeParams], string | null>(`
      SELECT min(at) FROM (${TRIGGERS.map(
        (trigger) => `
        SELECT min(happened_at) AS at FROM ${IN_TIME} WHERE trigger = '${trigger}' AND happened_at >= @since AND happened_at < @until`,
      ).join(" UNION ALL ")})`)
    .pluck();
  // Trigger by trigger: SQLite sorts what it groups, and many small heaps are sorted sooner than one large one.
  const selectGroups = db.prepare<[ScopeParams & { from: string; to: string; trigger: Trigger }], GroupRow>(`
    SELECT ${TOLD_APART}, currency, count(*) AS count, coalesce(sum(amount_minor), 0) AS minor
    FROM ${IN_TIME}
    WHERE trigger = @trigger AND happened_at >= @from AND happened_at < @to AND ${IN_PLACE}
    GROUP BY product, externalId, flags, store, provider, currency`);
  markEchoes(db, params);
  const selectEchoes = db.prepare<[], SingleRow>(`
    SELECT happened_at AS at, ${TOLD_APART}, currency, 1 AS count, coalesce(amount_minor, 0) AS minor
    FROM events WHERE seq IN (SELECT seq FROM temp.report_echoes) ORDER BY at, seq`);
  const priceOf = (column: string) => `(
    SELECT ${column} FROM events s INDEXED BY events_by_contact
    WHERE s.contact_id = e.contact_id AND s.provider = e.provider AND s.store = e.store AND s.transaction_id = e.transaction_id
      AND s.charge IS e.charge AND s.trigger = 'purchase.approved' AND s.status <> 'duplicate' AND s.amount_minor IS NOT NULL
    ORDER BY s.happened_at, s.amount_minor, s.currency LIMIT 1)`;
  const selectUnpriced = db.prepare<[ScopeParams], SingleRow>(`
    SELECT * FROM (
      SELECT happened_at AS at, ${TOLD_APART}, ${priceOf("s.currency")} AS currency, 1 AS count, ${priceOf("s.amount_minor")} AS minor
      FROM (
        SELECT * FROM ${IN_TIME}
        WHERE happened_at >= @since AND happened_at < @until AND trigger IN ('purchase.refunded', 'purchase.chargeback')
          AND amount_minor IS NULL AND NOT is_partial AND NOT is_extra AND ${COUNTED} AND ${IN_PLACE}
          AND seq NOT IN (SELECT seq FROM temp.report_echoes)) e)
    WHERE minor IS NOT NULL`);
  const selectIssued = db.prepare<[ScopeParams], Issued>(`
    SELECT e.trigger AS trigger, e.happened_at AS at, e.currency AS currency, e.amount_minor AS minor,
      CASE WHEN e.charge IS NULL THEN p.approved_at ELSE (
        SELECT min(s.happened_at) FROM events s INDEXED BY events_by_contact
        WHERE s.contact_id = e.contact_id AND s.provider = e.provider AND s.store = e.store AND s.transaction_id = e.transaction_id
          AND s.charge = e.charge AND s.trigger = 'purchase.approved' AND s.status <> 'duplicate') END AS paidAt
    FROM (
      SELECT * FROM ${IN_TIME}
      WHERE happened_at >= @since AND happened_at < @until AND trigger IN ('boleto.issued', 'pix.issued')
        AND status <> 'duplicate' AND NOT is_test AND (NOT is_extra OR @product IS NOT NULL) AND ${IN_PLACE}
        AND seq NOT IN (SELECT seq FROM temp.report_echoes)) e
    LEFT JOIN purchases p ON p.provider = e.provider AND p.store = e.store AND p.transaction_id = e.transaction_id`);
  return {
    first: async () => selectFirst.get(params) ?? null,
    groups: async (from, to) => TRIGGERS.flatMap((trigger) => selectGroups.all({ ...params, from, to, trigger }).map(groupOf)),
    echoes: async () => selectEchoes.all().map(singleOf),
    refundsAtPriceOfSale: async function* () {
      for await (const page of pagesOf(selectUnpriced, params)) yield page.map(singleOf);
    },
    issued: () => pagesOf(selectIssued, params),
  };
}

/**
 * PagSeguro tells a charge alone and, in another call, the order that it belongs to: two events, of which the one that names no product
 * is the echo. Both may come first, so which is one shows only when both are looked at.
 */
function markEchoes(db: Database, params: ScopeParams): void {
  db.exec(`CREATE TEMP TABLE report_echoes (
    provider TEXT, store TEXT, transaction_id TEXT, charge INTEGER, trigger TEXT, seq INTEGER,
    PRIMARY KEY (provider, store, transaction_id, trigger, charge, seq)) WITHOUT ROWID`);
  const candidates = db.prepare<[ScopeParams]>(`
    INSERT INTO temp.report_echoes (provider, store, transaction_id, charge, trigger, seq)
    SELECT provider, store, transaction_id, coalesce(charge, 1), trigger, seq FROM ${IN_TIME}
    WHERE happened_at >= @since AND happened_at < @until AND external_product IS NULL AND transaction_id IS NOT NULL
      AND trigger IN ${STEPS} AND status <> 'duplicate' AND NOT is_test AND ${IN_PLACE}`);
  if (candidates.run(params).changes === 0) return;
  db.prepare<[ScopeParams]>(`
    DELETE FROM temp.report_echoes WHERE seq NOT IN (
      SELECT c.seq FROM (
        SELECT provider, store, transaction_id, coalesce(charge, 1) AS charge, trigger FROM ${IN_TIME}
        WHERE happened_at >= @before AND happened_at < @after AND external_product IS NOT NULL AND trigger IN ${STEPS}
          AND status <> 'duplicate' AND NOT is_test) e
      CROSS JOIN temp.report_echoes c ON c.provider = e.provider AND c.store = e.store AND c.transaction_id = e.transaction_id
        AND c.trigger = e.trigger AND c.charge = e.charge)`).run(params);
}

function groupOf({ flags, ...row }: GroupRow): EventGroup {
  return {
    ...row,
    isRenewal: (flags & RENEWAL) !== 0,
    isTest: (flags & TEST) !== 0,
    isRepeat: (flags & REPEAT) !== 0,
    isExtra: (flags & EXTRA) !== 0,
    isPartial: (flags & PARTIAL) !== 0,
  };
}

function singleOf(row: SingleRow): SingleEvent {
  return { ...groupOf(row), at: row.at };
}
