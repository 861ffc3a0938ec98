import type { Database } from "better-sqlite3";
import type { CallParts, ErasureTx, Forgotten, Store, ToldDestination } from "../app/ports.ts";
import { auditWriter } from "./audit.ts";
import { overwriteDeleted } from "./scrub.ts";

interface PartsRow {
  readonly target: string;
  readonly headers: string;
  readonly body: Buffer;
  readonly document: Buffer | null;
}

interface Lists {
  readonly contacts: string;
  readonly calls: string;
  readonly events: string;
  readonly dispatches: string;
}

const AMONG = (list: keyof Lists) => `IN (SELECT value FROM json_each(@${list}))`;

/** In this order: what is told by others' rows before those rows go. Each gives the number of rows of its table. */
const FORGET: readonly (readonly [string, string])[] = [
  [
    "attempts",
    `DELETE FROM attempts WHERE dispatch IN (SELECT id FROM dispatches WHERE event_id ${AMONG("events")} OR id ${AMONG("dispatches")})`,
  ],
  ["dispatches", `DELETE FROM dispatches WHERE event_id ${AMONG("events")}`],
  ["dispatches", `DELETE FROM dispatches WHERE id ${AMONG("dispatches")}`],
  // Events that belong to nobody keep their effects by themselves.
  ["effects", `DELETE FROM effects WHERE contact_id ${AMONG("contacts")} OR contact_id ${AMONG("events")}`],
  ["tags", `DELETE FROM tags WHERE contact_id ${AMONG("contacts")}`],
  ["memberships", `DELETE FROM memberships WHERE contact_id ${AMONG("contacts")}`],
  ["grants", `DELETE FROM grants WHERE contact_id ${AMONG("contacts")}`],
  [
    "event_keys",
    `DELETE FROM event_keys WHERE event_id ${AMONG("events")} AND (provider, store, key) IN (
       SELECT e.provider, e.store, k.value FROM events e, json_each(e.facts, '$.keys') k WHERE e.id ${AMONG("events")})`,
  ],
  ["events", `DELETE FROM events WHERE id ${AMONG("events")}`],
  ["queue", `DELETE FROM queue WHERE seq IN (SELECT seq FROM deliveries WHERE id ${AMONG("calls")})`],
  ["lookups", `DELETE FROM lookups WHERE delivery_id ${AMONG("calls")}`],
  ["deliveries", `DELETE FROM deliveries WHERE id ${AMONG("calls")}`],
  ["contacts", `DELETE FROM contacts WHERE id ${AMONG("contacts")}`],
];

/** Transactions in which everything about people may be taken away. */
export function createErasing(db: Database, transaction: Store["transaction"]): Store["erasing"] {
  return (work, options) => {
    overwriteDeleted(db);
    return transaction((tx) => work(tx, createErasure(db)), options);
  };
}

