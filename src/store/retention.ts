import type { Database } from "better-sqlite3";
import type { Contact, PurgePlan, PurgeStep } from "../app/ports.ts";
import type { RetentionClass } from "../core/retention.ts";
import { callPurger } from "./erasure.ts";
import { type ContactRow, contactOf, EVENTS_PER_DELIVERY } from "./processing.ts";

type Swept = Exclude<RetentionClass, "contacts">;

/**
 * Calls whose bytes somebody still needs: not processed, not answered, or not understood. What only waits for a link is understood.
 * The first term on the status is the index's own; without it every event there is would be read.
 */
const WAITS = `
  waits AS MATERIALIZED (
    SELECT seq FROM queue
    UNION SELECT d.seq FROM lookups l JOIN deliveries d ON d.id = l.delivery_id WHERE l.state = 'waiting'
    UNION SELECT seq / ${EVENTS_PER_DELIVERY} FROM events
      WHERE status IN ('unmatched', 'quarantined', 'failed') AND status <> 'unmatched' AND (reason IS NULL OR json_extract(reason, '$.code') <> 'match.other-kind'))`;

const ENDED = "state IN ('sent', 'dropped', 'canceled') AND ended_at < @before";

/** Seen last before that, without access that is open, and with nothing on its way. */
const FORGOTTEN = `
  last_seen_at < @before
  AND NOT EXISTS (
    SELECT 1 FROM grants g WHERE g.contact_id = contacts.id AND g.state IN ('active', 'provisional') AND (g.until IS NULL OR g.until > @now))
  AND id NOT IN (SELECT lane FROM dispatches WHERE state IN ('queued', 'sending'))`;

const PLANS: Readonly<Record<RetentionClass, string>> = {
  calls: `
    WITH ${WAITS}
    SELECT count(*) FILTER (WHERE NOT isWaiting) AS count, min(received_at) FILTER (WHERE NOT isWaiting) AS oldest,
      coalesce(sum(bytes) FILTER (WHERE NOT isWaiting), 0) AS bytes, count(*) FILTER (WHERE isWaiting) AS waiting
    FROM (
      SELECT d.received_at, d.seq IN (SELECT seq FROM waits) AS isWaiting,
        length(d.body) + length(d.headers) + length(d.target) + coalesce(length(l.document), 0) AS bytes
      FROM deliveries d LEFT JOIN lookups l ON l.delivery_id = d.id
      WHERE d.purged_at IS NULL AND d.received_at < @before AND @now IS NOT NULL)`,
  dispatches: `
    SELECT count(*) AS count, min(d.ended_at) AS oldest,
      coalesce(sum(length(a.at) + coalesce(length(a.reason), 0) + coalesce(length(a.response), 0)), 0) AS bytes, 0 AS waiting
    FROM attempts a JOIN dispatches d ON d.id = a.dispatch WHERE ${ENDED} AND @now IS NOT NULL`,
  refusals: `
    SELECT count(*) AS count, min(at) AS oldest, coalesce(sum(length(mistake) + length(path) + 200), 0) AS bytes, 0 AS waiting
    FROM refusals WHERE at < @before AND @now IS NOT NULL`,
  contacts: `
    SELECT count(*) FILTER (WHERE isForgotten) AS count, min(last_seen_at) FILTER (WHERE isForgotten) AS oldest, 0 AS bytes,
      count(*) FILTER (WHERE NOT isForgotten) AS waiting
    FROM (SELECT last_seen_at, (${FORGOTTEN}) AS isForgotten FROM contacts WHERE last_seen_at < @before)`,
};

/** What is old enough to go, and taking it away bit by bit. */
export function createRetention(db: Database) {
  const purge = callPurger(db);
  const oldCalls = db.prepare<StepParameters, { seq: number; id: string }>(`
    WITH ${WAITS}
    SELECT seq, id FROM deliveries
    WHERE seq > @from AND purged_at IS NULL AND received_at < @before AND seq NOT IN (SELECT seq FROM waits)
    ORDER BY seq LIMIT @limit`);
  const oldDispatches = db.prepare<StepParameters, { seq: number; id: string }>(`
    SELECT seq, id FROM dispatches d
    WHERE seq > @from AND ${ENDED} AND EXISTS (SELECT 1 FROM attempts WHERE dispatch = d.id) ORDER BY seq LIMIT @limit`);
  const dropAttempts = db.prepare<{ ids: string }>("DELETE FROM attempts WHERE dispatch IN (SELECT value FROM json_each(@ids))");
  const oldRefusals = db.prepare<StepParameters, { seq: number; id: string }>(
    "SELECT seq, id FROM refusals WHERE seq > @from AND at < @before ORDER BY seq LIMIT @limit",
  );
  const dropRefusals = db.prepare<{ ids: string }>("DELETE FROM refusals WHERE id IN (SELECT value FROM json_each(@ids))");
  const steps: Readonly<Record<Swept, { find: typeof oldCalls; drop: (ids: readonly string[], at: string) => number }>> = {
    calls: { find: oldCalls, drop: purge },
    dispatches: { find: oldDispatches, drop: (ids) => dropAttempts.run({ ids: JSON.stringify(ids) }).changes },
    refusals: { find: oldRefusals, drop: (ids) => dropRefusals.run({ ids: JSON.stringify(ids) }).changes },
  };
  const people = db.prepare<{ before: string; now: string; after: string; limit: number }, ContactRow>(
    `SELECT * FROM contacts WHERE id > @after AND ${FORGOTTEN} ORDER BY id LIMIT @limit`,
  );
  const plans = new Map(Object.entries(PLANS).map(([what, sql]) => [what, db.prepare<{ before: string; now: string }, PurgePlan>(sql)]));
  const kept = db.prepare<[], { class: RetentionClass; keep: string }>("SELECT class, keep FROM retention ORDER BY class");
  const put = db.prepare<{ what: string; how: string }>(
    "INSERT INTO retention (class, keep) VALUES (@what, @how) ON CONFLICT DO UPDATE SET keep = excluded.keep",
  );
  const drop = db.prepare<{ what: string }>("DELETE FROM retention WHERE class = @what");
  return {
    plan: (what: RetentionClass, before: string, now: string): PurgePlan =>
      plans.get(what)?.get({ before, now }) ?? { count: 0, oldest: null, bytes: 0, waiting: 0 },
    step: (what: Swept, before: string, from: number, limit: number, at: string): PurgeStep => {
      const { find, drop: dropAll } = steps[what];
      const rows = find.all({ before, from, limit });
      if (rows.length === 0) return { purged: 0, next: null };
      const purged = dropAll(
        rows.map(({ id }) => id),
        at,
      );
      return { purged, next: rows.length < limit ? null : (rows.at(-1)?.seq ?? null) };
    },
    people: (before: string, now: string, after: string, limit: number): readonly Contact[] =>
      people.all({ before, now, after, limit }).map(contactOf),
    kept: (): ReadonlyMap<RetentionClass, string> => new Map(kept.all().map((row) => [row.class, row.keep])),
    keep: (what: RetentionClass, how: string | null): void => {
      if (how === null) drop.run({ what });
      else put.run({ what, how });
    },
  };
}

interface StepParameters {
  readonly before: string;
  readonly from: number;
  readonly limit: number;
}
