import { beforeEach, describe, expect, it } from "vitest";
import { accessStandings, listAccess, requireKnownProduct } from "../../src/app/access-standing.ts";
import { accessStory } from "../../src/app/access-story.ts";
import { contactStory } from "../../src/app/contact-story.ts";
import { explainEvent } from "../../src/app/explain-event.ts";
import { findEvent } from "../../src/app/find-event.ts";
import { pickEvents } from "../../src/app/pick-events.ts";
import type { Store } from "../../src/app/ports.ts";
import { tailEvents } from "../../src/app/tail-events.ts";
import { explanationJson, explanationView } from "../../src/cli/view/explanation.ts";
import type { Grant } from "../../src/core/access.ts";
import { parseCondition } from "../../src/core/condition-parse.ts";
import type { CanonicalEvent } from "../../src/core/event.ts";
import { openScratchStore } from "../../src/store/open.ts";
import { addRule, eventId, feed, MARIA, tellStory } from "../support/reading.ts";
import { plainView } from "../support/view.ts";

const NOW = "2026-11-04T12:00:00.000Z";
const CLUBE = { ...MARIA, productId: "7654321", productName: "Clube", subscriptionId: "SUB1" };
let store: Store;

beforeEach(async () => {
  store = await openScratchStore();
  await tellStory(store);
  return () => store.close();
});

async function explained(number: number) {
  const result = await findEvent(store, eventId(number));
  if (result.kind !== "one") throw new Error("not found");
  return explainEvent(store, result.found);
}

describe("findEvent", () => {
  it.each([
    ["its id", eventId(3), eventId(3)],
    ["its delivery's id", "dlv_0000000003aaaaaaaaaa", eventId(3)],
    ["the beginning of its id", "evt_0000000003", eventId(3)],
    ["the beginning of its delivery's id", "dlv_0000000003aa", eventId(3)],
    ["the beginning without its kind", "0000000003", eventId(3)],
    ["capitals", "EVT_0000000003", eventId(3)],
    ["latest", "latest", eventId(7)],
  ])("finds an event by %s", async (_, text, id) => {
    expect(await findEvent(store, text)).toMatchObject({ kind: "one", found: { event: { id } } });
  });

  it("says which events a short beginning could mean", async () => {
    expect(await findEvent(store, "evt_00000")).toEqual({ kind: "several", ids: [1, 2, 3, 4, 5].map(eventId) });
  });

  it.each(["", "evt_", "evt_000", "nothing", "%", "evt_zzzzzzzzzz"])("finds nothing by %j", async (text) => {
    await expect(findEvent(store, text)).rejects.toMatchObject({ code: "INTG_EVENT_NOT_FOUND", params: { id: text } });
  });
});

