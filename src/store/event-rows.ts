import type { EventWithDecisions } from "../app/ports.ts";
import type { Decision } from "../core/evaluate.ts";
import type { CanonicalEvent, EventFacts, EventStatus } from "../core/event.ts";
import type { Note } from "../core/note.ts";
import { type EventFigures, figuresOf } from "./event-figures.ts";

/** Columns of `events` that a listing reads: all but `decisions`, which are as long as there are rules. */
export interface ListedRow {
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
export interface EventColumns extends ListedRow, EventFigures {
  /** Triggers that the event means beside its own, each between blanks; null for none. */
  readonly also: string | null;
  /** `Decision[]` as JSON. */
  readonly decisions: string;
}

/** As a whole event is read. */
export type EventRow = Omit<EventColumns, "also" | keyof EventFigures>;

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
    also: facts.also.length === 0 ? null : ` ${facts.also.join(" ")} `,
    reason: reason === null ? null : JSON.stringify(reason),
    decisions: JSON.stringify(decisions),
    facts: JSON.stringify(facts satisfies EventFacts),
    ...figuresOf(event),
  };
}

export function eventFromRow(row: EventRow): EventWithDecisions {
  return { event: canonicalEvent(row), decisions: JSON.parse(row.decisions) as readonly Decision[] };
}

/** The columns are put into the facts: after a spread of so many keys, each further one is a slow definition of its own. */
export function canonicalEvent(row: ListedRow): CanonicalEvent {
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

/** The names of `ListedRow`'s columns, for a SELECT. */
export const LISTED_COLUMNS =
  "id, delivery_id, provider, store, trigger, status, received_at, product, transaction_id, subscription_id, contact_id, advertiser, reason, facts";
