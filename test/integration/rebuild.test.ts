import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadConfiguration } from "../../src/app/configuration.ts";
import type { Store } from "../../src/app/ports.ts";
import { processDelivery } from "../../src/app/process.ts";
import { rebuild } from "../../src/app/rebuild.ts";
import { receiveCall } from "../../src/app/receive.ts";
import { replayDeliveries } from "../../src/app/replay.ts";
import { InboundRequest } from "../../src/core/http-message.ts";
import type { ActionCall } from "../../src/core/rule.ts";
import type { Trigger } from "../../src/core/triggers.ts";
import { findProvider } from "../../src/providers/index.ts";
import { listFixtures, readFixture } from "../../src/shared/fixture-files.ts";
import { DERIVED_TABLES } from "../../src/store/processing.ts";
import { countingIds, createHome, type Home, steppingClock } from "../support/home.ts";
import { saleEvent, subscriptionCancellation } from "../support/hotmart-sale.ts";
import { BLOCK, GRANT, LEAVE, SEQUENCE, TAG, UNTAG } from "../support/world.ts";

const ZONE = "America/Sao_Paulo";
const NOTIFY: ActionCall = { id: "notify", target: "boas-vindas@2h" };
let home: Home;

beforeEach(async () => {
  home = await createHome();
});
afterEach(async () => {
  await home.close();
});

/** Receives and processes calls as the listener does, the credentials put in by the provider's own `sign`. */
function receiver(store: Store) {
  const [clock, ids] = [steppingClock(), countingIds()];
  return async (providerId: string, request: InboundRequest, options: { readonly process: boolean } = { process: true }) => {
    const provider = findProvider(providerId);
    if (provider === undefined) throw new Error(`no provider ${providerId}`);
    const credentials = provider.sampleCredentials();
    const signed = provider.sign(request, credentials, clock.now());
    const received = receiveCall({ provider, store: "default", request: signed, origin: "http" }, credentials, clock, ids);
    if (!received.ok) return received.error.code;
    const { delivery } = received.value;
    await store.deliveries.append([delivery]);
    if (!options.process) return delivery.id;
    const processing = { configuration: await loadConfiguration(store), zone: ZONE };
    await store.transaction(async (tx) => {
      await tx.take(delivery.id);
      await processDelivery(delivery, tx, processing);
    });
    return delivery.id;
  };
}

function hotmartCall(body: object): InboundRequest {
  return new InboundRequest({
    method: "POST",
    target: "/hooks/hotmart",
    headers: [["Content-Type", "application/json"]],
    body: new TextEncoder().encode(JSON.stringify(body)),
  });
}

async function setUp(store: Store): Promise<void> {
  for (const slug of ["curso", "clube", "tardio"]) {
    await store.products.add({ slug, name: slug, description: null, image: null, type: "course", price: null, salesUrl: null });
  }
  const link = { provider: "hotmart", store: "default", offer: null, plan: null, releaseOnBoleto: true, blockOnCancel: true };
  await store.products.link({ ...link, product: "curso", externalId: "1001", kind: "one-time" });
  await store.products.link({ ...link, product: "clube", externalId: "1003", kind: "subscription" });
  const rules: readonly (readonly [string, Trigger, readonly ActionCall[]])[] = [
    ["*", "purchase.approved", [TAG("comprou"), SEQUENCE("vendas", "boas-vindas"), NOTIFY]],
    ["*", "purchase.refunded", [UNTAG("comprou"), TAG("devolveu"), SEQUENCE("vendas", "despedida")]],
    ["*", "purchase.disputed", [BLOCK]],
    ["clube", "payment.late", [BLOCK, LEAVE("vendas")]],
    ["clube", "subscription.renewed", [GRANT]],
    ["*", "lead.received", [TAG("lead"), SEQUENCE("corretagem", "novo")]],
  ];
  for (const [index, [product, trigger, actions]] of rules.entries()) {
    await store.rules.add({ id: `rul_${index}`, product, trigger, whenText: null, when: null, actions });
  }
  await store.advertisers.add({ slug: "imobiliaria", document: "52998224725", url: null, sendLeadEmail: true, closed: false });
  await store.advertisers.addListing({ code: "AP0042", advertiser: "imobiliaria" });
}

/** Everything that the derived tables can hold: each fixture of each provider, repeats, strangers, late mending. */
async function receiveHistory(store: Store): Promise<void> {
  await setUp(store);
  const receive = receiver(store);
  for (const provider of ["hotmart", "grupozap"]) {
    for (const name of listFixtures(provider)) await receive(provider, readFixture(provider, name).request);
  }
  for (const body of sales()) await receive("hotmart", hotmartCall(body));
  for (const body of sales().toReversed()) await receive("hotmart", hotmartCall(body));
  const late = await receive("hotmart", hotmartCall(saleEvent("PURCHASE_APPROVED", { transaction: "HP7", product: "1007" }, 20)));
  await receive(
    "hotmart",
    hotmartCall({ id: "t1", creation_date: 1_767_366_003_412, event: "PURCHASE_TELEPORTED", version: "2.0.0", data: {} }),
  );

  await store.products.link({
    product: "tardio",
    provider: "hotmart",
    store: "default",
    externalId: "1007",
    offer: null,
    plan: null,
    kind: "one-time",
    releaseOnBoleto: false,
    blockOnCancel: true,
  });
  await replayDeliveries([late], store, ZONE, true);
}

