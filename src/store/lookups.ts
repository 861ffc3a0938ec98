import type { Database } from "better-sqlite3";
import type { LookupStore, ProcessingTx } from "../app/ports.ts";
import { DELIVERY_COLUMNS, type DeliveryRow, deliveryOf } from "./deliveries.ts";
import { guardedStore } from "./errors.ts";
import type { Mutex } from "./mutex.ts";

/** The questions that wait for a vendor's answer, and what was answered. */
export function createLookupStore(db: Database, alone: Mutex): LookupStore {
  const due = db.prepare<{ now: string; limit: number }, DeliveryRow & { attempts: number }>(`
    SELECT ${DELIVERY_COLUMNS}, l.attempts FROM lookups l JOIN deliveries d ON d.id = l.delivery_id
    WHERE l.state = 'waiting' AND l.next_at <= @now ORDER BY l.attempts, l.next_at LIMIT @limit`);
  const postpone = db.prepare<{ id: string; at: string }>("UPDATE lookups SET next_at = @at WHERE delivery_id = @id");
  const tryAgain = db.prepare<{ id: string; at: string; reason: string }>(`
    UPDATE lookups SET attempts = attempts + 1, next_at = @at, reason = @reason WHERE delivery_id = @id AND state = 'waiting'`);
  const keepAnswer = db.prepare<{ id: string; document: Buffer }>(`
    UPDATE lookups SET state = 'answered', attempts = attempts + 1, reason = NULL, document = @document WHERE delivery_id = @id`);
  const park = db.prepare<{ id: string; reason: string }>(`
    UPDATE lookups SET state = 'parked', attempts = attempts + 1, reason = @reason WHERE delivery_id = @id`);
  const enqueue = db.prepare<{ id: string }>(`
    INSERT INTO queue (seq) SELECT seq FROM deliveries WHERE id = @id ON CONFLICT DO NOTHING`);
  const wake = db.prepare<{ provider: string; store: string; at: string }>(`
    UPDATE lookups SET state = 'waiting', attempts = 0, next_at = @at
    WHERE state = 'parked' AND (SELECT provider || '/' || store FROM deliveries WHERE id = delivery_id) = @provider || '/' || @store`);
  const count = db.prepare<[], { n: number }>("SELECT count(*) AS n FROM lookups WHERE state = 'waiting'");
  const claim = db.transaction((now: string, until: string, limit: number) => {
    const rows = due.all({ now, limit });
    for (const row of rows) postpone.run({ id: row.id, at: until });
    return rows;
  });
  const settle = (change: () => void) => alone(async () => db.transaction(change).immediate());
  return guardedStore(db, {
    claimDue: (now, until, limit) =>
      alone(async () => claim.immediate(now, until, limit).map((row) => ({ delivery: deliveryOf(row), attempts: row.attempts }))),
    answer: (id, document) =>
      settle(() => {
        keepAnswer.run({ id, document: Buffer.from(document.buffer, document.byteOffset, document.byteLength) });
        enqueue.run({ id });
      }),
    again: (id, at, reason) => settle(() => void tryAgain.run({ id, at, reason: JSON.stringify(reason) })),
    park: (id, reason) =>
      settle(() => {
        park.run({ id, reason: JSON.stringify(reason) });
        enqueue.run({ id });
      }),
    wake: (provider, store, at) => alone(async () => wake.run({ provider, store, at }).changes),
    waiting: async () => count.get()?.n ?? 0,
  });
}

/** The part of processing that asks for an answer, in the transaction that is open on `db`. */
export function createLookupWriter(db: Database): Pick<ProcessingTx, "wantAnswer" | "keepAnswer"> {
  const want = db.prepare<{ id: string; at: string }>(`
    INSERT INTO lookups (delivery_id, state, next_at) VALUES (@id, 'waiting', @at)
    ON CONFLICT DO UPDATE SET state = 'waiting', attempts = 0, next_at = @at WHERE state = 'parked'`);
  const keep = db.prepare<{ id: string; at: string; document: Buffer }>(`
    INSERT INTO lookups (delivery_id, state, attempts, next_at, document) VALUES (@id, 'answered', 1, @at, @document)
    ON CONFLICT DO UPDATE SET state = 'answered', reason = NULL, document = @document`);
  return {
    wantAnswer: async ({ id, receivedAt }) => void want.run({ id, at: receivedAt }),
    keepAnswer: async ({ id, receivedAt }, document) =>
      void keep.run({ id, at: receivedAt, document: Buffer.from(document.buffer, document.byteOffset, document.byteLength) }),
  };
}
