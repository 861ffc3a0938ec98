import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { CanonicalEvent, EventFacts } from "../core/event.ts";
import { openDatabase } from "./connection.ts";
import { figuresOf } from "./event-figures.ts";
import { eventRow } from "./event-rows.ts";
import { MIGRATIONS, migrate } from "./migrate.ts";

const FIXTURES = new URL("../../fixtures/", import.meta.url).pathname;

describe("migration 5 gives events that were there before the columns that are written with new ones", () => {
  it("for every fixture of every provider", () => {
    const files = readdirSync(FIXTURES, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".expected.json"));
    const events = files.flatMap((file) => {
      const read = JSON.parse(readFileSync(FIXTURES + file, "utf8")) as readonly EventFacts[];
      return read.map((facts, position) => eventOf(facts, `${file}#${position}`));
    });
    expect(events.length).toBeGreaterThan(300);

    expect(migrated(events)).toEqual(events.map((event) => ({ id: event.id, ...figuresOf(event) })));
  });

  it("also for codes that are long, foreign or of other kinds than usual", () => {
    const [sample] = JSON.parse(readFileSync(`${FIXTURES}hotmart/purchase.approved.2.0.0.expected.json`, "utf8")) as readonly EventFacts[];
    const facts = sample as EventFacts;
    const events = [
      { ...facts, tracking: { sck: "\u{1F6D2}".repeat(300) } },
      { ...facts, tracking: { utm_source: 'black "friday"\n\u0001', other: "x" } },
      { ...facts, tracking: { other: "x" }, occurredAt: null },
      { ...facts, amount: null, payment: null, isTest: true },
      { ...facts, transaction: { ...facts.transaction, recurrence: 2 } },
      { ...facts, isPartialRefund: true as const },
      { ...facts, also: ["subscription.renewed" as const] },
    ].map((one, position) => eventOf(one, `#${position}`));

    expect(migrated(events)).toEqual(events.map((event) => ({ id: event.id, ...figuresOf(event) })));
    expect(figuresOf(events[0] as CanonicalEvent).tracking).toBe(JSON.stringify([null, null, null, null, "\u{1F6D2}".repeat(200)]));
    expect(figuresOf(events[2] as CanonicalEvent)).toMatchObject({ tracking: null, happened_at: "2026-11-04T00:00:00.000Z" });
    expect(events.slice(3).map(figuresOf)).toMatchObject([
      { is_test: 1, amount_minor: null, currency: null, method: null },
      { charge: 2 },
      { is_partial: 1 },
      { subscription_step: "renewed" },
    ]);
  });

  it("and one whose facts cannot be read has the time of its arrival", () => {
    const db = openDatabase(":memory:");
    migrate(db, MIGRATIONS.slice(0, 4));
    db.exec(`INSERT INTO events (seq, id, delivery_id, provider, store, trigger, status, received_at, decisions, facts)
      VALUES (1, 'evt_1', 'dlv_1', 'hotmart', 'default', 'unknown', 'failed', '2026-11-04T00:00:00.000Z', '[]', '{"cut')`);

    migrate(db);

    expect(db.prepare("SELECT happened_at, is_test, amount_minor FROM events").all()).toEqual([
      { happened_at: "2026-11-04T00:00:00.000Z", is_test: 0, amount_minor: null },
    ]);
  });
});

function eventOf(facts: EventFacts, id: string): CanonicalEvent {
  const known = {
    provider: "hotmart",
    store: "default",
    receivedAt: "2026-11-04T00:00:00.000Z",
    status: "processed",
    reason: null,
  } as const;
  return { ...facts, ...known, id, deliveryId: `dlv ${id}`, productSlug: null, advertiser: null, contactId: null };
}

/** What the columns are of events that an intg without them has stored. */
function migrated(events: readonly CanonicalEvent[]): readonly unknown[] {
  const db = openDatabase(":memory:");
  migrate(db, MIGRATIONS.slice(0, 4));
  const insert = db.prepare(`
    INSERT INTO events (id, delivery_id, provider, store, trigger, status, received_at, decisions, facts)
    VALUES (@id, @delivery_id, @provider, @store, @trigger, @status, @received_at, @decisions, @facts)`);
  for (const event of events) insert.run(eventRow(event, []));
  migrate(db);
  return db
    .prepare(
      `SELECT id, happened_at, is_test, external_product, is_extra, charge, subscription_step, is_partial, amount_minor, currency, method,
        tracking, lead FROM events ORDER BY seq`,
    )
    .all();
}
