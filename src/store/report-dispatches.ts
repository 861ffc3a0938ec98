import type { Database } from "better-sqlite3";
import type { DispatchGroup, ReportRows } from "../app/ports.ts";
import type { DispatchState } from "../core/dispatch.ts";
import { instantAfter } from "../core/instant.ts";
import type { ScopeParams } from "./report-scope.ts";

/** How far the clock may have been set back between two actions that were queued. */
const CLOCK_SLACK_MS = 3_600_000;

interface GroupRow {
  readonly destination: string;
  readonly state: DispatchState;
  readonly count: number;
  readonly attempts: number;
}

/** Actions that were queued within the scope. They have no index by time, but their seq ascends with it. */
export function createDispatchGroups(db: Database, params: ScopeParams): Pick<ReportRows, "dispatches"> {
  const selectNext = db.prepare<{ seq: number }, { seq: number; created_at: string }>(
    "SELECT seq, created_at FROM dispatches WHERE seq >= @seq ORDER BY seq LIMIT 1",
  );
  const selectLast = db.prepare<[], number | null>("SELECT max(seq) FROM dispatches").pluck();
  const selectGroups = db.prepare<ScopeParams & { first: number; unfiltered: 0 | 1 }, GroupRow>(`
    SELECT destination, state, count(*) AS count, sum(attempts) AS attempts FROM dispatches d
    WHERE seq >= @first AND created_at >= @since AND created_at < @until
      AND (@unfiltered OR EXISTS (
        SELECT 1 FROM events e WHERE e.id = d.event_id AND (@provider IS NULL OR e.provider = @provider)
          AND (@store IS NULL OR e.store = @store) AND (@product IS NULL OR coalesce(e.product, e.external_product) = @product)))
    GROUP BY destination, state ORDER BY destination, state`);

  function firstSeq(): number {
    const wanted = instantAfter(params.since, -CLOCK_SLACK_MS);
    let low = 0;
    let high = (selectLast.get() ?? 0) + 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const next = selectNext.get({ seq: middle });
      if (next === undefined || next.created_at >= wanted) high = middle;
      else low = next.seq + 1;
    }
    return low;
  }

  const isUnfiltered = params.provider === null && params.store === null && params.product === null;
  return {
    dispatches: async () =>
      selectGroups
        .all({ ...params, first: firstSeq(), unfiltered: isUnfiltered ? 1 : 0 })
        .map(({ destination, ...row }): DispatchGroup => ({ destination: destination === "" ? null : destination, ...row })),
  };
}
