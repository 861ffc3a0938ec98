import type { Database } from "better-sqlite3";
import type { DispatchOutcome } from "../app/ports.ts";
import type { Attempt } from "../core/dispatch.ts";
import { laneRelease } from "./dispatch-lanes.ts";

/** Most goes well. What did, up to the next that did not, is one statement: half the price of one for each. */
export function createSettling(db: Database): (done: readonly DispatchOutcome[]) => void {
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
        FROM (SELECT overtaken IS NOT NULL AS isOvertaken))
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
    SELECT @id, coalesce(max(number), 0) + 1, @at, @ms, @status, @reason, @response FROM attempts WHERE dispatch = @id
    -- It is gone when the person was erased meanwhile.
    HAVING EXISTS (SELECT 1 FROM dispatches WHERE id = @id)`);
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
