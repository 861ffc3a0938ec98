import type { Database } from "better-sqlite3";
import { type Instant, instantFromMs } from "../core/instant.ts";

/** How far the clock may have been set back between two arrivals before `since` misses the later one. */
const CLOCK_SLACK_MS = 3_600_000;

/**
 * Finds where in the order of arrival an instant lies, so that a listing of the last hour does not read a year.
 *
 * Halves the range of seq some thirty times: events have no index on the time they came, which would cost every
 * insert, but seq ascends with it. The caller still compares each row's own time.
 *
 * @returns a seq that no event received at or after `since` is below.
 */
export function createArrivalSearch(db: Database): (since: Instant) => number {
  const selectLast = db.prepare<[], number>("SELECT max(seq) FROM events").pluck();
  const selectNext = db.prepare<{ seq: number }, { seq: number; received_at: string }>(
    "SELECT seq, received_at FROM events WHERE seq >= @seq ORDER BY seq LIMIT 1",
  );
  return (since) => {
    const wanted = instantFromMs(Date.parse(since) - CLOCK_SLACK_MS);
    if (wanted === null) return 0;
    let low = 0;
    let high = (selectLast.get() ?? 0) + 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const next = selectNext.get({ seq: middle });
      if (next === undefined || next.received_at >= wanted) high = middle;
      else low = next.seq + 1;
    }
    return low;
  };
}