describe("explainEvent", () => {
  it("tells what was decided, what waits, and what became of the effects", async () => {
    const { decisions, waiting, effects } = await explained(2);

    expect(decisions.map(({ decision: { rule, fired, reason }, age }) => [rule, fired, reason.code, age])).toEqual([
      ["link", true, "link.grant", "kept"],
      ["rul_buyer", true, "rule.fired", "kept"],
      ["rul_big", false, "rule.condition-false-because", "kept"],
    ]);
    expect(waiting.map(({ rule, reason }) => [rule, reason.params.wanted])).toEqual([["rul_refund", "purchase.refunded"]]);
    expect(effects.map(({ effect, now, nowBy }) => [effect.kind, effect.target, effect.value, now, nowBy])).toEqual([
      ["access", "curso-x", "granted", "blocked", eventId(4)],
      ["outbox", "welcome@2h", null, "canceled", eventId(2)],
      ["tag", "buyer", "on", null, null],
    ]);
  });

  it("marks rules that came or went since", async () => {
    await store.rules.remove("rul_buyer");
    await addRule(store, "rul_new", "purchase.approved", [{ id: "tag.add", target: "new" }]);
    await addRule(store, "rul_other", "purchase.approved", [{ id: "tag.add", target: "member" }], { product: "clube" });

    const { decisions } = await explained(2);

    expect(decisions.map(({ decision: { rule, fired }, age }) => [rule, fired, age])).toEqual([
      ["link", true, "kept"],
      ["rul_buyer", true, "removed"],
      ["rul_big", false, "kept"],
      ["rul_new", true, "added"],
      ["rul_other", false, "added"],
    ]);
    const text = explanationView(await explained(2), plainView(), { verbose: false });
    expect(text).toMatch(/✓ {2}rul_buyer .*removed since\n/);
    expect(text).toMatch(/\+ {2}rul_new .*added since: acts after a replay\n/);
    expect(text).toMatch(/\+ {2}rul_other .*added since\n/);
  });

  it("asks no rule about an event that waits for the operator", async () => {
    const explanation = await explained(6);

    expect(explanation.decisions).toEqual([]);
    expect(explanationView(explanation, plainView(), { verbose: false })).toContain("Rules\n  none was asked: the event is unmatched\n");
  });

  it("shows what still holds as holding", async () => {
    const { effects } = await explained(4);

    expect(effects.map(({ effect, now, nowBy }) => [effect.kind, effect.value, now, nowBy])).toEqual([
      ["access", "blocked", "blocked", eventId(4)],
      ["tag", null, null, null],
    ]);
  });

  it("lists many waiting rules only when asked to", async () => {
    for (let n = 1; n <= 12; n += 1) await addRule(store, `rul_cart${n}`, "cart.abandoned", [{ id: "tag.add", target: "cart" }]);

    const brief = explanationView(await explained(2), plainView(), { verbose: false });
    const full = explanationView(await explained(2), plainView(), { verbose: true });

    expect(brief).toContain("Waiting for other triggers (13)");
    expect(brief).toContain("  and 3 more: --verbose\n");
    expect(brief).not.toContain("rul_cart12");
    expect(full).toContain("rul_cart12");
    expect(full).not.toContain("--verbose");
  });

  it("is JSON with the same story", async () => {
    const json = explanationJson(await explained(2), plainView());

    expect(json.event.buyer.email).toBe("m***@example.com");
    expect(json.decisions[2]).toEqual({
      rule: "rul_big",
      fired: false,
      reason: "condition not met: amount >= 9999 (amount is 48.90)",
      actions: [{ id: "tag.add", target: "big" }],
      age: "kept",
    });
    expect(json.waiting.map(({ rule }) => rule)).toEqual(["rul_refund"]);
    expect(json.effects[0]).toEqual({
      kind: "access",
      target: "curso-x",
      value: "granted",
      rule: "link",
      action: "access.grant",
      now: "blocked",
      nowBy: eventId(4),
    });
  });
});

