import type { Database } from "better-sqlite3";
import type { Contact, KeptEvent, ProcessingTx } from "../app/ports.ts";
import type { CanonicalEvent } from "../core/event.ts";
import { type AdvertiserRow, advertiserFromRow } from "./advertisers.ts";
import { deliveryInserter } from "./deliveries.ts";
import { createDispatchWriter } from "./dispatch-writer.ts";
import { createEffects } from "./effects.ts";
import { storageError } from "./errors.ts";
import { type EventColumns, type EventRow, eventFromRow, eventRow } from "./event-rows.ts";
import { createLookupWriter } from "./lookups.ts";
import { createPurchases } from "./purchases.ts";
import { overwriteDeleted } from "./scrub.ts";
import { createStanding } from "./standing.ts";

/** Every table that is made from the deliveries, and may be emptied and made again. */
export const DERIVED_TABLES = ["contacts", "events", "event_keys", "purchases", "effects", "tags", "memberships", "grants"] as const;

/** Events of one delivery are numbered below this; a body of 1 MiB holds fewer. */
export const EVENTS_PER_DELIVERY = 1_000_000;

/** What the processor reads and writes, all of it inside the transaction that is open on `db`. */
export function createProcessingTx(db: Database): ProcessingTx {
  return {
    ...createQueue(db),
    ...createIdentity(db),
    ...createPurchases(db),
    ...createEventWriter(db),
    ...createEffects(db),
    ...createStanding(db),
    ...createLeadLookups(db),
    ...createLookupWriter(db),
    ...createDispatchWriter(db),
  };
}

function createQueue(db: Database): Pick<ProcessingTx, "attempt" | "addDelivery" | "resetDerived" | "take"> {
  const mark = db.prepare("SAVEPOINT attempt");
  const keep = db.prepare("RELEASE attempt");
  const takeBack = db.prepare("ROLLBACK TO attempt");
  const insert = deliveryInserter(db);
  const take = db.prepare<{ id: string }>("DELETE FROM queue WHERE seq = (SELECT seq FROM deliveries WHERE id = @id)");
  const purged = "(SELECT id FROM deliveries WHERE purged_at IS NOT NULL)";
  const dropEvents = db.prepare(`DELETE FROM events WHERE delivery_id NOT IN ${purged}`);
  // Nothing finds them by a sale or a person before their own turn.
  const disown = db.prepare("UPDATE events SET contact_id = NULL, transaction_id = NULL, subscription_id = NULL");
  return {
    attempt: async (work) => {
      mark.run();
      try {
        return await work();
      } catch (error) {
        if (db.inTransaction) takeBack.run();
        throw storageError(error, db.name);
      } finally {
        if (db.inTransaction) keep.run();
      }
    },
    addDelivery: async (delivery) => void insert(delivery),
    resetDerived: async () => {
      // What is taken away here may be all that is left of somebody by the time he is erased.
      overwriteDeleted(db);
      for (const table of [...DERIVED_TABLES, "queue"]) if (table !== "events") db.exec(`DELETE FROM ${table}`);
      dropEvents.run();
      disown.run();
    },
    take: async (id) => take.run({ id }).changes === 1,
  };
}

