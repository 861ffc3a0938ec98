import type { Database } from "better-sqlite3";
import type { DispatchCount, DispatchStore } from "../app/ports.ts";
import type { Attempt, DispatchState } from "../core/dispatch.ts";
import type { Note } from "../core/note.ts";
import { laneRelease } from "./dispatch-lanes.ts";
import { createDispatchListing } from "./dispatch-listing.ts";
import { type DispatchRow, dispatchOf } from "./dispatch-rows.ts";
import { createTurn } from "./dispatch-turn.ts";
import { guardedStore } from "./errors.ts";
import type { Mutex } from "./mutex.ts";

interface AttemptRow {
  readonly number: number;
  readonly at: string;
  readonly ms: number;
  readonly status: number | null;
  readonly reason: string | null;
  readonly response: string | null;
}

/** The outbox, as workers and operators see it. */
export function createDispatchStore(db: Database, alone: Mutex): DispatchStore {
  const turn = db.transaction(createTurn(db));
  const nextReady = db.prepare<{ destination: string }, { at: string }>(`
    SELECT next_at AS at FROM dispatches WHERE destination = @destination AND state = 'queued' AND held = 0
    ORDER BY next_at LIMIT 1`);
  const nextLease = db.prepare<{ destination: string }, { at: string }>(
    "SELECT next_at AS at FROM dispatches WHERE destination = @destination AND state = 'sending' ORDER BY next_at LIMIT 1",
  );
  const ahead = db.prepare<{ id: string }, DispatchRow>(`
    SELECT e.* FROM dispatches d JOIN dispatches e ON e.destination = d.destination AND e.lane = d.lane
    WHERE d.id = @id AND e.state IN ('queued', 'sending') AND (e.due_at, e.seq) < (d.due_at, d.seq) ORDER BY e.due_at, e.seq LIMIT 1`);
  const findOne = db.prepare<{ id: string }, DispatchRow>("SELECT * FROM dispatches WHERE id = @id");
  const attemptsOf = db.prepare<{ id: string }, AttemptRow>(
    "SELECT number, at, ms, status, reason, response FROM attempts WHERE dispatch = @id ORDER BY number",
  );
  const prefixed = db
    .prepare<{ from: string; to: string; limit: number }, string>(
      "SELECT id FROM dispatches WHERE id >= @from AND id < @to ORDER BY id LIMIT @limit",
    )
    .pluck();
  // One whose worker was killed is as good as waiting once its lease is over, whether or not another worker runs.
  const again = db.prepare<{ id: string; at: string; home: string | null }>(`
    UPDATE dispatches SET state = 'queued', held = 0, attempts = 0, ended_at = NULL, reason = NULL, destination = coalesce(@home, destination),
      uncertain = CASE state WHEN 'sending' THEN 1 ELSE uncertain END,
      -- One that failed before its time keeps it: a message meant for tomorrow is not one for now. A waiting one is named to go now.
      (due_at, next_at) = (SELECT due, due FROM (SELECT CASE state WHEN 'queued' THEN @at ELSE max(due_at, @at) END AS due))
    WHERE id = @id AND (state IN ('dead', 'dropped', 'queued') OR (state = 'sending' AND next_at <= @at))
      AND (destination <> '' OR @home IS NOT NULL) AND overtaken IS NULL
      -- Overruled since: it would be the last word, and the wrong one.
      AND (object IS NULL OR NOT EXISTS (
        SELECT 1 FROM dispatches l
        WHERE l.destination = dispatches.destination AND l.lane = dispatches.lane AND l.object = dispatches.object
          AND l.state IN ('queued', 'sending', 'sent') AND (l.due_at, l.seq) > (dispatches.due_at, dispatches.seq)))`);
  const giveUp = db.prepare<{ id: string; at: string }>(`
    UPDATE dispatches SET state = 'dropped', ended_at = @at
    WHERE id = @id AND (state IN ('dead', 'queued') OR (state = 'sending' AND next_at <= @at))`);
  const release = laneRelease(db);
  // Two statements, since each has an index that holds no row too many; what was sent is never counted.
  const countsOf = (states: string) =>
    db.prepare<[], { destination: string; state: DispatchState; count: number }>(
      `SELECT destination, state, count(*) AS count FROM dispatches WHERE state ${states} GROUP BY destination, state ORDER BY destination, state`,
    );
  const waiting = countsOf("IN ('queued', 'sending')");
  const dead = countsOf("= 'dead'");
  const list = createDispatchListing(db);
  const change = (work: () => number) => alone(async () => db.transaction(work).immediate());

  return guardedStore(db, {
    turn: (done, wishes, now, lease) => alone(async () => turn.immediate(done, wishes, now, lease).claimed),
    nextDue: async (destination) => {
      const times = [nextReady.get({ destination }), nextLease.get({ destination })].flatMap((row) => row?.at ?? []);
      return times.sort()[0] ?? null;
    },
    list: async (filter) => list(filter).map(dispatchOf),
    find: async (id) => {
      const row = findOne.get({ id });
      return row === undefined ? undefined : dispatchOf(row);
    },
    idsFrom: async (prefix, limit) => prefixed.all({ from: prefix, to: `${prefix}\u{10ffff}`, limit }),
    attempts: async (id) => attemptsOf.all({ id }).map(attemptOf),
    ahead: async ({ id }) => {
      const row = ahead.get({ id });
      return row === undefined ? undefined : dispatchOf(row);
    },
    retry: (ids, at, homes) =>
      change(() => {
        let changed = 0;
        for (const id of ids) {
          if (again.run({ id, at, home: homes?.get(id) ?? null }).changes === 0) continue;
          release(id);
          changed += 1;
        }
        return changed;
      }),
    drop: (ids, at) => change(() => ids.reduce((dropped, id) => dropped + giveUp.run({ id, at }).changes, 0)),
    counts: async () =>
      [...waiting.all(), ...dead.all()].map(
        ({ destination, ...row }): DispatchCount => ({ destination: destination === "" ? null : destination, ...row }),
      ),
  });
}

function attemptOf({ reason, ...row }: AttemptRow): Attempt {
  return { ...row, reason: reason === null ? null : (JSON.parse(reason) as Note) };
}
