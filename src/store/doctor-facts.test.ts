import type { Database } from "better-sqlite3";
import { beforeEach, describe, expect, test } from "vitest";
import { anEvent } from "../../test/support/events.ts";
import type { DoctorStore } from "../app/ports.ts";
import type { CanonicalEvent } from "../core/event.ts";
import { openDatabase } from "./connection.ts";
import { createDoctorStore } from "./doctor-facts.ts";
import { eventRow } from "./event-rows.ts";
import { migrate } from "./migrate.ts";

let db: Database;
let doctor: DoctorStore;
let seq = 0;
beforeEach(() => {
  db = openDatabase(":memory:");
  migrate(db);
  doctor = createDoctorStore(db);
  seq = 0;
});

/** The moment at which the n-th event came. */
const at = (n: number) => new Date(Date.UTC(2026, 10, 3, 12, n)).toISOString();

/** Stores an event as it would be after its call came, one after the other. */
function came(changes: Partial<CanonicalEvent> = {}, origin: "http" | "simulate" = "http"): void {
  seq += 1;
  const event = anEvent({ id: `evt_${seq}`, deliveryId: `dlv_${seq}`, receivedAt: at(seq), occurredAt: null, ...changes });
  db.prepare(
    "INSERT INTO deliveries (seq, id, provider, store, received_at, origin, method, target, headers, body) VALUES (?, ?, ?, ?, ?, ?, 'POST', '/', '[]', x'')",
  ).run(...[seq, event.deliveryId, event.provider, event.store, event.receivedAt, origin]);
  const row = { seq, ...eventRow(event, []) };
  const names = Object.keys(row);
  db.prepare(`INSERT INTO events (${names.join(", ")}) VALUES (${names.map((name) => `@${name}`).join(", ")})`).run(row);
  db.prepare("INSERT INTO event_keys (provider, store, key, event_id) VALUES (?, ?, ?, ?)").run(
    event.provider,
    event.store,
    event.id,
    event.id,
  );
}

describe("arrivals", () => {
  test("are the newest of a provider, newest first, with where they came from and what they lack", async () => {
    came();
    came({ provider: "payt" });
    came({ buyer: { name: "Ana", email: null, phone: null, phoneRaw: "99", document: null }, isTest: true }, "simulate");
    came({
      store: "norte",
      buyer: { name: null, email: "ana@example.com", phone: null, phoneRaw: null, document: null },
      occurredAt: at(1),
    });

    expect(await doctor.arrivals("hotmart", 2)).toEqual([
      {
        ...{ id: "evt_4", provider: "hotmart", store: "norte", trigger: "purchase.approved", status: "processed" },
        ...{ receivedAt: at(4), occurredAt: at(1), isTest: false, isOurs: false, has: { name: false, email: true, phone: false } },
      },
      {
        ...{ id: "evt_3", provider: "hotmart", store: "default", trigger: "purchase.approved", status: "processed" },
        ...{ receivedAt: at(3), occurredAt: null, isTest: true, isOurs: true, has: { name: true, email: false, phone: true } },
      },
    ]);
  });

  test("leave out an event whose facts are no JSON", async () => {
    came();
    came();
    db.exec("UPDATE events SET facts = 'broken' WHERE seq = 2");

    expect((await doctor.arrivals("hotmart", 5)).map(({ id }) => id)).toEqual(["evt_1"]);
  });

  test("of a rarely called store are found so far back, and only what the vendor sent", async () => {
    came({ store: "norte" });
    came({ store: "norte" }, "simulate");
    came();

    expect((await doctor.lastCall("hotmart", "norte", 3))?.id).toBe("evt_1");
    expect(await doctor.lastCall("hotmart", "norte", 2)).toBeUndefined();
    expect(await doctor.hasEvents("hotmart", "norte")).toBe(true);
    expect(await doctor.hasEvents("hotmart", "sul")).toBe(false);
  });
});

