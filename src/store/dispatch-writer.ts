import { createHash } from "node:crypto";
import type { Database } from "better-sqlite3";
import type { OvertakenSteps, ProcessingTx } from "../app/ports.ts";
import type { DispatchDraft } from "../core/dispatch.ts";
import { note } from "../core/note.ts";

type DispatchMethods = Pick<ProcessingTx, "addDispatch" | "toldLast" | "cancelPlanned" | "cancelSteps" | "happenedSince">;

/** The outbox as the processor fills it, in the transaction that is open on `db`. */
export function createDispatchWriter(db: Database): DispatchMethods {
  const insert = db.prepare(`
    INSERT INTO dispatches (id, destination, lane, event_id, rule, action, target, value, occasion, object, product, sale, step, happened_at, state,
      due_at, next_at, reason, created_at, ended_at)
    SELECT @id, @destination, @lane, @eventId, @rule, @action, @target, @value, @occasion, @object, @product, @sale, @step, @happenedAt, @state,
      @dueAt, @dueAt, @reason, @createdAt, @endedAt
    -- The same event says the same once, whichever of its triggers asked for it then.
    WHERE @object IS NOT NULL
      OR NOT EXISTS (SELECT 1 FROM dispatches WHERE event_id = @eventId AND action = @action AND target = @target AND object IS NULL)
    -- The end of access may be planned, canceled, and hold again.
    -- What a destination that was removed had been told is no object any more: another of its name is to hear it.
    ON CONFLICT (id) DO UPDATE SET state = 'queued', object = excluded.object, due_at = excluded.due_at, next_at = excluded.due_at, held = 0,
      attempts = 0, uncertain = 0, reason = NULL, ended_at = NULL
    WHERE excluded.object IS NOT NULL AND (object IS NULL OR state = 'canceled')`);
  // Whose it is became known after the event was understood: the message goes to that person, and is theirs on the path.
  const handOver = db.prepare(`
    UPDATE dispatches SET lane = @lane, product = @product, sale = @sale, step = @step, held = 0,
      state = CASE state WHEN 'queued' THEN @state ELSE state END,
      reason = CASE state WHEN 'queued' THEN @reason ELSE reason END,
      ended_at = CASE state WHEN 'queued' THEN @endedAt ELSE ended_at END
    WHERE event_id = @eventId AND action = @action AND target = @target AND object IS NULL AND lane = event_id AND state IN ('queued', 'dead')`);
  // It may have been the one that others of the event waited for.
  const letGo = db.prepare<{ eventId: string }>(
    "UPDATE dispatches SET held = 0 WHERE event_id = @eventId AND lane = event_id AND held = 1",
  );
  // A newer word about the same thing: tried again, the old one would stand.
  const overrule = db.prepare(`
    UPDATE dispatches SET state = 'canceled', ended_at = @createdAt, reason = @overruled
    WHERE destination = @destination AND lane = @lane AND object = @object AND state = 'dead' AND id <> @id`);
  // What was given up was not told; a later word may say the same again.
  const told = db.prepare<{ destination: string; lane: string; object: string }, { id: string; value: string | null; dueAt: string }>(`
    SELECT id, value, due_at AS dueAt FROM dispatches
    WHERE destination = @destination AND lane = @lane AND object = @object AND state IN ('queued', 'sending', 'sent')
    ORDER BY due_at DESC, seq DESC LIMIT 1`);
  // Only what takes access away is planned ahead; what was tried may have worked and has to stand.
  const cancelObject = db.prepare<{ destination: string; lane: string; object: string; after: string; reason: string; given: number }>(`
    UPDATE dispatches SET state = 'canceled', ended_at = @after, reason = @reason
    WHERE destination = @destination AND lane = @lane AND object = @object AND state = 'queued' AND due_at > @after
      AND value IS NULL AND attempts = 0 AND (@given = 1 OR occasion LIKE '%#end')`);
  const cancelEarlier = db
    .prepare<OvertakenSteps & { now: string; reason: string }, string>(`
      UPDATE dispatches SET state = 'canceled', ended_at = @now, reason = @reason
      WHERE lane = @lane AND product = @product AND step < @below AND state IN ('queued', 'dead')
        AND (sale = @sale OR happened_at <= @until)
      RETURNING target`)
    .pluck();
  // Asked first, since nearly every sale has nothing that waits, and looking is a quarter of the price of changing.
  const anyStep = db
    .prepare<Pick<OvertakenSteps, "lane" | "product" | "below">, number>(`
      SELECT 1 FROM dispatches WHERE lane = @lane AND product = @product AND step < @below AND state IN ('queued', 'dead')
      UNION ALL
      SELECT 1 FROM dispatches WHERE lane = @lane AND product = @product AND step < @below AND state = 'sending' AND step IS NOT NULL
      LIMIT 1`)
    .pluck();
  // What is under way goes, but not once more if it did not arrive.
  const noMore = db.prepare<OvertakenSteps & { reason: string }>(`
    UPDATE dispatches SET overtaken = @reason
    WHERE lane = @lane AND product = @product AND step < @below AND state = 'sending' AND (sale = @sale OR happened_at <= @until)`);
  const since = db
    .prepare<{ contact: string; product: string; triggers: string; at: string }, string>(`
      SELECT id FROM events
      WHERE contact_id = @contact AND product = @product AND status = 'processed'
        AND trigger IN (SELECT value FROM json_each(@triggers))
        AND coalesce(json_extract(facts, '$.occurredAt'), received_at) >= @at
      LIMIT 1`)
    .pluck();
  return {
    addDispatch: async (draft) => {
      const row = rowOf(draft);
      if (draft.object === null && draft.lane !== draft.eventId && handOver.run(row).changes > 0) letGo.run({ eventId: draft.eventId });
      if (insert.run(row).changes === 0) return false;
      if (draft.object !== null) overrule.run({ ...row, overruled: JSON.stringify(note("dispatch.overtaken", { by: draft.action })) });
      return true;
    },
    toldLast: async (destination, lane, object) => told.get({ destination, lane, object }),
    cancelPlanned: async (destination, lane, object, { after, isGiven, reason }) =>
      void cancelObject.run({ destination, lane, object, after, reason: JSON.stringify(reason), given: Number(isGiven) }),
    cancelSteps: async (which, now, note) => {
      if (anyStep.get(which) === undefined) return [];
      const reason = JSON.stringify(note);
      noMore.run({ ...which, reason });
      return cancelEarlier.all({ ...which, now, reason });
    },
    happenedSince: async (contact, product, triggers, at) => since.get({ contact, product, triggers: JSON.stringify(triggers), at }),
  };
}

function rowOf(draft: DispatchDraft) {
  const { lane, eventId, rule, action, target, value, occasion, object, product, sale, step, happenedAt, dueAt, createdAt, ended } = draft;
  return {
    id: dispatchIdOf(draft),
    destination: draft.destination ?? "",
    ...{ lane, eventId, rule, action, target, value, occasion, object, product, sale, step, happenedAt, dueAt, createdAt },
    state: ended === null ? "queued" : ended.state,
    reason: ended === null ? null : JSON.stringify(ended.reason),
    endedAt: ended === null ? null : createdAt,
  };
}

/** Crockford's base 32, as ids have it. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const CHARACTERS = 20;

/**
 * The same action about the same occasion has the same id at every time and on every machine: a repeat finds its row, and
 * after a restored backup the receiver still knows it. Through which destination a message goes is no part of it: its template
 * may name another one tomorrow.
 */
function dispatchIdOf({ destination, occasion, action, target, object }: DispatchDraft): string {
  const hash = createHash("sha256")
    .update([object === null ? "" : (destination ?? ""), occasion, action, target].join("\n"))
    .digest();
  return `dsp_${[...hash.subarray(0, CHARACTERS)].map((byte) => ALPHABET.charAt(byte & 31)).join("")}`;
}