function createIdentity(db: Database): Pick<ProcessingTx, "claimKeys" | "findContact" | "saveContact"> {
  const owner = db.prepare<{ provider: string; store: string; key: string }, { event_id: string }>(
    "SELECT event_id FROM event_keys WHERE provider = @provider AND store = @store AND key = @key",
  );
  const claim = db.prepare<{ provider: string; store: string; key: string; event: string }>(`
    INSERT INTO event_keys (provider, store, key, event_id) VALUES (@provider, @store, @key, @event) ON CONFLICT DO NOTHING`);
  const byEmail = db.prepare<{ email: string }, ContactRow>("SELECT * FROM contacts WHERE email = @email");
  const byPhoneAlone = db.prepare<{ phone: string }, ContactRow>(
    "SELECT * FROM contacts WHERE phone = @phone AND email IS NULL ORDER BY first_seen_at, id LIMIT 1",
  );
  const byPhone = db.prepare<{ phone: string }, ContactRow>(
    "SELECT * FROM contacts WHERE phone = @phone ORDER BY first_seen_at, id LIMIT 1",
  );
  const put = db.prepare<ContactRow>(`
    INSERT INTO contacts (id, email, phone, name, document, first_seen_at, last_seen_at)
    VALUES (@id, @email, @phone, @name, @document, @first_seen_at, @last_seen_at)
    ON CONFLICT (id) DO UPDATE SET email = excluded.email, phone = excluded.phone, name = excluded.name,
      document = excluded.document, first_seen_at = excluded.first_seen_at, last_seen_at = excluded.last_seen_at`);
  return {
    claimKeys: async (provider, store, keys, eventId) => {
      const owners = keys.map((key) => owner.get({ provider, store, key })?.event_id);
      const other = owners.find((found) => found !== undefined && found !== eventId) ?? null;
      for (const [index, key] of keys.entries()) {
        if (owners[index] === undefined) claim.run({ provider, store, key, event: other ?? eventId });
      }
      return other;
    },
    findContact: async ({ email, phone }) => {
      const known = email === null ? undefined : byEmail.get({ email });
      if (known !== undefined) return contactOf(known);
      if (phone === null) return undefined;
      const found = byPhoneAlone.get({ phone }) ?? (email === null ? byPhone.get({ phone }) : undefined);
      return found === undefined ? undefined : contactOf(found);
    },
    saveContact: async (contact) => {
      put.run({
        id: contact.id,
        email: contact.email,
        phone: contact.phone,
        name: contact.name,
        document: contact.document,
        first_seen_at: contact.firstSeenAt,
        last_seen_at: contact.lastSeenAt,
      });
    },
  };
}

export interface ContactRow {
  readonly id: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly name: string | null;
  readonly document: string | null;
  readonly first_seen_at: string;
  readonly last_seen_at: string;
}

export function contactOf(row: ContactRow): Contact {
  return {
    id: row.id,
    email: row.email,
    phone: row.phone,
    name: row.name,
    document: row.document,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
  };
}

