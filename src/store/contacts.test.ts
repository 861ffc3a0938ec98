import { beforeEach, describe, expect, it } from "vitest";
import type { Contact, ContactReader } from "../app/ports.ts";
import type { Grant } from "../core/access.ts";
import type { Effect } from "../core/effect.ts";
import { openDatabase } from "./connection.ts";
import { createContactReader, grantCursor } from "./contacts.ts";
import { migrate } from "./migrate.ts";

const ana: Contact = {
  id: "c1",
  email: "ana@example.com",
  phone: "+5531900000001",
  name: "Ana",
  document: "52998224725",
  firstSeenAt: "2026-11-01T00:00:00.000Z",
  lastSeenAt: "2026-11-02T00:00:00.000Z",
};
const bia: Contact = { ...ana, id: "c2", email: null, name: "Bia", document: null, lastSeenAt: "2026-11-05T00:00:00.000Z" };
const caio: Contact = { ...ana, id: "c3", email: "caio@example.com", phone: null, name: null };

let contacts: ContactReader;

beforeEach(() => {
  const db = openDatabase(":memory:");
  migrate(db);
  db.exec(`
    INSERT INTO contacts (id, email, phone, name, document, first_seen_at, last_seen_at) VALUES
      ('c3', 'caio@example.com', NULL, NULL, '52998224725', '2026-11-01T00:00:00.000Z', '2026-11-02T00:00:00.000Z'),
      ('c1', 'ana@example.com', '+5531900000001', 'Ana', '52998224725', '2026-11-01T00:00:00.000Z', '2026-11-02T00:00:00.000Z'),
      ('c2', NULL, '+5531900000001', 'Bia', NULL, '2026-11-01T00:00:00.000Z', '2026-11-05T00:00:00.000Z');
    INSERT INTO tags (contact_id, tag, since, event_id, rule) VALUES
      ('c1', 'vip', '2026-11-02T00:00:00.000Z', 'evt_2', 'rul_2'),
      ('c1', 'comprador', '2026-11-01T00:00:00.000Z', 'evt_1', 'rul_1'),
      ('c3', 'comprador', '2026-11-01T00:00:00.000Z', 'evt_3', 'rul_1');
    INSERT INTO memberships (contact_id, funnel, sequence, since, event_id, rule) VALUES
      ('c1', 'pos-venda', 'boas-vindas', '2026-11-01T00:00:00.000Z', 'evt_1', 'rul_1');
    INSERT INTO grants (contact_id, product, subject, state, since, until, event_id, rule) VALUES
      ('c1', 'curso-x', 'purchase:hotmart:default:HP1', 'blocked', '2026-11-01T00:00:00.000Z', NULL, 'evt_4', 'link'),
      ('c1', 'curso-x', 'purchase:hotmart:default:HP2', 'active', '2026-11-02T00:00:00.000Z', '2026-12-02T00:00:00.000Z', 'evt_2', 'link'),
      ('c1', 'turma-y', 'purchase:hotmart:default:HP3', 'active', '2026-11-02T00:00:00.000Z', NULL, 'evt_5', 'rul_1'),
      ('c9', 'curso-x', 'purchase:hotmart:default:HP9', 'active', '2026-11-02T00:00:00.000Z', NULL, 'evt_9', 'link');
    INSERT INTO effects (contact_id, kind, target, event_id, rule, action, value, subject, rank, at, subscription, recurrence, until) VALUES
      ('c1', 'access', 'curso-x', 'evt_4', 'link', 'access.block', 'blocked', 's1', 90, '2026-11-04T00:00:00.000Z', NULL, NULL, NULL),
      ('c1', 'access', 'curso-x', 'evt_1', 'link', 'access.grant', 'granted', 's1', 50, '2026-11-01T00:00:00.000Z', 'hotmart:default:S1', 1, NULL),
      ('c1', 'access', 'turma-y', 'evt_5', 'rul_1', 'access.grant', 'granted', 's3', 50, '2026-11-02T00:00:00.000Z', NULL, NULL, NULL),
      ('c1', 'tag', 'curso-x', 'evt_1', 'rul_1', 'tag.add', 'on', 's1', 50, '2026-11-01T00:00:00.000Z', NULL, NULL, NULL),
      ('c2', 'access', '', 'evt_6', 'link', 'access.block', 'ended', 's4', 0, '2026-11-03T00:00:00.000Z', 'hotmart:default:S1', NULL, '2026-12-01T00:00:00.000Z'),
      ('c2', 'access', 'curso-x', 'evt_7', 'link', 'access.grant', 'granted', 's5', 50, '2026-11-03T00:00:00.000Z', 'hotmart:default:S1', 2, NULL);
    INSERT INTO purchases (provider, store, transaction_id, contact_id, product, subscription_id, recurrence, state, approved_at, disputed, completed) VALUES
      ('hotmart', 'default', 'HP0', 'c1', NULL, NULL, NULL, 'cart', NULL, 0, 0),
      ('hotmart', 'default', 'HP2', 'c1', 'curso-x', 'S1', 2, 'approved', '2026-11-02T00:00:00.000Z', 1, 0),
      ('hotmart', 'default', 'HP1', 'c1', 'curso-x', 'S1', 1, 'refunded', '2026-11-01T00:00:00.000Z', 0, 1),
      ('hotmart', 'default', 'HP9', 'c9', 'curso-x', NULL, NULL, 'approved', '2026-11-02T00:00:00.000Z', 0, 0);`);
  contacts = createContactReader(db);
});