describe("listAccess", () => {
  it("stands for each person and product over all sales", async () => {
    const standings = await listAccess(store, { contactId: null, product: null, limit: 10 }, NOW);

    expect(standings).toEqual([
      {
        contactId: "ctc_0000000001aaaaaaaaaa",
        email: "maria@example.com",
        product: "curso-x",
        active: true,
        since: "2026-11-02T12:00:00.000Z",
        until: null,
        grants: [
          { grant: expect.objectContaining({ eventId: eventId(4), rule: "link" }), state: "blocked", transaction: "HP1" },
          { grant: expect.objectContaining({ eventId: eventId(3), rule: "link" }), state: "active", transaction: "HP2" },
        ],
      },
    ]);
  });

  it("ends with the paid period of a cancelled subscription", async () => {
    await feed(store, 10, {
      ...CLUBE,
      fixture: "purchase.approved.2.0.0.subscription",
      transaction: "HS1",
      at: "2026-11-03T12:00:00.000Z",
    });
    await feed(store, 11, { ...CLUBE, fixture: "subscription.canceled.2.0.0", at: "2026-11-03T13:00:00.000Z" });
    const { until } = (await store.contacts.grants({ contactId: null, product: "clube", after: null, limit: 1 }))[0] ?? { until: null };
    const filter = { contactId: null, product: "clube", limit: 10 };

    const before = await listAccess(store, filter, "2026-11-03T14:00:00.000Z");
    const after = await listAccess(store, filter, until ?? "");

    expect(until).toMatch(/^2026-1[12]-/);
    expect(before).toMatchObject([{ active: true, until, grants: [{ state: "active" }] }]);
    expect(after).toMatchObject([{ active: false, until, grants: [{ state: "ended" }] }]);
  });

  it("reads on until it has enough, and never cuts a person's sales in two", async () => {
    const subjects = Array.from({ length: 520 }, (_, at) => `purchase:hotmart:default:HX${at}`);
    const grants = subjects.map((subject) => ({
      contactId: "ctc_0000000001aaaaaaaaaa",
      product: "curso-x",
      subject,
      state: "active" as const,
      since: NOW,
      until: null,
      eventId: eventId(3),
      rule: "link",
    }));
    await store.transaction((tx) => tx.setGrants("ctc_0000000001aaaaaaaaaa", "curso-x", grants));
    const zoe = { ...CLUBE, email: "zoe@example.com", phone: "31900000009", fixture: "purchase.approved.2.0.0.subscription" };
    await feed(store, 3000, { ...zoe, transaction: "HS9", at: "2026-11-03T12:00:00.000Z" });

    const [first, ...rest] = await listAccess(store, { contactId: null, product: null, limit: 1 }, NOW);

    expect(first?.grants).toHaveLength(520);
    expect(rest).toEqual([]);
    expect((await listAccess(store, { contactId: null, product: null, limit: 5 }, NOW)).map(({ email }) => email)).toEqual([
      "maria@example.com",
      "zoe@example.com",
    ]);
  });
});

describe("accessStandings", () => {
  const grant: Grant & { email: string | null } = {
    contactId: "ctc_1",
    email: null,
    product: "curso-x",
    subject: "purchase:hotmart:default:HP1",
    state: "active",
    since: "2026-11-01T00:00:00.000Z",
    until: null,
    eventId: "evt_1",
    rule: "link",
  };

  it.each([
    ["open-ended beside one that ends", [{ until: "2026-12-01T00:00:00.000Z" }, { until: null }], true, null],
    ["two that end", [{ until: "2026-12-01T00:00:00.000Z" }, { until: "2026-12-05T00:00:00.000Z" }], true, "2026-12-05T00:00:00.000Z"],
    ["over since today", [{ until: NOW }], false, NOW],
    ["taken back", [{ state: "blocked" }], false, null],
    ["an earlier charge only", [{ state: "superseded" }], false, null],
    ["a boleto not paid yet", [{ state: "provisional" }], true, null],
  ] as const)("%s", (_, changes, active, until) => {
    const grants = changes.map((change, at) => ({ ...grant, ...change, subject: `purchase:hotmart:default:HP${at}` }));

    expect(accessStandings(grants, NOW)).toMatchObject([{ active, until }]);
  });

  it("counts from the oldest sale that is open", () => {
    const grants = [
      { ...grant, state: "blocked" as const, since: "2026-01-01T00:00:00.000Z" },
      { ...grant, subject: "purchase:hotmart:default:HP2", since: "2026-03-01T00:00:00.000Z" },
      { ...grant, subject: "purchase:hotmart:default:HP3", since: "2026-02-01T00:00:00.000Z" },
    ];

    expect(accessStandings(grants, NOW)).toMatchObject([{ since: "2026-02-01T00:00:00.000Z" }]);
  });
});

describe("requireKnownProduct", () => {
  it("knows products that are registered, or were when they were sold", async () => {
    await expect(requireKnownProduct(store, "clube")).resolves.toBeUndefined();
    await store.products.remove("curso-x");
    await expect(requireKnownProduct(store, "curso-x")).resolves.toBeUndefined();
    await expect(requireKnownProduct(store, "curso-y")).rejects.toMatchObject({ code: "INTG_PRODUCT_NOT_FOUND" });
  });
});

