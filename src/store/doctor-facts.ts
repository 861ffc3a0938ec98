import type { Database } from "better-sqlite3";
import type { Arrival, DoctorStore, NamedId, StuckLookup, WaitingEvent } from "../app/doctor-ports.ts";
import type { EventFacts, EventStatus } from "../core/event.ts";
import type { Note } from "../core/note.ts";
import type { Trigger } from "../core/triggers.ts";
import { guardedStore } from "./errors.ts";
import { createArrivalSearch } from "./event-arrival.ts";
import { schemaVersion } from "./migrate.ts";

interface ArrivalRow {
  readonly id: string;
  readonly provider: string;
  readonly store: string;
  readonly trigger: Trigger;
  readonly status: EventStatus;
  readonly received_at: string;
  readonly facts: string;
  readonly origin: string | null;
}

interface WaitingRow {
  readonly id: string;
  readonly provider: string;
  readonly store: string;
  readonly trigger: Trigger;
  readonly status: EventStatus;
  readonly received_at: string;
  readonly reason: string | null;
}

const STATUSES = ["failed", "quarantined", "unmatched"] as const;

/** So much of what is wrong is told; the rest is more of the same. */
const MOST_FAULTS = 20;

/**
 * What the check-list reads. Each statement walks an index from its newest end and stops after so many rows, so that a home of a
 * million events costs what one of a thousand does.
 */
export function createDoctorStore(db: Database): DoctorStore {
  let prepared: ReturnType<typeof prepare> | undefined;
  // Late, since only one command asks and every one opens the store.
  const ask = () => {
    prepared ??= prepare(db);
    return prepared;
  };
  const pragma = (name: string) => Number(db.pragma(name, { simple: true }));
  return guardedStore(db, {
    arrivals: async (provider, limit) =>
      ask()
        .newest.all({ provider, limit })
        .flatMap((row) => arrivalOf(row) ?? []),
    lastCall: async (provider, store, within) => {
      const row = ask().last.get({ provider, store, within });
      return row === undefined ? undefined : arrivalOf(row);
    },
    hasEvents: async (provider, store) => ask().anyEvent.get({ provider, store }) === 1,
    waiting: async (since, limit) => {
      const from = ask().firstSeqSince(since);
      const rows = STATUSES.flatMap((status) => ask().toMend.all({ status, from, limit }));
      return rows.filter((row) => row.received_at >= since).map(waitingOf);
    },
    namedIds: async (product, within) => ask().named.all({ product, within }),
    stuckLookups: async (before, limit) => {
      const rows = [...ask().parked.all({ limit }), ...ask().late.all({ before, limit })];
      return rows.map(({ reason, ...row }) => ({ ...row, reason: noteOf(reason) }));
    },
    advertisersWith: async (document, limit) => ask().sharing.all({ document, limit }),
    queue: async () => ({ count: ask().queued.get() ?? 0, oldestAt: ask().oldest.get() ?? null }),
    newestReceivedAt: async () => ask().newestCall.get() ?? null,
    database: async () => ({ schema: schemaVersion(db), bytes: pragma("page_count") * pragma("page_size") }),
    integrity: async () => faultsOf(db),
  });
}

