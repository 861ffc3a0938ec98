import type { Database } from "better-sqlite3";
import type { ClaimedDispatch, ClaimWish } from "../app/ports.ts";
import type { Dispatch } from "../core/dispatch.ts";
import { admission, type SendHealth } from "../core/sending.ts";
import { laneRelease } from "./dispatch-lanes.ts";
import { type DispatchRow, dispatchOf } from "./dispatch-rows.ts";
import { plainRows } from "./plain-rows.ts";

/** A page of rows that are ready; what is found to wait behind another is put aside and another page is read. */
const PAGE = 64;
/** Enough to put aside what one contact may have piled up; the next turn goes on. */
const MOST_PAGES = 20;

/** Hands out what may be begun now, as policy, health and the order of each lane allow. */
export function createClaiming(db: Database) {
  const comeBack = db
    .prepare<{ destination: string; now: string }, string>(`
      UPDATE dispatches SET uncertain = 1, held = 0,
        (state, reason, ended_at) = (SELECT 'queued', reason, NULL WHERE overtaken IS NULL UNION ALL SELECT 'canceled', overtaken, @now WHERE overtaken IS NOT NULL)
      WHERE destination = @destination AND state = 'sending' AND next_at <= @now
      RETURNING id`)
    .pluck();
  const release = laneRelease(db);
  const lanesUnderWay = db
    .prepare<{ destination: string }, string>("SELECT lane FROM dispatches WHERE destination = @destination AND state = 'sending'")
    .pluck();
  // A sum, since SQLite plans by the value of a limit that is a parameter alone, and so plans anew for every call.
  const ready = plainRows(
    db.prepare<[{ destination: string; now: string; limit: number }], DispatchRow & { readonly waits: 0 | 1 }>(`
      SELECT *, EXISTS (
        SELECT 1 FROM dispatches AS ahead
        WHERE ahead.destination = one.destination AND ahead.lane = one.lane AND ahead.state IN ('queued', 'sending')
          AND (ahead.due_at, ahead.seq) < (one.due_at, one.seq)) AS waits
      FROM dispatches AS one WHERE destination = @destination AND state = 'queued' AND held = 0 AND next_at <= @now
      ORDER BY next_at, seq LIMIT @limit + 0`),
  );
  // Of a page at once: half the price of one statement for each row.
  const hold = db.prepare<{ seqs: string }>("UPDATE dispatches SET held = 1 WHERE seq IN (SELECT value FROM json_each(@seqs))");
  const take = db.prepare<{ seqs: string; lease: string }>(`
    UPDATE dispatches SET state = 'sending', next_at = @lease, attempts = attempts + 1 WHERE seq IN (SELECT value FROM json_each(@seqs))`);
  const after = db.prepare<{ destination: string; lane: string; event: string; due: string; seq: number }, DispatchRow>(`
    SELECT * FROM dispatches
    WHERE destination = @destination AND lane = @lane AND event_id = @event AND state = 'queued' AND (due_at, seq) > (@due, @seq)
    ORDER BY due_at, seq LIMIT 1`);

  return (wish: ClaimWish, health: SendHealth, now: string, lease: string): readonly ClaimedDispatch[] => {
    const { destination, policy } = wish;
    for (const id of comeBack.all({ destination, now })) release(id);
    const underWay = lanesUnderWay.all({ destination });
    // What is under way may be due later than what has come since.
    const busy = new Set(underWay);
    // Where nothing spaces the requests, the next ones are at hand while the outcomes of the last are written down. Of two
    // workers, each would begin as many as may be under way altogether.
    const isShared = underWay.length > (wish.inHand ?? 0);
    const isPaced = policy.spacingMs > 0 || policy.perDay !== null;
    const most = isPaced || isShared ? policy.concurrency : 2 * policy.concurrency;
    const room = Math.min(wish.atMost, admission(health, policy, now).count, most - underWay.length);
    const taken: ClaimedDispatch[] = [];
    for (let page = 0; taken.length < room && page < MOST_PAGES; page += 1) {
      // As many as there is room for will do, unless many of them wait for others.
      const rows = ready({ destination, now, limit: page === 0 ? Math.min(PAGE, room) : PAGE });
      const begun: number[] = [];
      const aside: number[] = [];
      for (const row of rows) {
        if (taken.length === room) break;
        if (busy.has(row.lane) || row.waits === 1) {
          aside.push(row.seq);
          continue;
        }
        begun.push(row.seq);
        busy.add(row.lane);
        const place = { destination, lane: row.lane, due: row.due_at, seq: row.seq, event: row.event_id };
        const next = wish.withNext ? after.get(place) : undefined;
        const dispatch: Dispatch = { ...dispatchOf(row), state: "sending", nextAt: lease, attempts: row.attempts + 1 };
        taken.push({ dispatch, next: next === undefined ? null : dispatchOf(next), claim: { policy, at: now } });
      }
      if (aside.length > 0) hold.run({ seqs: JSON.stringify(aside) });
      if (begun.length > 0) take.run({ seqs: JSON.stringify(begun), lease });
      if (rows.length === 0) break;
    }
    return taken;
  };
}