describe("accessStory", () => {
  it("tells everything that touched the access, in the order it happened", async () => {
    const { products } = await accessStory(store, "maria@example.com", null, NOW);

    expect(
      products.map(({ product, steps }) => [product, steps.map(({ effect, event }) => [event?.trigger, effect.value, effect.eventId])]),
    ).toEqual([
      [
        "curso-x",
        [
          ["boleto.issued", "provisional", eventId(1)],
          ["purchase.approved", "granted", eventId(2)],
          ["purchase.approved", "granted", eventId(3)],
          ["purchase.refunded", "blocked", eventId(4)],
        ],
      ],
    ]);
  });

  it("does not depend on the order of arrival", async () => {
    await feed(store, 20, {
      ...MARIA,
      productId: "1234567",
      productName: "Curso X",
      fixture: "purchase.approved.2.0.0",
      transaction: "HP0",
      at: "2026-10-01T12:00:00.000Z",
    });

    const { products } = await accessStory(store, "+5531900000001", "curso-x", NOW);

    expect(products[0]?.steps.map(({ effect }) => effect.eventId)).toEqual([20, 1, 2, 3, 4].map(eventId));
  });

  it("has nothing to tell of a lead", async () => {
    expect(await accessStory(store, "ana@example.com", null, NOW)).toMatchObject({ products: [] });
  });

  it("knows who is nobody", async () => {
    await expect(accessStory(store, "nobody@example.com", null, NOW)).rejects.toMatchObject({ code: "INTG_CONTACT_NOT_FOUND" });
  });
});

describe("contactStory", () => {
  it("is one story: access, purchases and events agree", async () => {
    const story = await contactStory(store, "MARIA@example.com", NOW);

    expect(story.access.map(({ product, active }) => [product, active])).toEqual([["curso-x", true]]);
    expect(story.purchases.map(({ transaction, state }) => [transaction, state])).toEqual([
      ["HP1", "refunded"],
      ["HP2", "approved"],
    ]);
    expect(story.events.map(({ id }) => id)).toEqual([4, 3, 2, 1].map(eventId));
    expect(story.tags).toEqual([]);
  });
});

describe("lists of events", () => {
  const idsOf = async (pages: AsyncIterable<readonly CanonicalEvent[]>) => {
    const ids: string[] = [];
    for await (const page of pages) ids.push(...page.map(({ id }) => id));
    return ids;
  };
  const condition = (text: string) => {
    const parsed = parseCondition(text);
    if (!parsed.ok) throw new Error(parsed.error.code);
    return parsed.value;
  };

  it("go on behind an event, page by page, until there are no more", async () => {
    const all = (await store.events.list({ limit: 100 })).map(({ id }) => id);
    const pages: string[][] = [];
    for (let beforeId: string | undefined; ; ) {
      const page = (await store.events.list({ limit: 3, ...(beforeId === undefined ? {} : { beforeId }) })).map(({ id }) => id);
      if (page.length === 0) break;
      pages.push(page);
      beforeId = page.at(-1);
    }

    expect(all).toEqual([7, 6, 5, 4, 3, 2, 1].map(eventId));
    expect(pages).toEqual([all.slice(0, 3), all.slice(3, 6), all.slice(6)]);
  });

  it("are those of which a condition holds, the newest so many", async () => {
    const refunded = await idsOf(pickEvents(store, {}, condition("trigger = purchase.refunded"), 10));
    const newest = await idsOf(pickEvents(store, {}, condition("buyer.email = maria@example.com"), 2));

    expect(refunded).toEqual([4].map(eventId));
    expect(newest).toEqual([5, 4].map(eventId));
  });

  it("ask for the tags that a contact has now", async () => {
    const { contacts } = store;
    const tagged = { ...store, contacts: { ...contacts, tags: async () => [{ tag: "vip", since: NOW, eventId: "e", rule: "r" }] } };

    expect(await idsOf(pickEvents(tagged, { contactId: await idOfMaria() }, condition("contact.tags = vip"), 10))).toHaveLength(4);
    expect(await idsOf(pickEvents(store, {}, condition("contact.tags = vip"), 10))).toEqual([]);
  });

  it("find by a trigger what the event also means, in either direction", async () => {
    await feed(store, 40, {
      ...CLUBE,
      fixture: "purchase.approved.2.0.0.subscription",
      transaction: "HP40",
      at: "2026-11-04T12:00:00.000Z",
    });
    const both = await store.events.list({ trigger: "subscription.started", limit: 10 });
    const first = await store.events.list({ trigger: "subscription.started", afterId: "", limit: 10 });

    expect(both.map(({ id, trigger }) => [id, trigger])).toContainEqual([eventId(40), "purchase.approved"]);
    expect(first.map(({ id }) => id)).toEqual(both.map(({ id }) => id).reverse());
  });

  it("end before the moment that is given", async () => {
    const all = await store.events.list({ limit: 100 });
    const until = all[2]?.receivedAt ?? "";

    expect((await store.events.list({ until, limit: 100 })).map(({ id }) => id)).toEqual(
      all.filter(({ receivedAt }) => receivedAt < until).map(({ id }) => id),
    );
  });

  it("are one product's", async () => {
    expect((await store.events.list({ product: "curso-x", limit: 100 })).every(({ productSlug }) => productSlug === "curso-x")).toBe(true);
    expect(await store.events.list({ product: "nothing", limit: 100 })).toEqual([]);
  });

  async function idOfMaria(): Promise<string> {
    return (await store.contacts.find("maria@example.com"))?.id ?? "";
  }
});