/** Erasing, in the transaction that is open on `db`. */
function createErasure(db: Database): ErasureTx {
  const queued = db.prepare<{ id: string }>("SELECT 1 FROM queue WHERE seq = (SELECT seq FROM deliveries WHERE id = @id)");
  const ofContacts = db.prepare<{ contacts: string }, { id: string; deliveryId: string }>(
    `SELECT id, delivery_id AS deliveryId FROM events WHERE contact_id ${AMONG("contacts")} ORDER BY seq`,
  );
  const parts = db.prepare<{ id: string }, PartsRow>(`
    SELECT d.target, d.headers, d.body, l.document FROM deliveries d LEFT JOIN lookups l ON l.delivery_id = d.id WHERE d.id = @id`);
  const rewriteCall = db.prepare<{ id: string; target: string; headers: string; body: Buffer }>(
    "UPDATE deliveries SET target = @target, headers = @headers, body = @body WHERE id = @id",
  );
  const rewriteAnswer = db.prepare<{ id: string; document: Buffer }>("UPDATE lookups SET document = @document WHERE delivery_id = @id");
  const dropKey = db.prepare<{ provider: string; store: string; id: string; key: string }>(
    "DELETE FROM event_keys WHERE provider = @provider AND store = @store AND key = @key AND event_id = @id",
  );
  const addKey = db.prepare<{ provider: string; store: string; id: string; key: string }>(
    "INSERT INTO event_keys (provider, store, key, event_id) VALUES (@provider, @store, @key, @id) ON CONFLICT DO NOTHING",
  );
  const told = db.prepare<Pick<Lists, "events" | "dispatches">, ToldDestination>(`
    SELECT destination, count(*) AS actions, max(coalesce(ended_at, next_at)) AS lastAt FROM dispatches
    WHERE (event_id ${AMONG("events")} OR id ${AMONG("dispatches")}) AND destination <> ''
      AND (state IN ('sent', 'sending') OR uncertain = 1)
    GROUP BY destination ORDER BY destination`);
  // A sale of which an event stays for somebody else's sake stays with it, and is nobody's.
  const disown = db.prepare<{ contacts: string }>(`
    UPDATE purchases SET contact_id = NULL WHERE contact_id ${AMONG("contacts")} AND EXISTS (
      SELECT 1 FROM events e
      WHERE e.provider = purchases.provider AND e.store = purchases.store AND e.transaction_id = purchases.transaction_id
        AND e.transaction_id IS NOT NULL AND e.contact_id IS NULL)`);
  const dropSales = db.prepare<{ contacts: string }>(`DELETE FROM purchases WHERE contact_id ${AMONG("contacts")}`);
  const forget = FORGET.map(([table, sql]) => [table, db.prepare<Partial<Lists>>(sql)] as const);
  const purge = callPurger(db);
  const audit = auditWriter(db);
  return {
    isQueued: async (id) => queued.get({ id }) !== undefined,
    eventsOf: async (contacts) => ofContacts.all({ contacts: JSON.stringify(contacts) }),
    partsOf: async (id) => partsFromRow(parts.get({ id })),
    rewrite: async (id, { target, headers, body, document }) => {
      rewriteCall.run({ id, target, headers, body: Buffer.from(body, "latin1") });
      if (document !== null) rewriteAnswer.run({ id, document: Buffer.from(document, "latin1") });
    },
    purge: async (calls, at) => purge(calls, at),
    renameKeys: async ({ provider, store, id }, from, to) => {
      for (const key of from) dropKey.run({ provider, store, id, key });
      for (const key of to) addKey.run({ provider, store, id, key });
    },
    toldBy: async ({ events, dispatches }) => told.all({ events: JSON.stringify(events), dispatches: JSON.stringify(dispatches) }),
    forget: async (forgotten) => {
      const lists = listsOf(forgotten);
      const rows: Record<string, number> = {};
      for (const [table, statement] of forget) rows[table] = (rows[table] ?? 0) + statement.run(lists).changes;
      const { contacts } = lists;
      rows.purchases = disown.run({ contacts }).changes + dropSales.run({ contacts }).changes;
      return rows;
    },
    audit: async (entry) => audit(entry),
  };
}

/** Takes the bytes of calls away, and what was answered about them; their path stays. */
export function callPurger(db: Database): (calls: readonly string[], at: string) => number {
  const empty = db.prepare<{ calls: string; at: string }>(`
    UPDATE deliveries SET target = substr(target, 1, instr(target || '?', '?') - 1), headers = '[]', body = x'', purged_at = @at
    WHERE id ${AMONG("calls")} AND purged_at IS NULL`);
  const answers = db.prepare<{ calls: string }>(`DELETE FROM lookups WHERE delivery_id ${AMONG("calls")}`);
  return (ids, at) => {
    const calls = JSON.stringify(ids);
    answers.run({ calls });
    return empty.run({ calls, at }).changes;
  };
}

function listsOf({ contacts, calls, events, dispatches }: Forgotten): Lists {
  return {
    contacts: JSON.stringify(contacts),
    calls: JSON.stringify(calls),
    events: JSON.stringify(events),
    dispatches: JSON.stringify(dispatches),
  };
}

function partsFromRow(row: PartsRow | undefined): CallParts | undefined {
  if (row === undefined) return undefined;
  const { target, headers, body, document } = row;
  return { target, headers, body: body.toString("latin1"), document: document === null ? null : document.toString("latin1") };
}
