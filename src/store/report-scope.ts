import type { Statement } from "better-sqlite3";
import { DAYS_AROUND, type ReportScope } from "../app/ports.ts";
import { instantAfter } from "../core/instant.ts";

/** The parameters of every statement of a report; null means any. */
export interface ScopeParams {
  readonly since: string;
  readonly until: string;
  /** `DAYS_AROUND` before and after. */
  readonly before: string;
  readonly after: string;
  readonly provider: string | null;
  readonly store: string | null;
  readonly product: string | null;
  readonly tests: 0 | 1;
}

export function scopeParams({ since, until, provider, store, product, includeTests }: ReportScope): ScopeParams {
  const aroundMs = DAYS_AROUND * 86_400_000;
  return {
    since,
    until,
    before: instantAfter(since, -aroundMs),
    after: instantAfter(until, aroundMs),
    provider,
    store,
    product,
    tests: includeTests ? 1 : 0,
  };
}

/** By name, since the planner knows no values and would take an index on one column for the better one. */
export const IN_TIME = "events INDEXED BY events_in_time";

export const IN_PLACE = `(@provider IS NULL OR provider = @provider) AND (@store IS NULL OR store = @store)
  AND (@product IS NULL OR coalesce(product, external_product) = @product)`;

/** What counts: no repeats, and no tests unless they were asked for. */
export const COUNTED = "status <> 'duplicate' AND (@tests OR NOT is_test)";

/** Told of a product that is linked to nothing, the vendor's id; of one that is, the slug says it all. */
export const EXTERNAL_ID = "CASE WHEN product IS NULL THEN external_product END";

const PAGE = 1000;

/** The rows of a statement in pages, as its reader asks for them. */
export async function* pagesOf<Params extends object, Row>(
  statement: Statement<[Params], Row>,
  params: Params,
): AsyncGenerator<readonly Row[]> {
  let page: Row[] = [];
  for (const row of statement.iterate(params)) {
    page.push(row);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
