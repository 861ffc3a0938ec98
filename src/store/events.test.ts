import type { Database } from "better-sqlite3";
import { beforeEach, describe, expect, it } from "vitest";
import type { EventFilter, EventReader } from "../app/ports.ts";
import type { Decision } from "../core/evaluate.ts";
import { type CanonicalEvent, NO_BUYER, NO_PRODUCT, NO_TRANSACTION } from "../core/event.ts";
import { openDatabase } from "./connection.ts";
import { eventRow } from "./event-rows.ts";
import { createEventReader } from "./events.ts";
import { migrate } from "./migrate.ts";

const plain: CanonicalEvent = {
  id: "evt_1",
  deliveryId: "dlv_1",
  provider: "hotmart",
  store: "default",
  receivedAt: "2026-11-01T00:00:00.000Z",
  status: "processed",
  reason: null,
  productSlug: null,
  advertiser: null,
  contactId: null,
  format: "hotmart/2.0.0",
  trigger: "purchase.approved",
  also: [],
  nativeEvent: "PURCHASE_APPROVED",
  nativeStatus: null,
  nativeId: null,
  keys: ["native:1"],
  occurredAt: null,
  zoneAssumed: false,
  isTest: false,
  product: NO_PRODUCT,
  transaction: NO_TRANSACTION,
  buyer: NO_BUYER,
  amount: null,
  amountPaid: null,
  payment: null,
  tracking: {},
  accessUntil: null,
  lead: null,
  notes: [],
};
const full: CanonicalEvent = {
  ...plain,
  id: "evt_2",
  deliveryId: "dlv_2",
  status: "unmatched",
  reason: { code: "match.no-link", params: { id: "1234567" } },
  productSlug: "curso-x",
  advertiser: "casa",
  contactId: "c1",
  also: ["subscription.started"],
  nativeStatus: "APPROVED",
  occurredAt: "2026-10-31T23:59:59.507Z",
  isTest: true,
  product: { ...NO_PRODUCT, externalId: "1234567", aliases: ["ucode-1"], name: "Curso ção", kind: "subscription" },
  transaction: { id: "HP1", parentId: null, subscriptionId: "S1", recurrence: 1 },
  buyer: { ...NO_BUYER, name: "Ana", email: "ana@example.com" },
  amount: { minor: 19700, currency: "BRL" },
  tracking: { src: "e-mail" },
  notes: [{ code: "buyer.no-phone", params: {} }],
};
const decisions: readonly Decision[] = [
  {
    rule: "rul_1",
    fired: true,
    reason: { code: "rule.fired", params: { trigger: "purchase.approved" } },
    actions: [{ id: "tag.add", target: "comprador" }],
  },
];

let db: Database;
let events: EventReader;

beforeEach(() => {
  db = openDatabase(":memory:");
  migrate(db);
  events = createEventReader(db);
});

describe("an event", () => {
  it.each([
    ["with the fewest fields", plain],
    ["with many fields", full],
  ])("%s comes back as it went in, with its decisions", async (_, event) => {
    insert(1, event, decisions);

    expect(await events.find(event.id)).toEqual({ event, decisions });
    expect(await events.get(event.id)).toEqual(event);
    expect(await events.list({ limit: 1 })).toEqual([event]);
  });

  it("has what is searched for in columns of its own", () => {
    expect(eventRow(full, [])).toMatchObject({
      id: "evt_2",
      delivery_id: "dlv_2",
      trigger: "purchase.approved",
      status: "unmatched",
      product: "curso-x",
      transaction_id: "HP1",
      contact_id: "c1",
      advertiser: "casa",
      reason: '{"code":"match.no-link","params":{"id":"1234567"}}',
      decisions: "[]",
    });
  });

  it("keeps nothing twice: the facts hold none of the event's own columns", () => {
    const facts = JSON.parse(eventRow(full, []).facts);

    expect(Object.keys(facts)).not.toContain("contactId");
    expect(Object.keys(facts)).not.toContain("productSlug");
    expect(facts.buyer.email).toBe("ana@example.com");
  });

  it("is found as the latest, or by its delivery, whose first event it is", async () => {
    insert(1000, plain);
    insert(2000, { ...plain, id: "evt_2", deliveryId: "dlv_2" });
    insert(2001, { ...plain, id: "evt_2_2", deliveryId: "dlv_2" });

    expect((await events.find("latest"))?.event.id).toBe("evt_2_2");
    expect((await events.find("dlv_2"))?.event.id).toBe("evt_2");
    expect(await events.find("dlv_3")).toBeUndefined();
    expect(await events.find("evt_3")).toBeUndefined();
    expect(await events.get("evt_3")).toBeUndefined();
  });

  it("has the effects it caused, also without a contact", async () => {
    db.exec(`
      INSERT INTO effects VALUES ('c1', 'tag', 'comprador', 'evt_2', 'rul_1', 'tag.add', 'on', 's', 50, 't', NULL, NULL, NULL);
      INSERT INTO effects VALUES ('c1', 'tag', 'vip', 'evt_9', 'rul_1', 'tag.add', 'on', 's', 50, 't', NULL, NULL, NULL);
      INSERT INTO effects VALUES ('evt_1', 'outbox', 'crm', 'evt_1', 'rul_2', 'forward', 'crm', 's', 0, 't', NULL, NULL, NULL);`);

    expect((await events.effects(full)).map((effect) => effect.target)).toEqual(["comprador"]);
    expect((await events.effects(plain)).map((effect) => effect.target)).toEqual(["crm"]);
  });
});

