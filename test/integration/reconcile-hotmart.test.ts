import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { rebuild } from "../../src/app/rebuild.ts";
import type { Difference } from "../../src/app/reconcile/compare.ts";
import { HOTMART_KEYS, type HotmartApi, type HotmartSale, startHotmartApi } from "../support/hotmart-api.ts";
import { saleEvent } from "../support/hotmart-sale.ts";
import { destination, ended, NOTIFY, outbox, template } from "../support/outbox.ts";
import { hoursAgo, NOW, type Reconciling, reconciling } from "../support/reconciling.ts";
import { createWorld, TAG, UNTAG, type World } from "../support/world.ts";

const SECRETS = { hottok: "invented-hottok-0000000000000000000001", ...HOTMART_KEYS };

/** Every documented value of `transaction_status`. */
const STATUSES = [
  ..."APPROVED COMPLETE PRINTED_BILLET EXPIRED OVERDUE CANCELLED PROTESTED REFUNDED CHARGEBACK".split(" "),
  ..."PARTIALLY_REFUNDED WAITING_PAYMENT BLOCKED NO_FUNDS PRE_ORDER PROCESSING_TRANSACTION STARTED UNDER_ANALISYS".split(" "),
];

let world: World;
let api: HotmartApi;
let side: Reconciling;

beforeEach(async () => {
  api = await startHotmartApi();
  world = await shop();
  side = await reconciling(world, "hotmart", api.url, SECRETS);
});

afterEach(async () => {
  await side.close();
  await api.close();
  await world.store.close();
});

async function shop(): Promise<World> {
  const made = await createWorld();
  await made.product("curso");
  await made.link("curso", "1001");
  await made.rule("curso", "purchase.approved", [TAG("comprador")]);
  await made.rule("curso", "purchase.refunded", [UNTAG("comprador"), TAG("reembolsado")]);
  return made;
}

/** The same shop, as it was before anything came. */
async function anew(): Promise<void> {
  await side.close();
  await world.store.close();
  world = await shop();
  side = await reconciling(world, "hotmart", api.url, SECRETS);
}

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((item, at) => permutations(items.filter((_, other) => other !== at)).map((rest) => [item, ...rest]));
}

const sale = (transaction: string, status: string, more: Partial<HotmartSale> = {}): HotmartSale => ({
  transaction,
  status,
  orderedAt: hoursAgo(48),
  ...(["APPROVED", "COMPLETE", "REFUNDED", "CHARGEBACK", "PROTESTED"].includes(status) ? { approvedAt: hoursAgo(48) + 60_000 } : {}),
  ...more,
});

const told = (differences: readonly Difference[]) =>
  differences.map(({ kind, transaction, isMendable }) => `${kind} ${transaction}${isMendable ? "" : " stays"}`);
const differences = async () => told((await side.compare()).comparison.differences);
const events = () => world.store.events.list({ limit: 100 });
const historyCalls = () => api.calls.filter(({ path }) => path.endsWith("/sales/history"));