function prepare(db: Database) {
  const columns = "e.id, e.provider, e.store, e.trigger, e.status, e.received_at, e.facts, d.origin";
  const lookups = <P extends object>(where: string) =>
    db.prepare<P, Omit<StuckLookup, "reason"> & { readonly reason: string | null }>(`
      SELECT d.provider, d.store, l.state, l.reason FROM lookups l JOIN deliveries d ON d.id = l.delivery_id WHERE ${where} LIMIT @limit`);
  return {
    firstSeqSince: createArrivalSearch(db),
    newest: db.prepare<{ provider: string; limit: number }, ArrivalRow>(`
      SELECT ${columns} FROM (SELECT seq FROM events WHERE provider = @provider ORDER BY seq DESC LIMIT @limit) n
      JOIN events e ON e.seq = n.seq LEFT JOIN deliveries d ON d.id = e.delivery_id ORDER BY n.seq DESC`),
    last: db.prepare<{ provider: string; store: string; within: number }, ArrivalRow>(`
      SELECT ${columns} FROM (SELECT seq, store FROM events WHERE provider = @provider ORDER BY seq DESC LIMIT @within) n
      JOIN events e ON e.seq = n.seq JOIN deliveries d ON d.id = e.delivery_id
      WHERE n.store = @store AND d.origin = 'http' ORDER BY n.seq DESC LIMIT 1`),
    anyEvent: db
      .prepare<{ provider: string; store: string }, number>(
        "SELECT EXISTS (SELECT 1 FROM event_keys WHERE provider = @provider AND store = @store)",
      )
      .pluck(),
    toMend: db.prepare<{ status: string; from: number; limit: number }, WaitingRow>(`
      SELECT id, provider, store, trigger, status, received_at, reason FROM events
      WHERE status = @status AND status IN ('unmatched', 'quarantined', 'failed') AND seq >= @from ORDER BY seq DESC LIMIT @limit`),
    named: db.prepare<{ product: string; within: number }, NamedId>(`
      SELECT DISTINCT provider, store, external_product AS externalId
      FROM (SELECT provider, store, external_product FROM events WHERE product = @product ORDER BY seq DESC LIMIT @within)`),
    parked: lookups<{ limit: number }>("l.state = 'parked'"),
    late: lookups<{ before: string; limit: number }>("l.state = 'waiting' AND l.next_at < @before"),
    sharing: db
      .prepare<{ document: string; limit: number }, string>(
        "SELECT slug FROM advertisers WHERE document = @document AND closed = 0 ORDER BY slug LIMIT @limit",
      )
      .pluck(),
    queued: db.prepare<[], number>("SELECT count(*) FROM queue").pluck(),
    oldest: db.prepare<[], string>("SELECT received_at FROM deliveries WHERE seq = (SELECT min(seq) FROM queue)").pluck(),
    newestCall: db.prepare<[], string>("SELECT received_at FROM deliveries ORDER BY seq DESC LIMIT 1").pluck(),
  };
}

/** Undefined for an event whose facts are no JSON, which `--deep` finds. */
function arrivalOf(row: ArrivalRow): Arrival | undefined {
  const facts = parsed(row.facts);
  if (facts === null) return undefined;
  const { buyer, occurredAt, isTest } = facts;
  return {
    id: row.id,
    provider: row.provider,
    store: row.store,
    trigger: row.trigger,
    status: row.status,
    receivedAt: row.received_at,
    occurredAt,
    isTest,
    isOurs: row.origin !== null && row.origin !== "http",
    has: { name: buyer.name !== null, email: buyer.email !== null, phone: (buyer.phone ?? buyer.phoneRaw) !== null },
  };
}

function parsed(text: string): EventFacts | null {
  try {
    return JSON.parse(text) as EventFacts;
  } catch {
    return null;
  }
}

function waitingOf({ received_at, reason, ...row }: WaitingRow): WaitingEvent {
  return { ...row, receivedAt: received_at, reason: noteOf(reason) };
}

function noteOf(text: string | null): Note | null {
  return text === null ? null : (JSON.parse(text) as Note);
}

function faultsOf(db: Database): readonly string[] {
  const pages = db.prepare<[], string>(`PRAGMA integrity_check(${MOST_FAULTS})`).pluck().all();
  const references = db.prepare<[], { table: string; rowid: number | null; parent: string }>("PRAGMA foreign_key_check").all();
  return [
    ...pages.filter((line) => line !== "ok"),
    ...references.slice(0, MOST_FAULTS).map(({ table, rowid, parent }) => `${table} row ${rowid ?? "?"} refers to no ${parent}`),
  ];
}