function sales(): readonly object[] {
  const subscription = { product: "1003", subscription: "S1", email: "bia@example.com" };
  const refund = saleEvent("PURCHASE_REFUNDED", { transaction: "HP2" }, 8) as { data: { buyer?: object } };
  const { buyer: _, ...withoutBuyer } = refund.data;
  return [
    { ...refund, data: withoutBuyer },
    saleEvent("PURCHASE_APPROVED", { transaction: "HP1" }, 1),
    saleEvent("PURCHASE_APPROVED", { transaction: "HP2" }, 2),
    saleEvent("PURCHASE_PROTEST", { transaction: "HP1" }, 6),
    saleEvent("PURCHASE_APPROVED", { transaction: "HP8", subscription: "S2", recurrence: 1 }, 3),
    saleEvent("PURCHASE_BILLET_PRINTED", { transaction: "HP3" }, 3, { payment: { type: "BILLET" } }),
    saleEvent("PURCHASE_APPROVED", { ...subscription, transaction: "HP4", recurrence: 1 }, 4),
    saleEvent("PURCHASE_DELAYED", { ...subscription, transaction: "HP5", recurrence: 2 }, 9),
    saleEvent("PURCHASE_APPROVED", { ...subscription, transaction: "HP6", recurrence: 2 }, 12),
    subscriptionCancellation("S1", 15, { product: "1003", email: "outra@example.com", until: Date.UTC(2026, 1, 2, 12) }),
  ];
}

describe("rebuilding", () => {
  test("makes every derived table again, byte for byte, from the stored calls alone", async () => {
    await receiveHistory(home.store);
    const before = home.dump(DERIVED_TABLES);

    const done = await rebuild(home.store, ZONE);

    const after = home.dump(DERIVED_TABLES);
    for (const table of DERIVED_TABLES) {
      expect(before[table]?.length, table).toBeGreaterThan(1);
      expect(after[table], table).toEqual(before[table]);
    }
    expect(done).toBe(await home.store.deliveries.count());
    expect(done).toBeGreaterThan(listFixtures("hotmart").length + 20);
  });

  test("shows that the history held every status, so that nothing was equal by being empty", async () => {
    await receiveHistory(home.store);
    await rebuild(home.store, ZONE);

    const statuses = new Set(home.dump(["events"]).events?.map((row) => String((JSON.parse(row) as unknown[])[6])));
    expect([...statuses].sort()).toEqual(["duplicate", "processed", "quarantined", "unmatched"]);
    expect(
      (await home.store.contacts.grants({ contactId: null, product: "tardio", after: null, limit: 9 })).map((grant) => grant.state),
    ).toEqual(["active"]);
  });

  test("leaves the stored calls and the configuration untouched", async () => {
    await receiveHistory(home.store);
    const kept = ["deliveries", "products", "links", "rules", "advertisers", "listings", "configuration_version"];
    const before = home.dump(kept);

    await rebuild(home.store, ZONE);

    expect(home.dump(kept)).toEqual(before);
  });

  test("also processes what still waited on the queue, and empties it", async () => {
    await setUp(home.store);
    await receiver(home.store)("hotmart", hotmartCall(saleEvent("PURCHASE_APPROVED", { transaction: "HP1" }, 1)), { process: false });
    expect(await home.store.deliveries.pendingCount()).toBe(1);

    await rebuild(home.store, ZONE);

    expect(await home.store.deliveries.pendingCount()).toBe(0);
    expect((await home.store.events.list({ limit: 9 })).map((event) => event.status)).toEqual(["processed"]);
  });

  test("uses today's configuration: a rule added since acts on what came before it", async () => {
    await receiveHistory(home.store);
    await home.store.rules.add({
      id: "rul_new",
      product: "curso",
      trigger: "purchase.approved",
      whenText: null,
      when: null,
      actions: [TAG("novo")],
    });

    await rebuild(home.store, ZONE);

    const ana = await home.store.contacts.find("ana@example.com");
    expect((await home.store.contacts.tags(ana?.id ?? "")).map(({ tag }) => tag)).toContain("novo");
  });
});

describe("a rebuild that breaks off", () => {
  test("when a stored call cannot be read back, leaves every table as it was", async () => {
    await receiveHistory(home.store);
    const before = home.dump([...DERIVED_TABLES, "queue"]);
    home.damage("UPDATE deliveries SET headers = 'torn' WHERE seq = (SELECT max(seq) FROM deliveries)");

    await expect(rebuild(home.store, ZONE)).rejects.toThrow();

    expect(home.dump([...DERIVED_TABLES, "queue"])).toEqual(before);
  });

  test("when the database refuses a write in the middle, leaves every table as it was, and works when mended", async () => {
    await receiveHistory(home.store);
    const before = home.dump(DERIVED_TABLES);
    home.damage("CREATE TRIGGER broken BEFORE INSERT ON grants WHEN NEW.product = 'tardio' BEGIN SELECT RAISE(ABORT, 'no'); END");

    await expect(rebuild(home.store, ZONE)).rejects.toThrow();
    expect(home.dump(DERIVED_TABLES)).toEqual(before);

    home.damage("DROP TRIGGER broken");
    await rebuild(home.store, ZONE);
    expect(home.dump(DERIVED_TABLES)).toEqual(before);
  });
});
