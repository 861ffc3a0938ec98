import type { Database } from "better-sqlite3";
import type { EventReader, EventWithDecisions } from "../app/ports.ts";
import { eventIdOf } from "../core/delivery.ts";
import type { Effect } from "../core/effect.ts";
import type { CanonicalEvent, EventStatus } from "../core/event.ts";
import { type EffectRow, effectFromRow } from "./effect-rows.ts";
import { guardedStore } from "./errors.ts";
import { createEventListing } from "./event-listing.ts";
import { canonicalEvent, type EventRow, eventFromRow, LISTED_COLUMNS, type ListedRow } from "./event-rows.ts";
import { plainRows } from "./plain-rows.ts";

export function createEventReader(db: Database): EventReader {
  const selectOne = db.prepare<{ id: string }, EventRow>(`SELECT ${LISTED_COLUMNS}, decisions FROM events WHERE id = @id`);
  const selectNewest = db.prepare<[], EventRow>(`SELECT ${LISTED_COLUMNS}, decisions FROM events ORDER BY seq DESC LIMIT 1`);
  /** @param id - an event's id, a delivery's (for its first event), or `latest`. */
  async function find(id: string): Promise<EventWithDecisions | undefined> {
    const eventId = id.startsWith("dlv_") ? eventIdOf(id, 0) : id;
    const row = id === "latest" ? selectNewest.get() : selectOne.get({ id: eventId });
    return row === undefined ? undefined : eventFromRow(row);
  }

  const selectAlone = plainRows(db.prepare<[{ id: string }], ListedRow>(`SELECT ${LISTED_COLUMNS} FROM events WHERE id = @id`));
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

  return guardedStore(db, { list: createEventListing(db), find, get, idsFrom, effects, counts });
}