describe("a listing", () => {
  beforeEach(() => {
    const of = (number: number, difference: Partial<CanonicalEvent>) =>
      insert(number * 1000, {
        ...plain,
        id: `evt_${number}`,
        deliveryId: `dlv_${number}`,
        receivedAt: `2026-11-0${number}T00:00:00.000Z`,
        ...difference,
      });
    of(1, {});
    of(2, { provider: "eduzz", contactId: "c1" });
    of(3, { store: "loja-2", status: "unmatched", contactId: "c1" });
    of(4, { trigger: "purchase.refunded", status: "duplicate" });
    of(5, { provider: "eduzz", status: "unmatched" });
    of(6, { contactId: "c2", status: "failed" });
  });

  const cases: readonly [string, Partial<EventFilter>, readonly number[]][] = [
    ["everything, newest first", {}, [6, 5, 4, 3, 2, 1]],
    ["as many as asked for", { limit: 2 }, [6, 5]],
    ["a provider", { provider: "eduzz" }, [5, 2]],
    ["a store", { store: "loja-2" }, [3]],
    ["a trigger", { trigger: "purchase.refunded" }, [4]],
    ["a status that waits for the operator", { status: "unmatched" }, [5, 3]],
    ["another status", { status: "duplicate" }, [4]],
    ["a status that no event has", { status: "pending" }, []],
    ["a contact", { contactId: "c1" }, [3, 2]],
    ["since an instant, that included", { since: "2026-11-04T00:00:00.000Z" }, [6, 5, 4]],
    ["since before the first", { since: "2020-01-01T00:00:00.000Z" }, [6, 5, 4, 3, 2, 1]],
    ["since after the last", { since: "2026-12-01T00:00:00.000Z" }, []],
    ["all filters at once", { provider: "eduzz", store: "default", status: "unmatched", since: "2026-11-03T00:00:00.000Z" }, [5]],
    ["a contact's with a status", { contactId: "c1", status: "unmatched", trigger: "purchase.approved" }, [3]],
    ["after an event, oldest first", { afterId: "evt_4" }, [5, 6]],
    ["after an event, the oldest of them", { afterId: "evt_1", limit: 2 }, [2, 3]],
    ["after an event, of one status", { afterId: "evt_3", status: "unmatched" }, [5]],
    ["after an event, of one contact", { afterId: "evt_1", contactId: "c1" }, [2, 3]],
    ["after an event and since an instant", { afterId: "evt_1", since: "2026-11-05T00:00:00.000Z" }, [5, 6]],
    ["from the beginning", { afterId: "", limit: 2 }, [1, 2]],
    ["after an event that is unknown", { afterId: "evt_x" }, []],
  ];
  it.each(cases)("shows %s", async (_, filter, expected) => {
    const listed = await events.list({ limit: 10, ...filter });

    expect(listed.map((event) => Number(event.id.slice(4)))).toEqual(expected);
  });

  it("still finds what came while the clock had been set back a little", async () => {
    insert(7000, { ...plain, id: "evt_7", receivedAt: "2026-11-05T23:30:00.000Z" });
    insert(8000, { ...plain, id: "evt_8", receivedAt: "2026-11-06T00:30:00.000Z" });

    const listed = await events.list({ since: "2026-11-06T00:00:00.000Z", limit: 10 });

    expect(listed.map((event) => event.id)).toEqual(["evt_8", "evt_6"]);
  });

  it("counts by status", async () => {
    expect(await events.counts()).toEqual({ processed: 2, unmatched: 2, duplicate: 1, failed: 1 });
  });

  it.each([
    ["to mend", "status = @status AND status IN ('unmatched', 'quarantined', 'failed')", "events_to_mend"],
    ["of a contact", "contact_id = @contact", "events_by_contact"],
  ])("of events %s reads them off their index, in order", (_, where, index) => {
    const plan = db
      .prepare<[object], { detail: string }>(`EXPLAIN QUERY PLAN SELECT * FROM events WHERE ${where} AND seq > @above ORDER BY seq DESC`)
      .all({ status: "unmatched", contact: "c1", above: 0 });

    expect(plan.map((step) => step.detail)).toEqual([expect.stringContaining(`USING INDEX ${index}`)]);
  });
});

function insert(seq: number, event: CanonicalEvent, decided: readonly Decision[] = []): void {
  db.prepare(`
    INSERT INTO events (seq, id, delivery_id, provider, store, trigger, status, received_at, product, transaction_id,
      contact_id, advertiser, also, reason, decisions, facts)
    VALUES (@seq, @id, @delivery_id, @provider, @store, @trigger, @status, @received_at, @product, @transaction_id,
      @contact_id, @advertiser, @also, @reason, @decisions, @facts)`).run({ seq, ...eventRow(event, decided) });
}
