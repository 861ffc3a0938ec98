import { beforeEach, describe, expect, test } from "vitest";
import { replayDeliveries } from "../../src/app/replay.ts";
import { saleEvent } from "../support/hotmart-sale.ts";
import { createWorld, TAG, type World } from "../support/world.ts";

const ANA = "ana@example.com";
let world: World;

beforeEach(async () => {
  world = await createWorld();
  for (const slug of ["ouro", "prata"]) await world.product(slug);
});

describe("what was decided stays decided", () => {
  test("a renewal on another plan does not decide the first charge again with today's rules", async () => {
    await world.link("ouro", "1001", { kind: "subscription", plan: "77" });
    await world.link("prata", "1001", { kind: "subscription", plan: "88" });
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP1", subscription: "S1", recurrence: 1, plan: "77" }, 1));
    await world.rule("*", "purchase.approved", [TAG("novo"), { id: "notify", target: "promo" }], "transaction.recurrence = 1");
    const [renewal] = await world.hotmart(
      saleEvent("PURCHASE_APPROVED", { transaction: "HP2", subscription: "S1", recurrence: 2, plan: "88" }, 50),
    );

    expect(renewal?.changes.map(({ kind, target }) => `${kind} ${target}`)).toEqual(["access prata"]);
    expect(await world.tags(ANA)).toEqual([]);
  });

  test("an event replayed stays with whom it was, also when its phone belongs to two people by then", async () => {
    const phone = { ddd: "41", phone: "900000001" };
    const lead = (id: string, more: object) => ({ originLeadId: id, clientListingId: "A1", leadOrigin: "Zap", ...phone, ...more });
    await world.rule("*", "lead.received", [TAG("interessado")], "not buyer.email exists");
    const [first] = await world.lead(lead("1", { timestamp: "2026-11-03T12:00:00Z" }));
    await world.lead(lead("2", { timestamp: "2026-11-03T12:05:00Z", email: "ana@example.com" }));
    await world.lead(lead("3", { timestamp: "2026-11-03T11:00:00Z", email: "bia@example.com" }));

    const again = await replayDeliveries([first?.event.id ?? ""], world.store, "UTC", true);

    expect(again[0]?.changes).toEqual([]);
    expect(await world.tags("ana@example.com")).toEqual(["interessado"]);
    expect(await world.tags("bia@example.com")).toEqual([]);
  });
});

describe("what waits for the operator waits together", () => {
  test("replaying the approval of a sale whose link was mended knows the refund that waited beside it", async () => {
    await world.link("ouro", "1001", { kind: "one-time" });
    const sale = { transaction: "HP1", subscription: "S1", recurrence: 1 };
    const [approval] = await world.hotmart(saleEvent("PURCHASE_APPROVED", sale, 1));
    await world.hotmart(saleEvent("PURCHASE_REFUNDED", sale, 5));
    await world.link("ouro", "1001", { kind: "subscription" });

    await replayDeliveries([approval?.event.id ?? ""], world.store, "UTC", true);

    expect(await world.grants(ANA, "ouro")).toEqual([{ transaction: "HP1", state: "blocked", until: null }]);
  });

  test("a chargeback that does not say it is of a subscription takes back the sale that did", async () => {
    await world.link("ouro", "1001", { kind: "subscription" });
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP1", subscription: "S1", recurrence: 1 }, 1));
    const [chargeback] = await world.hotmart(saleEvent("PURCHASE_CHARGEBACK", { transaction: "HP1" }, 9));

    expect(chargeback?.event.status).toBe("processed");
    expect(await world.grants(ANA, "ouro")).toEqual([{ transaction: "HP1", state: "blocked", until: null }]);
  });

  test("a cancellation without a product id finds the subscription link of a product that is also sold once", async () => {
    await world.link("ouro", "0900", { kind: "one-time" });
    await world.link("ouro", "1001", { kind: "subscription" });
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP1", subscription: "S1", recurrence: 1 }, 1));
    await world.hotmart({ subscriberCode: "S1", cancellationDate: "2026-01-02T12:05:00.000Z", productName: "X", userEmail: ANA });

    expect(await world.grants(ANA, "ouro")).toEqual([{ transaction: "HP1", state: "active", until: "2026-01-02T12:05:00.000Z" }]);
  });
});

test("a renewal that reuses the transaction of the first charge is an event of its own", async () => {
  await world.link("ouro", "1001", { kind: "subscription" });
  await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP1", subscription: "S1", recurrence: 1 }, 1));
  const [second] = await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP1", subscription: "S1", recurrence: 2 }, 50));

  expect(second?.event).toMatchObject({ status: "processed", also: ["subscription.renewed"] });
});

test("a delivery of more events than anybody sends keeps off the events of the next one", async () => {
  await world.link("ouro", "1001");
  const line_items = Array.from({ length: 1003 }, () => ({ product: { id: 1001, name: "Livro" } }));
  const purchase = { transaction: "HP1", order_date: 1767355200000, shopper: { email: ANA, name: "Ana Teste" } };
  await world.hotmart({
    id: "f1",
    creation_date: 1767355200000,
    event: "ORDER_FULFILLMENT",
    version: "2.0.0",
    data: { purchase, line_items },
  });
  const [next] = await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP2" }, 5));

  expect((await world.store.events.find(next?.event.id ?? ""))?.event.trigger).toBe("purchase.approved");
  expect(await world.store.events.counts()).toMatchObject({ processed: 1004 });
}, 60_000);
