import type { Database } from "better-sqlite3";
import type { ClaimedDispatch, ClaimWish, DispatchOutcome } from "../app/ports.ts";
import type { Attempt, Dispatch } from "../core/dispatch.ts";
import { admission, afterNothing, afterOutcome, afterTaking, type SendHealth } from "../core/sending.ts";
import { healthOf, healthReader } from "./destination-health.ts";
import { laneRelease } from "./dispatch-lanes.ts";
import { type DispatchRow, dispatchOf } from "./dispatch-rows.ts";
import { plainRows } from "./plain-rows.ts";

/** A page of rows that are ready; what is found to wait behind another is put aside and another page is read. */
const PAGE = 64;
/** Enough to put aside what one contact may have piled up; the next turn goes on. */
const MOST_PAGES = 20;

type Turn = (
  done: readonly DispatchOutcome[],
  wishes: readonly ClaimWish[],
  now: string,
  lease: string,
) => { readonly claimed: readonly ClaimedDispatch[] };

/** One turn of a worker as statements; the caller makes it one transaction. */
export function createTurn(db: Database): Turn {
  const settle = createSettling(db);
  const claim = createClaiming(db);
  const read = healthReader(db);
  const write = db.prepare<{ name: string; health: string }>(`
    INSERT INTO destination_health (destination, health) SELECT @name, @health WHERE EXISTS (SELECT 1 FROM destinations WHERE name = @name)
    ON CONFLICT DO UPDATE SET health = @health WHERE health <> @health`);
  return (done, wishes, now, lease) => {
    const healths = new Map<string, SendHealth>();
    const healthNow = (name: string) => healths.get(name) ?? healthOf(read(name));
    settle(done);
    for (const outcome of done) {
      const { destination, health, unused, at } = outcome;
      if (health !== null) healths.set(destination, afterOutcome(healthNow(destination), health, at));
      else if (unused !== undefined) healths.set(destination, afterNothing(healthNow(destination), unused.policy, unused.at));
    }
    const claimed: ClaimedDispatch[] = [];
    for (const wish of wishes) {
      const health = healthNow(wish.destination);
      const taken = claim(wish, health, now, lease);
      if (taken.length === 0) continue;
      claimed.push(...taken);
      healths.set(wish.destination, afterTaking(health, wish.policy, now, taken.length));
    }
    for (const [name, health] of healths) write.run({ name, health: JSON.stringify(health) });
    return { claimed };
  };
}

/** Most goes well. What did, up to the next that did not, is one statement: half the price of one for each. */
function createSettling(db: Database): (done: readonly DispatchOutcome[]) => void {
  // Whatever was decided meanwhile: the destination has it, and nothing may send it again.
  const sent = db.prepare<{ outcomes: string }>(`
    UPDATE dispatches SET state = 'sent', ended_at = outcome.value ->> 'at', uncertain = 0, reason = NULL,
      attempts = max(attempts, outcome.value ->> 'tried')
    FROM json_each(@outcomes) AS outcome WHERE dispatches.id = outcome.value ->> 'id' AND state <> 'sent'`);
  const failed = db.prepare<{
    id: string;
    lease: string;
    state: string;
    next: string;
    reason: string | null;
    uncertain: number;
    tried: number;
    at: string;
    ended: string | null;
  }>(`
    UPDATE dispatches SET next_at = @next, uncertain = @uncertain, attempts = attempts - 1 + @tried,
      (state, reason, ended_at) = (SELECT
        CASE WHEN isOvertaken THEN 'canceled' ELSE @state END,
        CASE WHEN isOvertaken THEN overtaken ELSE coalesce(@reason, reason) END,
        CASE WHEN isOvertaken THEN @at ELSE @ended END
        FROM (SELECT @state = 'queued' AND overtaken IS NOT NULL AS isOvertaken))
    WHERE id = @id AND state = 'sending' AND next_at = @lease`);
  const attempt = db.prepare<{
    id: string;
    at: string;
    ms: number;
    status: number | null;
    reason: string | null;
    response: string | null;
  }>(`
    INSERT INTO attempts (dispatch, number, at, ms, status, reason, response)
    SELECT @id, coalesce(max(number), 0) + 1, @at, @ms, @status, @reason, @response FROM attempts WHERE dispatch = @id`);
  const laneOf = db.prepare<{ id: string }, { destination: string; lane: string }>(
    "SELECT destination, lane FROM dispatches WHERE id = @id",
  );
  // Both terms on the state: the first is the index's own, and without it every row there is would be read.
  const settling = db.prepare<{ destination: string; lane: string; until: string }>(`
    UPDATE dispatches SET next_at = max(next_at, @until)
    WHERE destination = @destination AND lane = @lane AND state IN ('queued', 'sending') AND state = 'queued'`);
  const release = laneRelease(db);
  const writeFailed = ({ id, lease, state, at, nextAt, reason, isUncertain, attempt: made }: DispatchOutcome) => {
    const { changes } = failed.run({
      id,
      lease,
      state,
      next: nextAt,
      reason: reason === null ? null : JSON.stringify(reason),
      uncertain: Number(isUncertain),
      tried: made === null ? 0 : 1,
      at,
      ended: state === "dead" ? at : null,
    });
    if (changes > 0 && state === "queued") release(id);
  };
  // Counted on over the operator's retries, so that what happened before stays to be seen.
  const writeAttempt = (id: string, { at, ms, status, response, reason }: Attempt) =>
    attempt.run({ id, at, ms, status, response, reason: reason === null ? null : JSON.stringify(reason) });
  return (done) => {
    let worked: SentRow[] = [];
    const writeSent = () => {
      if (worked.length > 0) sent.run({ outcomes: JSON.stringify(worked) });
      worked = [];
    };
    for (const outcome of done) {
      const { id, state, at, attempt: made, settledAt } = outcome;
      if (state === "sent") {
        worked.push({ id, at, tried: made?.number ?? 0 });
        for (const other of outcome.together) worked.push({ id: other, at, tried: 1 });
      } else {
        writeSent();
        writeFailed(outcome);
      }
      if (made !== null && (state !== "sent" || made.number > 1)) writeAttempt(id, made);
      if (settledAt === null) continue;
      writeSent();
      const lane = laneOf.get({ id });
      if (lane !== undefined) settling.run({ ...lane, until: settledAt });
    }
    writeSent();
  };
}

interface SentRow {
  readonly id: string;
  readonly at: string;
  readonly tried: number;
}

function createClaiming(db: Database) {
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
  const ready = plainRows(
    db.prepare<[{ destination: string; now: string; limit: number }], DispatchRow & { readonly waits: 0 | 1 }>(`
      SELECT *, EXISTS (
        SELECT 1 FROM dispatches AS ahead
        WHERE ahead.destination = one.destination AND ahead.lane = one.lane AND ahead.state IN ('queued', 'sending')
          AND (ahead.due_at, ahead.seq) < (one.due_at, one.seq)) AS waits
      FROM dispatches AS one WHERE destination = @destination AND state = 'queued' AND held = 0 AND next_at <= @now
      ORDER BY next_at, seq LIMIT @limit`),
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