describe("tailEvents", () => {
  const later = { ...MARIA, productId: "1234567", productName: "Curso X", at: "2026-11-04T12:00:00.000Z" };

  it("gives what came since, each once, oldest first", async () => {
    const tail = await tailEvents(store, {});
    expect(await tail.next()).toEqual([]);

    await feed(store, 30, { ...later, fixture: "purchase.approved.2.0.0", transaction: "HP30" });
    await feed(store, 31, { ...later, fixture: "purchase.refunded.2.0.0", transaction: "HP30" });

    expect((await tail.next()).map(({ id }) => id)).toEqual([eventId(30), eventId(31)]);
    expect(await tail.next()).toEqual([]);
  });

  it("passes over what the filter leaves out", async () => {
    const tail = await tailEvents(store, { trigger: "purchase.refunded", provider: "hotmart" });

    await feed(store, 30, { ...later, fixture: "purchase.approved.2.0.0", transaction: "HP30" });
    await feed(store, 31, { ...later, fixture: "purchase.refunded.2.0.0", transaction: "HP30" });

    expect((await tail.next()).map(({ id }) => id)).toEqual([eventId(31)]);
  });

  it("first gives the last that came before, oldest first, and then of the new ones those of which a condition holds", async () => {
    const parsed = parseCondition("trigger = purchase.refunded");
    const tail = await tailEvents(store, { provider: "hotmart" }, { condition: parsed.ok ? parsed.value : null, last: 5 });
    expect((await tail.next()).map(({ id }) => id)).toEqual([eventId(4)]);

    await feed(store, 30, { ...later, fixture: "purchase.approved.2.0.0", transaction: "HP30" });
    await feed(store, 31, { ...later, fixture: "purchase.refunded.2.0.0", transaction: "HP30" });

    expect((await tail.next()).map(({ id }) => id)).toEqual([eventId(31)]);
  });

  it("begins with the first event of an empty home", async () => {
    const empty = await openScratchStore();
    const tail = await tailEvents(empty, {});

    await feed(empty, 1, { ...later, fixture: "purchase.approved.2.0.0" });

    expect((await tail.next()).map(({ id }) => id)).toEqual([eventId(1)]);
    await empty.close();
  });

  it("goes on after a rebuild took its place away", async () => {
    const tail = await tailEvents(store, {});
    await store.transaction((tx) => tx.resetDerived());
    expect(await tail.next()).toEqual([]);

    await feed(store, 30, { ...later, fixture: "purchase.approved.2.0.0", transaction: "HP30" });

    expect((await tail.next()).map(({ id }) => id)).toEqual([eventId(30)]);
  });
});