describe("what waits", () => {
  test("is failed, quarantined or unmatched, since a moment, newest first, so many of each", async () => {
    const reason = { code: "match.unlinked", params: { externalId: "9" } };
    came({ status: "unmatched", reason });
    came({ status: "failed" });
    came({ status: "unmatched", reason });
    came({ status: "unmatched", reason });
    came({ status: "quarantined" });
    came({ status: "duplicate" });
    const ids = async (since: string, limit: number) => (await doctor.waiting(since, limit)).map(({ id }) => id);

    expect(await ids(at(0), 10)).toEqual(["evt_2", "evt_5", "evt_4", "evt_3", "evt_1"]);
    expect(await ids(at(0), 2)).toEqual(["evt_2", "evt_5", "evt_4", "evt_3"]);
    expect(await ids(at(4), 10)).toEqual(["evt_5", "evt_4"]);
    expect((await doctor.waiting(at(4), 10)).at(-1)).toMatchObject({ status: "unmatched", reason, receivedAt: at(4) });
  });

  test("to be worked out is counted, with when the oldest came", async () => {
    came();
    came();
    came();
    expect(await doctor.queue()).toEqual({ count: 0, oldestAt: null });
    db.exec("INSERT INTO queue VALUES (2), (3)");

    expect(await doctor.queue()).toEqual({ count: 2, oldestAt: at(2) });
    expect(await doctor.newestReceivedAt()).toBe(at(3));
  });

  test("for an answer of a vendor is what was given up, and what is due and not asked", async () => {
    came({ provider: "pagseguro" });
    came({ provider: "pagseguro" });
    came({ provider: "pagseguro", store: "sul" });
    came({ provider: "pagseguro" });
    const lookup = db.prepare("INSERT INTO lookups (delivery_id, state, next_at, reason) VALUES (?, ?, ?, ?)");
    lookup.run("dlv_1", "parked", at(1), '{"code":"lookup.later","params":{}}');
    lookup.run("dlv_2", "answered", at(1), null);
    lookup.run("dlv_3", "waiting", at(1), null);
    lookup.run("dlv_4", "waiting", at(50), null);

    expect(await doctor.stuckLookups(at(30), 10)).toEqual([
      { provider: "pagseguro", store: "default", state: "parked", reason: { code: "lookup.later", params: {} } },
      { provider: "pagseguro", store: "sul", state: "waiting", reason: null },
    ]);
  });
});

describe("the ids of a product", () => {
  test("are those that its newest events named, each once", async () => {
    came({ productSlug: "curso-x", product: { ...anEvent().product, externalId: "old" } });
    came({ productSlug: "curso-x" });
    came({ productSlug: "curso-x" });
    came({ productSlug: "outro", product: { ...anEvent().product, externalId: "77" } });

    expect(await doctor.namedIds("curso-x", 2)).toEqual([{ provider: "hotmart", store: "default", externalId: "1234567" }]);
    expect(await doctor.namedIds("curso-x", 3)).toHaveLength(2);
  });
});

describe("the database", () => {
  test("tells its schema and its size", async () => {
    const { schema, bytes } = await doctor.database();

    expect(schema).toBeGreaterThanOrEqual(8);
    expect(bytes).toBeGreaterThan(10_000);
  });

  test("is whole, until a row refers to nothing", async () => {
    expect(await doctor.integrity()).toEqual([]);
    db.pragma("foreign_keys = OFF");
    db.exec("INSERT INTO listings VALUES ('AP1', 'nobody')");

    expect(await doctor.integrity()).toEqual(["listings row ? refers to no advertisers"]);
  });

  test("names the open advertisers of a document", async () => {
    db.exec("INSERT INTO advertisers (slug, document, closed) VALUES ('sol', '1', 0), ('lua', '1', 0), ('mar', '1', 1), ('ar', '2', 0)");

    expect(await doctor.advertisersWith("1", 5)).toEqual(["lua", "sol"]);
    expect(await doctor.advertisersWith("1", 1)).toEqual(["lua"]);
  });
});

describe("however much is stored", () => {
  test("no question reads a table of events, calls or keys from end to end", async () => {
    const asked: string[] = [];
    const watched = new Proxy(db, {
      get: (target, name) => {
        if (name === "prepare") {
          return (sql: string) => {
            asked.push(sql);
            return target.prepare(sql);
          };
        }
        const member: unknown = Reflect.get(target, name);
        return typeof member === "function" ? member.bind(target) : member;
      },
    });
    await createDoctorStore(watched).newestReceivedAt();
    const plans = asked.flatMap((sql) =>
      (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(parametersOf(sql)) as { detail: string }[]).map(({ detail }) => ({ sql, detail })),
    );
    // Walks along the order of arrival, which a LIMIT ends; a scan without one would be the whole table.
    const endless = plans.filter(
      ({ sql, detail }) => /^SCAN (e|d|events|deliveries|event_keys)\b/.test(detail) && !/LIMIT|max\(seq\)|min\(seq\)/.test(sql),
    );

    expect(asked.length).toBeGreaterThanOrEqual(12);
    expect(endless).toEqual([]);
    // These would be found by walking until something fits, which may be never.
    const byWhat = (piece: string) => plans.filter(({ sql }) => sql.includes(piece)).map(({ detail }) => detail);
    expect(byWhat("status = @status").join()).toContain("events_to_mend");
    expect(byWhat("product = @product").join()).toContain("events_by_product");
    expect(byWhat("l.state = 'parked'").join()).toContain("lookups_parked");
    expect(byWhat("l.state = 'waiting'").join()).toContain("lookups_due");
    expect(byWhat("WHERE provider = @provider ORDER BY seq DESC").join()).toContain("events_by_provider");
  });
});

function parametersOf(sql: string): Readonly<Record<string, number>> {
  return Object.fromEntries([...sql.matchAll(/@(\w+)/g)].map(([, name = ""]) => [name, 1]));
}
