/** Faults that were found once: calls that name somebody else, or less, than their sale; and paths that must not be 404. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openScratchStore } from "../../src/store/open.ts";
import { createHome, type Home } from "../support/home.ts";
import { saleEvent, subscriptionCancellation } from "../support/hotmart-sale.ts";
import { setCredential, startListening } from "../support/listening.ts";
import { createWorld, type World } from "../support/world.ts";

const ANA = "ana@example.com";
const UNTIL = "2026-01-02T12:05:00.000Z";
let world: World;
beforeEach(async () => {
  world = await createWorld();
  for (const slug of ["ouro", "prata"]) await world.product(slug);
});
const bought = () => saleEvent("PURCHASE_APPROVED", { transaction: "HP1", subscription: "S1", recurrence: 1, plan: "77" }, 1);

describe("the end of a subscription", () => {
  test("under another product (after a plan change) ends the charges of the first", async () => {
    await world.link("ouro", "1001", { kind: "subscription", plan: "77" });
    await world.link("prata", "1001", { kind: "subscription", plan: "88" });
    await world.hotmart(bought());
    const end = subscriptionCancellation("S1", 5) as { data: { subscription: { plan: { id: number } } } };
    end.data.subscription.plan.id = 88;
    await world.hotmart(end);

    expect(await world.grants(ANA, "ouro")).toEqual([{ transaction: "HP1", state: "active", until: UNTIL }]);
  });

  test("of a product linked by offer is matched by its subscription, for cancellations name no offer", async () => {
    await world.link("ouro", "1001", { kind: "subscription", offer: "ab12cd34" });
    await world.hotmart(bought());
    const [end] = await world.hotmart(subscriptionCancellation("S1", 5));

    expect(end?.event.status).toBe("processed");
    expect(await world.grants(ANA, "ouro")).toEqual([{ transaction: "HP1", state: "active", until: UNTIL }]);
  });

  test("without an e-mail that arrives before the sale ends it all the same", async () => {
    await world.link("ouro", "1001", { kind: "subscription" });
    const end = subscriptionCancellation("S1", 5) as { data: { subscriber: { email?: string } } };
    delete end.data.subscriber.email;
    await world.hotmart(end);
    await world.hotmart(bought());

    expect(await world.grants(ANA, "ouro")).toEqual([{ transaction: "HP1", state: "active", until: UNTIL }]);
  });

  test("in 1.0.0, which names no product id, that arrives before the sale ends it all the same", async () => {
    await world.link("ouro", "1001", { kind: "subscription" });
    await world.hotmart({
      subscriberCode: "S1",
      cancellationDate: UNTIL,
      productName: "Produto de teste",
      subscriptionPlanName: "Mensal",
      userEmail: ANA,
    });
    await world.hotmart(bought());

    expect(await world.grants(ANA, "ouro")).toEqual([{ transaction: "HP1", state: "active", until: UNTIL }]);
  });
});

describe("the outbox", () => {
  let home: Home;
  beforeEach(async () => {
    home = await createHome();
  });
  afterEach(() => home.close());

  test("holds an action once, also when the event's owner was found later", async () => {
    const { processDelivery } = await import("../../src/app/process.ts");
    const { loadConfiguration } = await import("../../src/app/configuration.ts");
    const { InboundRequest } = await import("../../src/core/http-message.ts");
    const { store } = home;
    await store.products.add({ slug: "ouro", name: "ouro", description: null, image: null, type: "course", price: null, salesUrl: null });
    await store.products.link({
      product: "ouro",
      provider: "hotmart",
      store: "default",
      externalId: "1001",
      offer: null,
      plan: null,
      kind: "one-time",
      releaseOnBoleto: false,
      blockOnCancel: true,
    });
    await store.rules.add({
      id: "rul_1",
      product: "ouro",
      trigger: "purchase.refunded",
      whenText: null,
      when: null,
      actions: [{ id: "forward", target: "crm" }],
    });
    const refund = saleEvent("PURCHASE_REFUNDED", { transaction: "HP1" }, 5) as { data: { buyer?: object } };
    delete refund.data.buyer;
    for (const [index, body] of [refund, saleEvent("PURCHASE_APPROVED", { transaction: "HP1" }, 1)].entries()) {
      const request = new InboundRequest({
        method: "POST",
        target: "/hooks/hotmart",
        headers: [],
        body: new TextEncoder().encode(JSON.stringify(body)),
      });
      const delivery = { id: `dlv_${index}`, provider: "hotmart", store: "default", receivedAt: UNTIL, origin: "http", request } as const;
      await store.deliveries.append([delivery]);
      const options = { configuration: await loadConfiguration(store), zone: "UTC" };
      await store.transaction((tx) => processDelivery(delivery, tx, options));
    }

    expect(home.dump(["effects"]).effects?.filter((row) => row.includes('"outbox"'))).toHaveLength(1);
  });
});

describe("the listener", () => {
  test.each([
    "/grupozap/lead/acme/extra",
    "/grupozap/lead//",
    `/grupozap/lead/${"x".repeat(201)}`,
    "/hooks/grupozap/Acme",
    "/hooks/grupozap/a/b",
  ])("never answers 404 below a path of Grupo ZAP: %s", async (path) => {
    const store = await openScratchStore();
    await setCredential(store, "grupozap", "key", "K");
    const { send, stop } = await startListening(store);
    const body = JSON.stringify({ originLeadId: "1", clientListingId: "A" });
    const authorization = `Basic ${Buffer.from("vivareal:K").toString("base64")}`;
    const { status } = await send({ path, headers: [["Authorization", authorization]], body });
    await stop();

    expect(status).not.toBe(404);
  });
});