describe("contacts", () => {
  it("are listed in pages, in order of id", async () => {
    expect(await contacts.list({ after: null, limit: 2, tag: null })).toEqual([ana, bia]);
    expect(await contacts.list({ after: "c2", limit: 2, tag: null })).toEqual([caio]);
  });

  it("are listed by tag", async () => {
    expect(await contacts.list({ after: null, limit: 10, tag: "comprador" })).toEqual([ana, caio]);
    expect(await contacts.list({ after: "c1", limit: 10, tag: "comprador" })).toEqual([caio]);
    expect(await contacts.list({ after: null, limit: 10, tag: "absent" })).toEqual([]);
  });

  it.each([
    ["id", "c3", caio],
    ["e-mail", "caio@example.com", caio],
    ["e-mail in other case", "Caio@Example.COM", caio],
    ["phone, the one seen last", "+5531900000001", bia],
    ["phone as a Brazilian writes it", "(31) 90000-0001", bia],
  ])("are found by %s", async (_, key, expected) => {
    expect(await contacts.find(key)).toEqual(expected);
  });

  it.each(["absent", "", "nobody@example.com", "+5531900000002"])("are not found by %j", async (key) => {
    expect(await contacts.find(key)).toBeUndefined();
  });

  it("have tags and funnels, with the event and rule that put them there", async () => {
    expect(await contacts.tags("c1")).toEqual([
      { tag: "comprador", since: "2026-11-01T00:00:00.000Z", eventId: "evt_1", rule: "rul_1" },
      { tag: "vip", since: "2026-11-02T00:00:00.000Z", eventId: "evt_2", rule: "rul_2" },
    ]);
    expect(await contacts.funnels("c1")).toEqual([
      { funnel: "pos-venda", sequence: "boas-vindas", since: "2026-11-01T00:00:00.000Z", eventId: "evt_1", rule: "rul_1" },
    ]);
    expect(await contacts.tags("c2")).toEqual([]);
    expect(await contacts.funnels("c2")).toEqual([]);
  });

  it("have purchases in order of approval", async () => {
    const purchases = await contacts.purchases("c1");

    expect(purchases.map((purchase) => purchase.transaction)).toEqual(["HP1", "HP2", "HP0"]);
    expect(purchases[1]).toEqual({
      provider: "hotmart",
      store: "default",
      transaction: "HP2",
      contactId: "c1",
      product: "curso-x",
      subscriptionId: "S1",
      recurrence: 2,
      state: "approved",
      approvedAt: "2026-11-02T00:00:00.000Z",
      disputed: true,
      completed: false,
    });
  });
});

describe("grants", () => {
  it("come with the contact's e-mail, where it is known", async () => {
    const grants = await contacts.grants({ contactId: null, product: null, after: null, limit: 10 });

    expect(grants.map((grant) => [grant.contactId, grant.email, grant.product, grant.state])).toEqual([
      ["c1", "ana@example.com", "curso-x", "blocked"],
      ["c1", "ana@example.com", "curso-x", "active"],
      ["c1", "ana@example.com", "turma-y", "active"],
      ["c9", null, "curso-x", "active"],
    ]);
    expect(grants[1]).toEqual({
      contactId: "c1",
      product: "curso-x",
      subject: "purchase:hotmart:default:HP2",
      state: "active",
      since: "2026-11-02T00:00:00.000Z",
      until: "2026-12-02T00:00:00.000Z",
      eventId: "evt_2",
      rule: "link",
      email: "ana@example.com",
    });
  });

  it("are narrowed to a contact, a product, or both", async () => {
    const subjects = async (contactId: string | null, product: string | null) =>
      (await contacts.grants({ contactId, product, after: null, limit: 10 })).map((grant) => grant.subject.slice(-3));

    expect(await subjects("c1", null)).toEqual(["HP1", "HP2", "HP3"]);
    expect(await subjects(null, "curso-x")).toEqual(["HP1", "HP2", "HP9"]);
    expect(await subjects("c1", "turma-y")).toEqual(["HP3"]);
  });

  it.each([1, 2, 3])("come in pages of %i without loss or repeat", async (limit) => {
    const seen: Grant[] = [];
    let page = await contacts.grants({ contactId: null, product: null, after: null, limit });
    while (page.length > 0) {
      seen.push(...page);
      const last = page.at(-1);
      page = await contacts.grants({ contactId: null, product: null, after: last ? grantCursor(last) : null, limit });
    }

    expect(seen.map((grant) => grant.subject.slice(-3))).toEqual(["HP1", "HP2", "HP3", "HP9"]);
  });
});

describe("the history of access", () => {
  it("is oldest first, with the end of the contact's subscription and nobody else's charges", async () => {
    const history = await contacts.accessHistory("c1", null);

    expect(history.map((effect) => effect.eventId)).toEqual(["evt_1", "evt_5", "evt_6", "evt_4"]);
    expect(history[0]).toEqual({
      contactId: "c1",
      eventId: "evt_1",
      rule: "link",
      action: "access.grant",
      kind: "access",
      target: "curso-x",
      value: "granted",
      subject: "s1",
      rank: 50,
      at: "2026-11-01T00:00:00.000Z",
      subscription: "hotmart:default:S1",
      recurrence: 1,
      until: null,
    } satisfies Effect);
  });

  it("is narrowed to a product", async () => {
    const eventIds = async (product: string) => (await contacts.accessHistory("c1", product)).map((effect) => effect.eventId);

    expect(await eventIds("curso-x")).toEqual(["evt_1", "evt_6", "evt_4"]);
    expect(await eventIds("turma-y")).toEqual(["evt_5"]);
  });
});
