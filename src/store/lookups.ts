import type { Database } from "better-sqlite3";
import type { DueLookup, LookupStore, ProcessingTx } from "../app/ports.ts";
import type { Note } from "../core/note.ts";
import { DELIVERY_COLUMNS, type DeliveryRow, deliveryOf } from "./deliveries.ts";
import { guardedStore } from "./errors.ts";
import type { Mutex } from "./mutex.ts";

type DueRow = DeliveryRow & { readonly attempts: number };

/** The questions that wait for a vendor's answer, and what was answered. */
export function createLookupStore(db: Database, alone: Mutex): LookupStore {
  const dueBy = (order: string) =>
    db.prepare<{ now: string; limit: number }, DueRow>(`
      SELECT ${DELIVERY_COLUMNS}, l.attempts FROM lookups l JOIN deliveries d ON d.id = l.delivery_id
      WHERE l.state = 'waiting' AND l.next_at <= @now ORDER BY ${order} LIMIT @limit`);
  const leastAsked = dueBy("l.attempts, l.next_at");
  const longestDue = dueBy("l.next_at");
  const postpone = db.prepare<{ id: string; at: string }>("UPDATE lookups SET next_at = @at WHERE delivery_id = @id");
  const claim = db.transaction((now: string, until: string, limit: number): readonly DueLookup[] => {
    const rows = leastAsked.all({ now, limit: Math.ceil(limit / 2) });
    for (const row of rows) postpone.run({ id: row.id, at: until });
    const others = longestDue.all({ now, limit: limit - rows.length });
    for (const row of others) postpone.run({ id: row.id, at: until });
    return [...rows, ...others].map((row) => ({ delivery: deliveryOf(row), attempts: row.attempts }));
  });

  const tryAgain = db.prepare<{ id: string; lease: string; at: string; reason: string }>(`
    UPDATE lookups SET attempts = attempts + 1, next_at = @at, reason = @reason
    WHERE delivery_id = @id AND state = 'waiting' AND next_at = @lease`);
  const keepAnswer = db.prepare<{ id: string; document: Buffer }>(`
    UPDATE lookups SET state = 'answered', attempts = attempts + 1, reason = NULL, document = @document WHERE delivery_id = @id`);
  const giveUp = db.prepare<{ id: string; lease: string; reason: string }>(`
    UPDATE lookups SET state = 'parked', attempts = attempts + 1, reason = @reason
    WHERE delivery_id = @id AND state = 'waiting' AND next_at = @lease`);
  const enqueue = db.prepare<{ id: string }>(`
    INSERT INTO queue (seq) SELECT seq FROM deliveries WHERE id = @id ON CONFLICT DO NOTHING`);
  const ofAccount = "(SELECT provider || '/' || store FROM deliveries WHERE id = delivery_id) = @account";
  const hurry = db.prepare<{ account: string; at: string }>(`
    UPDATE lookups SET attempts = 0, next_at = @at WHERE state = 'waiting' AND ${ofAccount}`);
  const givenUp = db
    .prepare<{ account: string; reasons: string }, string>(`
      SELECT delivery_id FROM lookups
      WHERE state = 'parked' AND ${ofAccount} AND json_extract(reason, '$.code') IN (SELECT value FROM json_each(@reasons))`)
    .pluck();
  const revive = db.prepare<{ id: string; at: string }>(
    "UPDATE lookups SET state = 'waiting', attempts = 0, next_at = @at WHERE delivery_id = @id",
  );
  const count = db.prepare<[], { n: number }>("SELECT count(*) AS n FROM lookups WHERE state = 'waiting'");
  const openOf = db.prepare<{ id: string }, { attempts: number; next_at: string; reason: string | null }>(
    "SELECT attempts, next_at, reason FROM lookups WHERE delivery_id = @id AND state = 'waiting'",
  );
  const settle = (change: () => void) => alone(async () => db.transaction(change).immediate());

  return guardedStore(db, {
    claimDue: (now, until, limit) => alone(async () => claim.immediate(now, until, limit)),
    answer: (id, document) =>
      settle(() => {
        keepAnswer.run({ id, document: bufferOf(document) });
        enqueue.run({ id });
      }),
    again: (id, lease, at, reason) => settle(() => void tryAgain.run({ id, lease, at, reason: JSON.stringify(reason) })),
    park: (id, lease, reason) =>
      settle(() => {
        if (giveUp.run({ id, lease, reason: JSON.stringify(reason) }).changes === 1) enqueue.run({ id });
      }),
    wake: (provider, store, at, reasons) =>
      alone(async () => {
        const account = `${provider}/${store}`;
        return db
          .transaction(() => {
            hurry.run({ account, at });
            const ids = givenUp.all({ account, reasons: JSON.stringify(reasons) });
            for (const id of ids) {
              revive.run({ id, at });
              // Its event says that it was given up, and is to say that it is asked again.
              enqueue.run({ id });
            }
            return ids.length;
          })
          .immediate();
      }),
    waiting: async () => count.get()?.n ?? 0,
    open: async (id) => {
      const row = openOf.get({ id });
      if (row === undefined) return undefined;
      return { attempts: row.attempts, nextAt: row.next_at, reason: row.reason === null ? null : (JSON.parse(row.reason) as Note) };
    },
  });
}

/** The part of processing that asks for an answer, in the transaction that is open on `db`. */
export function createLookupWriter(db: Database): Pick<ProcessingTx, "wantAnswer" | "keepAnswer"> {
  const asked = db.prepare<{ subject: string | null; id: string }, { id: string }>(`
    SELECT delivery_id AS id FROM lookups WHERE state = 'waiting' AND subject = @subject AND delivery_id <> @id LIMIT 1`);
  const want = db.prepare<{ id: string; at: string; subject: string | null }>(`
    INSERT INTO lookups (delivery_id, state, next_at, subject) VALUES (@id, 'waiting', @at, @subject)
    ON CONFLICT DO UPDATE SET state = 'waiting', attempts = 0, next_at = @at WHERE state = 'parked'`);
  const keep = db.prepare<{ id: string; at: string; document: Buffer }>(`
    INSERT INTO lookups (delivery_id, state, attempts, next_at, document) VALUES (@id, 'answered', 1, @at, @document)
    ON CONFLICT DO UPDATE SET state = 'answered', reason = NULL, document = @document`);
  return {
    wantAnswer: async ({ id, provider, store, receivedAt }, about) => {
      const subject = about === null ? null : `${provider}/${store}/${about}`;
      const other = asked.get({ subject, id });
      if (other !== undefined) return other.id;
      want.run({ id, at: receivedAt, subject });
      return null;
    },
    keepAnswer: async ({ id, receivedAt }, document) => void keep.run({ id, at: receivedAt, document: bufferOf(document) }),
  };
}

function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
