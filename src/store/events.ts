import type { Database } from "better-sqlite3";
import type { EventFilter, EventReader, EventWithDecisions } from "../app/ports.ts";
import { eventIdOf } from "../core/delivery.ts";
import type { Effect } from "../core/effect.ts";
import type { Decision } from "../core/evaluate.ts";
import type { CanonicalEvent, EventFacts, EventStatus } from "../core/event.ts";
import type { Note } from "../core/note.ts";
import { type EffectRow, effectFromRow } from "./effect-rows.ts";
import { guardedStore } from "./errors.ts";
import { createArrivalSearch } from "./event-arrival.ts";
import { plainRows } from "./plain-rows.ts";

/** Columns of `events` that a listing reads: all but `decisions`, which are as long as there are rules. */
interface ListedRow {
  readonly id: string;
  readonly delivery_id: string;
  readonly provider: string;
  readonly store: string;
  readonly trigger: string;
  readonly status: EventStatus;
  readonly received_at: string;
  readonly product: string | null;
  readonly transaction_id: string | null;
  readonly subscription_id: string | null;
  readonly contact_id: string | null;
  readonly advertiser: string | null;
  /** `Note` as JSON. */
  readonly reason: string | null;
  /** `EventFacts` as JSON. */
  readonly facts: string;
}

/** Columns of `events` as written; `seq` is the writer's own. */
export interface EventColumns extends ListedRow {
  /** `Decision[]` as JSON. */
  readonly decisions: string;
}

export type EventRow = EventColumns;

export function eventRow(event: CanonicalEvent, decisions: readonly Decision[]): EventColumns {
  const { id, deliveryId, provider, store, receivedAt, status, reason, productSlug, advertiser, contactId, ...facts } = event;
  return {
    id,
    delivery_id: deliveryId,
    provider,
    store,
    trigger: facts.trigger,
    status,
    received_at: receivedAt,
    product: productSlug,
    transaction_id: facts.transaction.id,
    subscription_id: facts.transaction.subscriptionId,
    contact_id: contactId,
    advertiser,
    reason: reason === null ? null : JSON.stringify(reason),
    decisions: JSON.stringify(decisions),
    facts: JSON.stringify(facts satisfies EventFacts),
  };
}

export function eventFromRow(row: EventRow): EventWithDecisions {
  return { event: canonicalEvent(row), decisions: JSON.parse(row.decisions) as readonly Decision[] };
}

/** The columns are put into the facts: after a spread of so many keys, each further one is a slow definition of its own. */
function canonicalEvent(row: ListedRow): CanonicalEvent {
  return Object.assign(JSON.parse(row.facts) as EventFacts, {
    id: row.id,
    deliveryId: row.delivery_id,
    provider: row.provider,
    store: row.store,
    receivedAt: row.received_at,
    status: row.status,
    reason: row.reason === null ? null : (JSON.parse(row.reason) as Note),
    productSlug: row.product,
    advertiser: row.advertiser,
    contactId: row.contact_id,
  });
}

const COLUMNS =
  "id, delivery_id, provider, store, trigger, status, received_at, product, transaction_id, subscription_id, contact_id, advertiser, reason, facts";

/** The filter's parameters; null means any. */
interface FilterParams {
  readonly provider: string | null;
  readonly store: string | null;
  readonly trigger: string | null;
  readonly status: string | null;
  readonly contactId: string | null;
  readonly since: string | null;
  readonly above: number;
  readonly limit: number;
}

/** The statuses that `events_to_mend` holds. */
const TO_MEND: ReadonlySet<string | undefined> = new Set<EventStatus>(["unmatched", "quarantined", "failed"]);

