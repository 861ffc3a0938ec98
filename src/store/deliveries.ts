import type { Database } from "better-sqlite3";
import type { DeliveryStore } from "../app/ports.ts";
import type { Delivery, DeliveryOrigin } from "../core/delivery.ts";
import { type HeaderList, InboundRequest } from "../core/http-message.ts";
import type { Note } from "../core/note.ts";
import { guardedStore } from "./errors.ts";
import { watchFile } from "./file-watch.ts";
import type { Mutex } from "./mutex.ts";
import { REPAIR_COLUMN, repairMarker, repairOf } from "./repairs.ts";

export interface DeliveryRow extends NewDeliveryRow {
  /** `Note` as JSON: why the vendor gave no answer. */
  readonly no_answer: string | null;
  readonly document: Buffer | null;
  readonly repair: string | null;
  readonly purged_at: string | null;
}

interface NewDeliveryRow {
  readonly id: string;
  readonly provider: string;
  readonly store: string;
  readonly received_at: string;
  readonly origin: DeliveryOrigin;
  readonly method: string;
  readonly target: string;
  readonly headers: string;
  readonly body: Buffer;
  readonly hint: number;
}

/** What `deliveryOf` reads of `deliveries d`, with the vendor's answer in `lookups l` where one was asked for. */
export const DELIVERY_COLUMNS = `d.id, d.provider, d.store, d.received_at, d.origin, d.method, d.target, d.headers, d.body, d.hint, d.purged_at,
  l.document, CASE l.state WHEN 'parked' THEN l.reason END AS no_answer, ${REPAIR_COLUMN}`;
const WITH_ANSWER = "LEFT JOIN lookups l ON l.delivery_id = d.id";

const INSERT = `
  INSERT INTO deliveries (id, provider, store, received_at, origin, method, target, headers, body, hint)
  VALUES (@id, @provider, @store, @received_at, @origin, @method, @target, @headers, @body, @hint)`;

/** A statement that inserts deliveries; its `lastInsertRowid` is the delivery's seq. */
export function deliveryInserter(db: Database): (delivery: Delivery) => number | bigint {
  const insert = db.prepare<NewDeliveryRow>(INSERT);
  const mark = repairMarker(db);
  return (delivery) => {
    const { lastInsertRowid } = insert.run(rowOf(delivery));
    mark(delivery);
    return lastInsertRowid;
  };
}

export function createDeliveryStore(db: Database, alone: Mutex): DeliveryStore {
  const insert = deliveryInserter(db);
  const file = watchFile(db);
  const enqueue = db.prepare<{ seq: number | bigint }>("INSERT INTO queue (seq) VALUES (@seq)");
  const appendAll = db.transaction((batch: readonly Delivery[]) => {
    for (const delivery of batch) enqueue.run({ seq: insert(delivery) });
  });
  const findOne = db.prepare<{ id: string }, DeliveryRow>(`SELECT ${DELIVERY_COLUMNS} FROM deliveries d ${WITH_ANSWER} WHERE d.id = @id`);
  // SQLite plans by the value of a LIMIT that is a bare parameter, anew at every call.
  const queued = db.prepare<{ after: string | null; limit: number }, DeliveryRow>(
    `SELECT ${DELIVERY_COLUMNS} FROM queue q JOIN deliveries d ON d.seq = q.seq ${WITH_ANSWER}
     WHERE q.seq > coalesce((SELECT seq FROM deliveries WHERE id = @after), 0) ORDER BY q.seq LIMIT @limit + 0`,
  );
  const countQueued = db.prepare<[], { n: number }>("SELECT count(*) AS n FROM queue");
  const pageOf = db.prepare<{ after: string | null; limit: number }, DeliveryRow>(
    `SELECT ${DELIVERY_COLUMNS} FROM deliveries d ${WITH_ANSWER}
     WHERE d.seq > coalesce((SELECT seq FROM deliveries WHERE id = @after), 0) ORDER BY d.seq LIMIT @limit`,
  );
  const countAll = db.prepare<[], { n: number }>("SELECT count(*) AS n FROM deliveries");
  return guardedStore(db, {
    append: (batch) =>
      alone(async () => {
        file.requireThere();
        appendAll.immediate(batch);
      }),
    find: async (id) => {
      const row = findOne.get({ id });
      return row === undefined ? undefined : deliveryOf(row);
    },
    pending: async (limit, after) => queued.all({ after: after ?? null, limit }).map(deliveryOf),
    pendingCount: async () => countQueued.get()?.n ?? 0,
    page: async (after, limit) => pageOf.all({ after, limit }).map(deliveryOf),
    count: async () => countAll.get()?.n ?? 0,
  });
}

function rowOf(delivery: Delivery): NewDeliveryRow {
  const { request } = delivery;
  return {
    id: delivery.id,
    provider: delivery.provider,
    store: delivery.store,
    received_at: delivery.receivedAt,
    origin: delivery.origin,
    method: request.method,
    target: request.target,
    headers: JSON.stringify(request.headers),
    body: Buffer.from(request.body.buffer, request.body.byteOffset, request.body.byteLength),
    hint: Number(delivery.isHint === true),
  };
}

export function deliveryOf(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    provider: row.provider,
    store: row.store,
    receivedAt: row.received_at,
    origin: row.origin,
    request: new InboundRequest({
      method: row.method,
      target: row.target,
      headers: JSON.parse(row.headers) as HeaderList,
      body: row.body,
    }),
    ...(row.hint === 1 ? { isHint: true as const } : {}),
    ...answerOf(row),
    ...(row.repair === null ? {} : { repair: repairOf(row.repair) }),
    ...(row.purged_at === null ? {} : { purgedAt: row.purged_at }),
  };
}

function answerOf({ document, no_answer: reason }: DeliveryRow): Pick<Delivery, "answer"> {
  if (document !== null) return { answer: { kind: "document", document } };
  return reason === null ? {} : { answer: { kind: "none", reason: JSON.parse(reason) as Note } };
}
