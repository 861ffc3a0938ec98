import type { Database } from "better-sqlite3";
import type { LeadCode, OriginCode, OriginRow, ReportRows } from "../app/ports.ts";
import { LEAD_FIELDS, TRACKED } from "./event-figures.ts";
import { COUNTED, IN_PLACE, IN_TIME, type ScopeParams } from "./report-scope.ts";

/** Lists of values that may be many: SQLite counts and ranks them, and only the first are read. */
export function createTopLists(db: Database, params: ScopeParams): Pick<ReportRows, "origins" | "leads"> {
  const made = new Set<typeof makeOrigins>();
  const once = (make: typeof makeOrigins) => {
    if (!made.has(make)) make(db, params);
    made.add(make);
  };
  return {
    origins: async (code, limit) => {
      once(makeOrigins);
      return topOrigins(db, code, limit);
    },
    leads: async (code, limit) => {
      once(makeLeads);
      return topLeads(db, code, limit);
    },
  };
}

const ORIGIN_SUMS = "sum(carts) AS carts, sum(issued) AS issued, sum(approved) AS approved, sum(unpriced) AS unpriced, sum(minor) AS minor";

/** First one row for all sales with the same codes, of which there are far fewer than sales; then one for each value of each code. */
function makeOrigins(db: Database, params: ScopeParams): void {
  db.exec(
    "CREATE TEMP TABLE report_origins (code INTEGER, value TEXT, currency TEXT, carts INTEGER, issued INTEGER, approved INTEGER, unpriced INTEGER, minor INTEGER)",
  );
  const isApproved = "trigger = 'purchase.approved'";
  db.prepare<[ScopeParams]>(`
    INSERT INTO temp.report_origins
    WITH sales AS MATERIALIZED (
      SELECT tracking, CASE WHEN ${isApproved} THEN currency END AS paid_in, sum(trigger = 'cart.abandoned') AS carts,
        sum(trigger IN ('boleto.issued', 'pix.issued')) AS issued, sum(${isApproved}) AS approved,
        sum(${isApproved} AND amount_minor IS NULL AND NOT is_extra) AS unpriced,
        sum(CASE WHEN ${isApproved} THEN coalesce(amount_minor, 0) ELSE 0 END) AS minor
      FROM ${IN_TIME}
      WHERE happened_at >= @since AND happened_at < @until AND tracking IS NOT NULL
        AND trigger IN ('cart.abandoned', 'boleto.issued', 'pix.issued', 'purchase.approved')
        AND ${COUNTED} AND ${IN_PLACE} AND (NOT is_extra OR @product IS NOT NULL) AND seq NOT IN (SELECT seq FROM temp.report_echoes)
      GROUP BY tracking, paid_in)
    SELECT key, value, paid_in, ${ORIGIN_SUMS} FROM sales, json_each(tracking) WHERE value IS NOT NULL GROUP BY key, value, paid_in`).run(
    params,
  );
}

async function topOrigins(db: Database, name: OriginCode, limit: number): ReturnType<ReportRows["origins"]> {
  const code = TRACKED.indexOf(name);
  const rows = db
    .prepare<{ code: number; limit: number }, OriginRow>(`
      WITH top AS MATERIALIZED (
        SELECT value, row_number() OVER (ORDER BY sum(approved) DESC, sum(issued) DESC, sum(carts) DESC, value) AS place
        FROM temp.report_origins WHERE code = @code GROUP BY value ORDER BY place LIMIT @limit)
      SELECT value, currency, carts, issued, approved, unpriced, minor FROM temp.report_origins JOIN top USING (value)
      WHERE code = @code ORDER BY place, currency`)
    .all({ code, limit });
  const told = db
    .prepare<{ code: number }, OriginRow>(
      `SELECT '' AS value, currency, ${ORIGIN_SUMS} FROM temp.report_origins WHERE code = @code GROUP BY currency`,
    )
    .all({ code });
  const values = db
    .prepare<{ code: number }, number>("SELECT count(DISTINCT value) FROM temp.report_origins WHERE code = @code")
    .pluck()
    .get({ code });
  return { rows, leftOut: (values ?? 0) - new Set(rows.map(({ value }) => value)).size, told };
}

function makeLeads(db: Database, params: ScopeParams): void {
  db.exec("CREATE TEMP TABLE report_leads (codes TEXT, advertiser TEXT, leads INTEGER)");
  db.prepare<[ScopeParams]>(`
    INSERT INTO temp.report_leads
    SELECT lead, advertiser, count(*) FROM ${IN_TIME}
    WHERE happened_at >= @since AND happened_at < @until AND trigger = 'lead.received' AND ${COUNTED} AND ${IN_PLACE}
    GROUP BY lead, advertiser`).run(params);
}

const leadField = (field: (typeof LEAD_FIELDS)[number]) => `codes ->> '$[${LEAD_FIELDS.indexOf(field)}]'`;

const LEAD_VALUES: Readonly<Record<LeadCode, string>> = {
  portal: leadField("origin"),
  channel: leadField("channel"),
  listing: leadField("listing"),
  advertiser: "advertiser",
};

async function topLeads(db: Database, code: LeadCode, limit: number): ReturnType<ReportRows["leads"]> {
  const rows = db
    .prepare<{ limit: number }, { value: string | null; count: number; all: number }>(`
      SELECT ${LEAD_VALUES[code]} AS value, sum(leads) AS count, count(*) OVER () AS "all" FROM temp.report_leads
      GROUP BY value ORDER BY count DESC, value LIMIT @limit`)
    .all({ limit });
  return { rows: rows.map(({ value, count }) => ({ value, count })), leftOut: (rows[0]?.all ?? 0) - rows.length };
}