export function createEventReader(db: Database): EventReader {
  const firstSeqSince = createArrivalSearch(db);

  // SQLite sees no parameter values when it plans, so each way to the rows is a statement of its own; `narrowed` only
  // picks the index. All of them walk in order of seq and stop at the limit.
  const walk = (narrowed: string, order: "ASC" | "DESC") =>
    db.prepare<FilterParams, ListedRow>(`
      SELECT ${COLUMNS} FROM events
      WHERE ${narrowed} AND seq > @above
        AND (@provider IS NULL OR provider = @provider)
        AND (@store IS NULL OR store = @store)
        AND (@trigger IS NULL OR trigger = @trigger)
        AND (@status IS NULL OR status = @status)
        AND (@contactId IS NULL OR contact_id = @contactId)
        AND (@since IS NULL OR received_at >= @since)
      ORDER BY seq ${order} LIMIT @limit`);
  const ways = (order: "ASC" | "DESC") => ({
    all: walk("TRUE", order),
    ofContact: walk("contact_id = @contactId", order),
    toMend: walk("status = @status AND status IN ('unmatched', 'quarantined', 'failed')", order),
  });
  const newestFirst = ways("DESC");
  const oldestFirst = ways("ASC");
  const selectSeq = db.prepare<{ id: string }, number>("SELECT seq FROM events WHERE id = @id").pluck();
  async function list(filter: EventFilter): Promise<readonly CanonicalEvent[]> {
    const { provider, store, trigger, status, contactId, since, afterId, limit } = filter;
    const after = afterId === undefined || afterId === "" ? 0 : selectSeq.get({ id: afterId });
    if (after === undefined) return [];
    const statements = afterId === undefined ? newestFirst : oldestFirst;
    const way = contactId !== undefined ? statements.ofContact : TO_MEND.has(status) ? statements.toMend : statements.all;
    const rows = way.all({
      provider: provider ?? null,
      store: store ?? null,
      trigger: trigger ?? null,
      status: status ?? null,
      contactId: contactId ?? null,
      since: since ?? null,
      above: since === undefined ? after : Math.max(after, firstSeqSince(since) - 1),
      limit,
    });
    return rows.map(canonicalEvent);
  }

  const selectOne = db.prepare<{ id: string }, EventRow>(`SELECT ${COLUMNS}, decisions FROM events WHERE id = @id`);
  const selectNewest = db.prepare<[], EventRow>(`SELECT ${COLUMNS}, decisions FROM events ORDER BY seq DESC LIMIT 1`);
  /** @param id - an event's id, a delivery's (for its first event), or `latest`. */
  async function find(id: string): Promise<EventWithDecisions | undefined> {
    const eventId = id.startsWith("dlv_") ? eventIdOf(id, 0) : id;
    const row = id === "latest" ? selectNewest.get() : selectOne.get({ id: eventId });
    return row === undefined ? undefined : eventFromRow(row);
  }

  const selectAlone = plainRows(db.prepare<[{ id: string }], ListedRow>(`SELECT ${COLUMNS} FROM events WHERE id = @id`));
  async function get(id: string): Promise<CanonicalEvent | undefined> {
    const [row] = selectAlone({ id });
    return row === undefined ? undefined : canonicalEvent(row);
  }

  const selectIds = db
    .prepare<{ prefix: string; after: string; limit: number }, string>(
      "SELECT id FROM events WHERE id >= @prefix AND id < @after ORDER BY id LIMIT @limit",
    )
    .pluck();
  /** U+FFFF sorts after every character that an id has. */
  async function idsFrom(prefix: string, limit: number): Promise<readonly string[]> {
    return selectIds.all({ prefix, after: `${prefix}\uffff`, limit });
  }

  const selectEffects = db.prepare<{ contactId: string; eventId: string }, EffectRow>(`
    SELECT * FROM effects
    WHERE contact_id = @contactId AND event_id = @eventId
    ORDER BY rule, kind, action, target`);
  /** Effects of an event that has no contact are kept under the event itself. */
  async function effects(event: CanonicalEvent): Promise<readonly Effect[]> {
    return selectEffects.all({ contactId: event.contactId ?? event.id, eventId: event.id }).map(effectFromRow);
  }

  const countByStatus = db.prepare<[], { status: EventStatus; count: number }>(
    "SELECT status, count(*) AS count FROM events GROUP BY status ORDER BY status",
  );
  /** Events by status; a status that no event has is left out. */
  async function counts(): Promise<Readonly<Record<string, number>>> {
    return Object.fromEntries(countByStatus.all().map((row) => [row.status, row.count]));
  }

  return guardedStore(db, { list, find, get, idsFrom, effects, counts });
}