describe("reading the history", () => {
  test("asks for every documented status by itself, for without one refunds are not given", async () => {
    api.sales = [sale("HP1", "REFUNDED")];

    const found = await differences();

    expect(historyCalls().map(({ query }) => query.get("transaction_status"))).toEqual(STATUSES);
    expect(found).toEqual(["no-event HP1"]);
  });

  test("follows the pages to the last one, and asks in pieces of ninety days", async () => {
    api.perPage = 2;
    api.sales = ["HP1", "HP2", "HP3", "HP4", "HP5"].map((transaction) => sale(transaction, "APPROVED"));
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP3" }, 1));

    const { comparison } = await side.compare({ from: "2026-07-01T00:00:00.000Z", to: NOW });

    expect(comparison).toMatchObject({ sales: 5, agreeing: 1 });
    expect(told(comparison.differences)).toEqual(["no-event HP1", "no-event HP2", "no-event HP4", "no-event HP5"]);
    const approved = historyCalls().filter(({ query }) => query.get("transaction_status") === "APPROVED");
    expect(approved.map(({ query }) => query.get("page_token"))).toEqual([null, null, "page-2", "page-4"]);
    expect(approved.slice(0, 2).map(({ query }) => [query.get("start_date"), query.get("end_date")])).toEqual([
      [String(Date.parse("2026-07-01T00:00:00.000Z")), String(Date.parse("2026-09-29T00:00:00.000Z"))],
      [String(Date.parse("2026-09-29T00:00:00.000Z")), String(Date.parse(NOW))],
    ]);
  });

  test("ends although a page leads to itself", async () => {
    const page = JSON.stringify({ items: [], page_info: { next_page_token: "again" } });
    api.disturb = ({ path, query }) =>
      path.endsWith("/history") && query.get("transaction_status") === "APPROVED" ? { status: 200, body: page } : null;

    expect(await differences()).toEqual([]);
    expect(historyCalls().filter(({ query }) => query.get("transaction_status") === "APPROVED")).toHaveLength(2);
  });

  test("waits as long as a 429 asks for, then goes on", async () => {
    api.sales = [sale("HP1", "APPROVED")];
    api.disturb = (_, nth) => (nth === 3 ? { status: 429, headers: { "Retry-After": "37" } } : null);

    expect(await differences()).toEqual(["no-event HP1"]);
    expect(side.waits).toEqual([37_000]);
  });

  test("waits for the pace to be reset where no Retry-After says how long", async () => {
    api.disturb = (_, nth) => (nth === 3 ? { status: 429, headers: { "RateLimit-Reset": "12" } } : null);

    expect(await differences()).toEqual([]);
    expect(side.waits).toEqual([12_000]);
  });

  test.each([
    ["a query that took too long", { status: 502, body: "" }],
    ["half an answer", { status: 200, body: '{"items":[{"purchase":{"transac' }],
    ["a page that is none", { status: 200, body: "<html>Manutenção</html>" }],
  ])("asks again after %s", async (_, disturbance) => {
    api.sales = [sale("HP1", "APPROVED")];
    api.disturb = (_call, nth) => (nth === 2 || nth === 3 ? disturbance : null);

    expect(await differences()).toEqual(["no-event HP1"]);
    expect(side.waits).toEqual([1_000, 2_000]);
  });

  test.each([
    ["for good", { status: 503 }, "INTG_VENDOR_FAILED", 503],
    ["with nothing but halves", { status: 200, body: '{"items":[' }, "INTG_VENDOR_FAILED", 200],
    ["with a redirect", { status: 302, headers: { Location: "https://example.com/" } }, "INTG_VENDOR_FAILED", 302],
  ])("gives up when it is answered %s, and says where, without the query", async (_, disturbance, code, status) => {
    api.disturb = ({ path }) => (path.endsWith("/history") ? disturbance : null);

    const failure = await side.compare().catch((error: unknown) => error);

    expect(failure).toMatchObject({ code, params: { title: "Hotmart", status, url: `${api.url}/payments/api/v1/sales/history` } });
  });

  test("never waits longer than anybody sits there", async () => {
    api.disturb = ({ path }) => (path.endsWith("/history") ? { status: 429, headers: { "Retry-After": "86400" } } : null);

    await expect(side.compare()).rejects.toMatchObject({ code: "INTG_VENDOR_FAILED", params: { status: 429 } });
    expect(side.waits).toEqual([]);
  });

  test("goes on with a new token when the old one ends midway", async () => {
    api.perPage = 1;
    api.sales = [sale("HP1", "APPROVED"), sale("HP2", "APPROVED")];
    api.disturb = (_, nth) => {
      if (nth === 3) api.expireTokens();
      return null;
    };

    expect(await differences()).toEqual(["no-event HP1", "no-event HP2"]);
    expect(api.calls.filter(({ path }) => path.endsWith("/token"))).toHaveLength(2);
  });

  test("leaves out a status that only the documentation knows, and says so", async () => {
    api.sales = [sale("HP1", "REFUNDED")];
    const doubtful = JSON.stringify({ error: "invalid_parameter" });
    api.disturb = ({ query }) => (query.get("transaction_status") === "UNDER_ANALISYS" ? { status: 400, body: doubtful } : null);

    const { comparison, refused } = await side.compare();

    expect(told(comparison.differences)).toEqual(["no-event HP1"]);
    expect(refused).toEqual(["UNDER_ANALISYS"]);
  });

  test("does not go on without one that matters, and repeats Hotmart's words", async () => {
    const words = JSON.stringify({ error: "invalid_parameter", error_description: "The request was unacceptable" });
    api.disturb = ({ query }) => (query.get("transaction_status") === "REFUNDED" ? { status: 400, body: words } : null);

    await expect(side.compare()).rejects.toMatchObject({
      code: "INTG_VENDOR_FAILED",
      problems: [{ code: "api.refused-saying", params: { status: 400, words: "invalid_parameter: The request was unacceptable" } }],
    });
  });

  test("says that the credentials are refused, never repeating one of them", async () => {
    await side.close();
    side = await reconciling(world, "hotmart", api.url, { "client-secret": "11111111-2222-4333-8444-555555555555" });

    const failure = await side.compare().catch((error: unknown) => error);

    expect(failure).toMatchObject({ code: "INTG_VENDOR_REFUSED", exitCode: 6 });
    expect(JSON.stringify(failure)).not.toContain("11111111-2222");
    expect(JSON.stringify((failure as { problems: unknown }).problems)).toContain("Bad client [secret]");
  });

  test("takes a secret nowhere else, whatever an answer says", async () => {
    const visits: string[] = [];
    const stranger = createServer((message, response) => {
      visits.push(message.url ?? "");
      response.end("{}");
    });
    await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
    const elsewhere = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/`;
    api.disturb = () => ({ status: 307, headers: { Location: elsewhere } });

    await expect(side.compare()).rejects.toMatchObject({ code: "INTG_VENDOR_FAILED", params: { status: 307 } });

    expect(visits).toEqual([]);
    await new Promise((resolve) => stranger.close(resolve));
  });

  test("ends at once when it is stopped, also while it waits for an answer", async () => {
    api.disturb = (_, nth) => {
      if (nth < 3) return null;
      side.stop.abort();
      return "slow";
    };

    await expect(side.compare()).rejects.toMatchObject({ code: "INTG_CANCELLED" });
  });
});

describe("what differs", () => {
  test("is a sale with no event, one that the vendor does not know, another status, another amount", async () => {
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP2" }, 1));
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP3" }, 1));
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP4" }, 1));
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP5" }, 1));
    api.sales = [sale("HP1", "APPROVED"), sale("HP2", "COMPLETE"), sale("HP3", "REFUNDED"), sale("HP4", "APPROVED", { price: 97 })];

    const { comparison } = await side.compare();

    expect(comparison).toMatchObject({ sales: 4, agreeing: 1, young: 0, unpaid: 0 });
    expect(told(comparison.differences)).toEqual(["no-event HP1", "no-sale HP5 stays", "status HP3", "amount HP4 stays"]);
    expect(
      historyCalls()
        .filter(({ query }) => query.has("transaction"))
        .map(({ query }) => query.get("transaction")),
    ).toEqual(["HP5"]);
  });

  test("is not what was ordered before the range and only had an event in it", async () => {
    await world.hotmart(saleEvent("PURCHASE_REFUNDED", { transaction: "HP1" }, 1));
    api.sales = [sale("HP1", "REFUNDED", { orderedAt: hoursAgo(24 * 60) })];

    expect(await differences()).toEqual([]);
  });

  test("is not what is younger than an hour on either side", async () => {
    api.sales = [sale("HP1", "APPROVED", { orderedAt: hoursAgo(0.5), approvedAt: hoursAgo(0.4) })];

    const { comparison } = await side.compare();

    expect(comparison).toMatchObject({ young: 1, differences: [] });
  });

  test("is not a sale that was never paid, is over, and unknown here; nor a status that says nothing", async () => {
    api.sales = [sale("HP1", "CANCELLED"), sale("HP2", "STARTED")];

    const { comparison } = await side.compare();

    expect(comparison).toMatchObject({ unpaid: 1, differences: [] });
    expect([...comparison.untold]).toEqual([["STARTED", 1]]);
  });

  test("is not a call of the panel's test button", async () => {
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP16015479281022", product: "0" }, 1));

    expect(await differences()).toEqual([]);
  });
});

/** Everything that follows from events, for one buyer. */
async function standing() {
  const purchases = await Promise.all(["HP1", "HP2", "HP3"].map((id) => world.store.purchases.find("hotmart", "default", id)));
  return {
    grants: await world.grants("ana@example.com", "curso"),
    tags: await world.tags("ana@example.com"),
    purchases: purchases.map((purchase) => purchase && [purchase.state, purchase.completed, purchase.disputed, purchase.subscriptionId]),
  };
}

const WEBHOOKS: Readonly<Record<string, readonly string[]>> = {
  APPROVED: ["PURCHASE_APPROVED"],
  COMPLETE: ["PURCHASE_APPROVED", "PURCHASE_COMPLETE"],
  PRINTED_BILLET: ["PURCHASE_BILLET_PRINTED"],
  EXPIRED: ["PURCHASE_EXPIRED"],
  OVERDUE: ["PURCHASE_DELAYED"],
  PROTESTED: ["PURCHASE_APPROVED", "PURCHASE_PROTEST"],
  PARTIALLY_REFUNDED: ["PURCHASE_APPROVED", "PURCHASE_REFUNDED"],
  REFUNDED: ["PURCHASE_REFUNDED"],
  CHARGEBACK: ["PURCHASE_CHARGEBACK"],
};

describe("a repair", () => {
  test.each(Object.keys(WEBHOOKS))("of a sale that is %s leaves all as its webhooks would have", async (status) => {
    api.sales = [sale("HP1", status)];
    const webhooks = await shop();
    for (const event of WEBHOOKS[status] ?? [])
      await webhooks.hotmart(saleEvent(event, { transaction: "HP1" }, 1, event === "PURCHASE_APPROVED" ? {} : { status }));

    await side.repair();

    const repaired = await standing();
    const { store } = world;
    world = webhooks;
    expect(repaired).toEqual(await standing());
    expect(repaired.purchases[0]).toBeDefined();
    await store.close();
  });

  test("of a sale that was partly refunded approves it, as the webhook that comes later would", async () => {
    api.sales = [sale("HP1", "PARTIALLY_REFUNDED")];

    expect(await side.repair()).toBe(2);
    const [again] = await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP1" }, 1));

    expect(again?.event.status).toBe("duplicate");
    expect(await standing()).toMatchObject({
      grants: [{ transaction: "HP1", state: "active" }],
      purchases: [["approved", false, false, null], undefined, undefined],
    });
  });

  test("makes nothing of a sale from before the moment until which people were purged for their age", async () => {
    api.sales = [sale("HP1", "COMPLETE", { orderedAt: hoursAgo(24 * 21) }), sale("HP2", "COMPLETE", { orderedAt: hoursAgo(24 * 19) })];
    const purged = { at: NOW, kind: "purge" as const, subjects: [], counts: { contacts: 1 }, details: { class: "contacts", keep: "20d" } };
    await world.store.privacy.addAudit(purged);

    await side.repair();

    expect((await standing()).purchases.map((purchase) => purchase?.[0])).toEqual([undefined, "approved", undefined]);
  });

  test("sends no message about what is weeks old, nor about what nobody knows the age of; what is young goes", async () => {
    await destination(world, "whatsapp");
    for (const name of ["bem-vindo", "venceu"]) await template(world, name, "whatsapp");
    await world.rule("curso", "purchase.approved", [NOTIFY("bem-vindo")]);
    await world.rule("curso", "purchase.refunded", [NOTIFY("venceu")]);
    api.sales = [
      sale("HP1", "APPROVED", { orderedAt: hoursAgo(24 * 20), approvedAt: hoursAgo(24 * 20) }),
      sale("HP2", "APPROVED", { orderedAt: hoursAgo(5), approvedAt: hoursAgo(5) }),
      sale("HP3", "REFUNDED", { orderedAt: hoursAgo(24 * 20), approvedAt: hoursAgo(24 * 20) }),
    ];

    await side.repair();

    const due = (await outbox(world)).filter(({ state }) => state === "queued").map(({ target, dueAt }) => `${target} ${dueAt}`);
    expect(due).toEqual([`bem-vindo ${new Date(hoursAgo(24 * 20)).toISOString()}`, `bem-vindo ${new Date(hoursAgo(5)).toISOString()}`]);
    expect(await ended(world)).toEqual(["dead dispatch.untold-time: whatsapp notify venceu"]);
  });

  test("is marked in its event, and makes up neither an id nor a time that nobody told", async () => {
    api.sales = [sale("HP1", "REFUNDED", { approvedAt: hoursAgo(47) })];

    await side.repair();

    const [event] = await events();
    expect(event).toMatchObject({ trigger: "purchase.refunded", nativeId: null, occurredAt: null, amountPaid: null });
    expect(event?.notes[0]).toEqual({ code: "event.repaired", params: { source: "GET /payments/api/v1/sales/history" } });
    const delivery = await world.store.deliveries.find(event?.deliveryId ?? "");
    expect(delivery?.repair).toEqual({ at: NOW, source: "GET /payments/api/v1/sales/history" });
  });

  test("says of an approval when it was, and whom it was, as far as Hotmart tells", async () => {
    api.sales = [sale("HP1", "APPROVED", { approvedAt: hoursAgo(47), phone: "31900000001" })];

    await side.repair();

    expect((await events())[0]).toMatchObject({
      occurredAt: new Date(hoursAgo(47)).toISOString(),
      buyer: { name: "Ana Teste", email: "ana@example.com", phone: "+5531900000001" },
      tracking: { src: "blog", sck: "bio" },
      product: { externalId: "1001", kind: "one-time", offer: "ab12cd34" },
    });
  });

  test("of a subscription's charge names the subscription and the plan, so that its end finds it", async () => {
    await world.product("clube");
    await world.link("clube", "1002", { kind: "subscription", plan: "77" });
    const subscription = { code: "AB3CD4EF", plan: 77 };
    api.sales = [sale("HP1", "APPROVED", { product: 1002, subscription, recurrence: 2 })];

    await side.repair();

    expect((await events())[0]).toMatchObject({
      status: "processed",
      also: ["subscription.renewed"],
      transaction: { subscriptionId: "AB3CD4EF", recurrence: 2 },
    });
    expect(await world.grants("ana@example.com", "clube")).toEqual([{ transaction: "HP1", state: "active", until: null }]);
  });

  test("goes on without what cannot be asked", async () => {
    api.sales = [sale("HP1", "APPROVED", { phone: "31900000001" })];
    api.disturb = ({ path }) => (path.endsWith("/sales/users") ? { status: 403, body: '{"error":"unauthorized_client"}' } : null);

    await side.repair();

    expect((await events())[0]).toMatchObject({ trigger: "purchase.approved", buyer: { phone: null } });
  });

  test("done again does nothing", async () => {
    api.sales = [sale("HP1", "APPROVED"), sale("HP2", "REFUNDED")];
    await side.repair();
    const after = await standing();

    expect(await differences()).toEqual([]);
    expect(await side.repair()).toBe(0);
    expect(await standing()).toEqual(after);
    expect(await events()).toHaveLength(2);
  });

  test.each([
    ["APPROVED", ["PURCHASE_APPROVED"]],
    ["REFUNDED", ["PURCHASE_APPROVED", "PURCHASE_REFUNDED"]],
    ["PROTESTED", ["PURCHASE_APPROVED", "PURCHASE_PROTEST"]],
  ])("of a sale that is %s ends the same whichever comes first, it or the webhooks", async (status, webhooks) => {
    const ends: unknown[] = [];
    for (const order of permutations(["repair", ...webhooks])) {
      await anew();
      api.sales = [sale("HP1", status)];
      for (const step of order) await (step === "repair" ? side.repair() : world.hotmart(saleEvent(step, { transaction: "HP1" }, 1)));
      const acted = (await events()).filter((event) => event.status === "processed").map(({ trigger }) => trigger);
      ends.push({ ...(await standing()), acted: acted.sort() });
    }

    expect(ends.length).toBeGreaterThan(1);
    expect(ends).toEqual(ends.map(() => ends[0]));
    expect(ends[0]).toMatchObject({
      purchases: [[status === "REFUNDED" ? "refunded" : "approved", false, status === "PROTESTED", null], undefined, undefined],
    });
  });

  test("of what came meanwhile is a repeat that does nothing", async () => {
    api.sales = [sale("HP1", "APPROVED")];
    const [prepared] = await side.calls();
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP1" }, 1));

    const processed = prepared === undefined ? [] : await world.deliver(prepared);

    expect(processed.map(({ event }) => event.status)).toEqual(["duplicate"]);
    expect(await standing()).toMatchObject({ tags: ["comprador"], purchases: [["approved", false, false, null], undefined, undefined] });
  });

  test("takes back what is refunded there and approved here, and feeds nothing that is known", async () => {
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP1" }, 1));
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP2" }, 1));
    api.sales = [sale("HP1", "REFUNDED"), sale("HP2", "PROTESTED")];

    expect(await side.repair()).toBe(2);

    expect((await events()).map(({ trigger, status }) => [trigger, status]).slice(0, 2)).toEqual([
      ["purchase.disputed", "processed"],
      ["purchase.refunded", "processed"],
    ]);
    expect(await world.grants("ana@example.com", "curso")).toMatchObject([
      { transaction: "HP1", state: "blocked" },
      { transaction: "HP2", state: "active" },
    ]);
  });

  test("never takes a sale back to where it was: what is further along here stays, and is told", async () => {
    await world.hotmart(saleEvent("PURCHASE_REFUNDED", { transaction: "HP1" }, 1));
    api.sales = [sale("HP1", "APPROVED")];

    expect(await differences()).toEqual(["status HP1 stays"]);
    expect(await side.repair()).toBe(0);
  });

  test("ends a boleto that still waits here and is over there, although nobody says how", async () => {
    await world.product("outro");
    await world.link("outro", "1003", { releaseOnBoleto: true });
    await world.hotmart(saleEvent("PURCHASE_BILLET_PRINTED", { transaction: "HP1", product: "1003" }, 1, { payment: { type: "BILLET" } }));
    api.sales = [sale("HP1", "CANCELLED", { product: 1003 })];

    expect(await side.repair()).toBe(1);

    expect(await world.grants("ana@example.com", "outro")).toMatchObject([{ state: "blocked" }]);
    expect(await differences()).toEqual([]);
  });

  test("is kept by a rebuild, mark and all, and the rebuild changes nothing", async () => {
    api.sales = [sale("HP1", "APPROVED"), sale("HP2", "REFUNDED"), sale("HP3", "COMPLETE")];
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP2" }, 1));
    await side.repair();
    const [before, seen] = [await standing(), await events()];

    await rebuild(world.store, "America/Sao_Paulo");

    expect(await standing()).toEqual(before);
    expect(await events()).toEqual(seen);
  });
});