function createEventWriter(
  db: Database,
): Pick<ProcessingTx, "saveEvent" | "eventsOf" | "keptWith" | "waitingOnSale" | "waitingOnSubscription" | "startsAndCharges"> {
  const put = db.prepare<EventColumns & { position: number }>(`
    INSERT INTO events (seq, id, delivery_id, provider, store, trigger, status, received_at, product, transaction_id, subscription_id, contact_id,
      advertiser, also, reason, decisions, facts, happened_at, is_test, external_product, is_extra, charge, subscription_step, is_partial,
      amount_minor, currency, method, tracking, lead)
    VALUES ((SELECT seq FROM deliveries WHERE id = @delivery_id) * ${EVENTS_PER_DELIVERY} + @position, @id, @delivery_id, @provider,
      @store, @trigger, @status, @received_at, @product, @transaction_id, @subscription_id, @contact_id,
      @advertiser, @also, @reason, @decisions, @facts, @happened_at, @is_test, @external_product, @is_extra, @charge, @subscription_step,
      @is_partial, @amount_minor, @currency, @method, @tracking, @lead)
    ON CONFLICT (seq) DO UPDATE SET trigger = excluded.trigger, status = excluded.status, product = excluded.product,
      transaction_id = excluded.transaction_id, subscription_id = excluded.subscription_id, contact_id = excluded.contact_id, advertiser = excluded.advertiser,
      also = excluded.also, reason = excluded.reason, decisions = excluded.decisions, facts = excluded.facts,
      happened_at = excluded.happened_at, is_test = excluded.is_test, external_product = excluded.external_product,
      is_extra = excluded.is_extra, charge = excluded.charge, subscription_step = excluded.subscription_step,
      is_partial = excluded.is_partial, amount_minor = excluded.amount_minor, currency = excluded.currency, method = excluded.method,
      tracking = excluded.tracking, lead = excluded.lead`);
  const ofDelivery = db.prepare<{ delivery: string }, EventRow>(`
    SELECT * FROM events
    WHERE seq >= (SELECT seq FROM deliveries WHERE id = @delivery) * ${EVENTS_PER_DELIVERY}
      AND seq < (SELECT seq + 1 FROM deliveries WHERE id = @delivery) * ${EVENTS_PER_DELIVERY}
    ORDER BY seq`);
  const standing = db.prepare<{ id: string }, KeptEvent>(
    "SELECT contact_id AS contactId, status, trigger, product FROM events WHERE id = @id",
  );
  const onSale = db.prepare<{ provider: string; store: string; transaction: string }, EventRow>(`
    SELECT * FROM events
    WHERE provider = @provider AND store = @store AND transaction_id = @transaction AND (contact_id IS NULL OR status IN ('unmatched', 'quarantined'))
    ORDER BY seq`);
  const onSubscription = db.prepare<{ provider: string; store: string; subscription: string }, EventRow>(`
    SELECT * FROM events
    WHERE provider = @provider AND store = @store AND subscription_id = @subscription
      AND (contact_id IS NULL OR status IN ('unmatched', 'quarantined'))
    ORDER BY seq`);
  const ofSubscription = db.prepare<{ provider: string; store: string; subscription: string }, EventRow>(`
    SELECT * FROM events
    WHERE provider = @provider AND store = @store AND subscription_id = @subscription
      AND trigger IN ('purchase.approved', 'subscription.started') AND status IN ('processed', 'unmatched', 'quarantined')
    ORDER BY seq`);
  const waiting = (rows: readonly EventRow[]) => rows.map((row) => eventFromRow(row).event).filter(mayMeanMore);
  return {
    saveEvent: async (event, decisions) => {
      put.run({ ...eventRow(event, decisions), position: positionOf(event.id) });
    },
    eventsOf: async (delivery) => ofDelivery.all({ delivery }).map((row) => eventFromRow(row).event),
    keptWith: async (id) => standing.get({ id }),
    waitingOnSale: async (provider, store, transaction) => waiting(onSale.all({ provider, store, transaction })),
    startsAndCharges: async (provider, store, subscription) =>
      ofSubscription.all({ provider, store, subscription }).map((row) => eventFromRow(row).event),
    waitingOnSubscription: async (provider, store, subscription) => waiting(onSubscription.all({ provider, store, subscription })),
  };
}

/** A duplicate, a test call or one that could not be read means the same whatever else is known. */
function mayMeanMore(event: CanonicalEvent): boolean {
  const waits = event.status === "quarantined" && event.reason?.code === "match.other-kind";
  return (event.status === "processed" || event.status === "unmatched" || waits) && !event.isTest;
}

/** The place in its delivery that an event's id carries: `evt_x` is 0, `evt_x_2` is 1. */
function positionOf(eventId: string): number {
  const [, , number] = eventId.split("_");
  return number === undefined ? 0 : Number(number) - 1;
}

function createLeadLookups(
  db: Database,
): Pick<ProcessingTx, "findAdvertiser" | "findAdvertiserByDocument" | "findListing" | "hasAdvertisers"> {
  const columns = "slug, document, url, send_lead_email, closed";
  const bySlug = db.prepare<{ slug: string }, AdvertiserRow>(`SELECT ${columns} FROM advertisers WHERE slug = @slug`);
  const byDocument = db.prepare<{ document: string }, AdvertiserRow>(
    `SELECT ${columns} FROM advertisers WHERE document = @document ORDER BY slug LIMIT 2`,
  );
  const listing = db.prepare<{ code: string }, { code: string; advertiser: string }>(
    "SELECT code, advertiser FROM listings WHERE code = @code",
  );
  const any = db.prepare<[], { found: number }>("SELECT EXISTS (SELECT 1 FROM advertisers) AS found");
  return {
    findAdvertiser: async (slug) => {
      const row = bySlug.get({ slug });
      return row === undefined ? undefined : advertiserFromRow(row);
    },
    findAdvertiserByDocument: async (document) => {
      const rows = byDocument.all({ document });
      return rows.length === 1 && rows[0] !== undefined ? advertiserFromRow(rows[0]) : undefined;
    },
    findListing: async (code) => listing.get({ code }),
    hasAdvertisers: async () => any.get()?.found === 1,
  };
}
