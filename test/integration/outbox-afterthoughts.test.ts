/** What is understood, tried again or made anew later must not undo what was said since. */
import { beforeEach, describe, expect, test } from "vitest";
import { loadConfiguration } from "../../src/app/configuration.ts";
import { retryDispatches } from "../../src/app/outbox/pick-dispatches.ts";
import type { ProcessingTx } from "../../src/app/ports.ts";
import { processDelivery } from "../../src/app/process.ts";
import { rebuild } from "../../src/app/rebuild.ts";
import type { Delivery } from "../../src/core/delivery.ts";
import { InboundRequest } from "../../src/core/http-message.ts";
import { saleEvent } from "../support/hotmart-sale.ts";
import { destination, ended, FORWARD, messages, NOTIFY, outbox, sendDue, template, waiting, withoutBuyer } from "../support/outbox.ts";
import { BOLETO } from "../support/stories.ts";
import { createWorld, TAG, UNTAG, type World } from "../support/world.ts";

const ZONE = "America/Sao_Paulo";
const HALF_PAST = "2026-11-03T12:30:00.000Z";
const LATER = "2026-11-03T13:00:00.000Z";

let world: World;

beforeEach(async () => {
  world = await createWorld();
  for (const slug of ["curso", "clube"]) await world.product(slug);
  await world.link("curso", "1001");
  await world.link("clube", "1003", { kind: "subscription" });
});

const sale = (event: string, minute: number) => saleEvent(event, { transaction: "HP1" }, minute);

/** A stored call that arrived after those of `world.hotmart`. */
async function stored(body: object, number: number): Promise<Delivery> {
  const delivery: Delivery = {
    id: `dlv_${String(number).padStart(20, "0")}`,
    provider: "hotmart",
    store: "default",
    receivedAt: new Date(Date.UTC(2026, 10, 3, 12, 0, number)).toISOString(),
    origin: "http",
    request: new InboundRequest({
      method: "POST",
      target: "/hooks/hotmart",
      headers: [],
      body: new TextEncoder().encode(JSON.stringify(body)),
    }),
  };
  await world.store.deliveries.append([delivery]);
  return delivery;
}

async function retryAll(): Promise<number> {
  return retryDispatches(world.store, await outbox(world), LATER);
}

describe("a dead letter about a contact", () => {
  beforeEach(async () => {
    await destination(world, "leadlovers", "crm");
    await world.rule("curso", "purchase.approved", [TAG("comprou")]);
    await world.rule("curso", "purchase.refunded", [UNTAG("comprou")]);
    await world.hotmart(sale("PURCHASE_APPROVED", 1));
    await sendDue(world, HALF_PAST, "dead");
  });

  test("is canceled by a newer word on the same thing, so that trying again never brings the old one back", async () => {
    await world.hotmart(sale("PURCHASE_REFUNDED", 5));

    expect(await ended(world)).toEqual(["canceled dispatch.overtaken: crm tag.add comprou"]);
    await retryAll();
    expect(await waiting(world)).toEqual(["crm tag.remove comprou"]);
  });

  test("that was dropped is not tried again once the opposite was told", async () => {
    const [dead] = await outbox(world);
    await world.store.dispatches.drop([dead?.id ?? ""], HALF_PAST);
    await world.hotmart(sale("PURCHASE_REFUNDED", 5));
    await sendDue(world, HALF_PAST);

    expect(await retryAll()).toBe(0);
  });

  test("is tried again while nothing newer was said", async () => {
    expect(await retryAll()).toBe(1);
    expect(await waiting(world)).toEqual(["crm tag.add comprou"]);
  });
});

describe("a message", () => {
  beforeEach(async () => {
    await destination(world, "whatsapp", "zap");
    await template(world, "lembrete");
    await template(world, "devolvida");
    await world.rule("curso", "boleto.issued", [NOTIFY("lembrete@24h")]);
    await world.rule("curso", "purchase.refunded", [NOTIFY("devolvida@1h")]);
  });
  const boleto = () => saleEvent("PURCHASE_BILLET_PRINTED", { transaction: "HP1" }, 1, { payment: BOLETO });

  test("that failed for good is canceled by the payment, and never tried again", async () => {
    await world.hotmart(boleto());
    await sendDue(world, "2026-11-04T13:00:00.000Z", "dead");
    await world.hotmart(sale("PURCHASE_APPROVED", 5));

    expect(await messages(world)).toEqual(["ana curso lembrete@24h canceled"]);
    expect(await retryAll()).toBe(0);
  });

  test.each(["queued", "dead"] as const)(
    "that is being sent when the payment comes is not tried again when it fails (%s)",
    async (state) => {
      await world.hotmart(boleto());
      const at = "2026-11-04T13:00:00.000Z";
      const policy = { concurrency: 1, spacingMs: 0, burst: 1, perDay: null, quiet: null };
      const wish = { destination: "zap", policy, atMost: 1, withNext: false };
      const lease = "2026-11-04T13:01:00.000Z";
      const [claimed] = await world.store.dispatches.turn([], [wish], at, lease);
      await world.hotmart(sale("PURCHASE_APPROVED", 5));
      const id = claimed?.dispatch.id ?? "";
      const failed = { id, destination: "zap", lease, state, at, nextAt: at, reason: null, isUncertain: false } as const;
      await world.store.dispatches.turn([{ ...failed, attempt: null, health: null, settledAt: null, together: [] }], [], at, lease);

      expect(await messages(world)).toEqual(["ana curso lembrete@24h canceled"]);
    },
  );

  test("put in line again before its time keeps its time, and one that is named while it waits goes now", async () => {
    await world.hotmart(boleto());
    const [message] = await outbox(world);
    await world.store.dispatches.drop([message?.id ?? ""], HALF_PAST);

    await retryAll();
    expect(await outbox(world)).toMatchObject([{ state: "queued", dueAt: message?.dueAt }]);
    await retryAll();
    expect(await outbox(world)).toMatchObject([{ state: "queued", dueAt: LATER }]);
  });

  test("about an event that named nobody is the buyer's as soon as the buyer is known", async () => {
    await world.hotmart(withoutBuyer(sale("PURCHASE_REFUNDED", 5)));
    expect(await messages(world)).toEqual(["- - devolvida@1h queued"]);

    await world.hotmart(sale("PURCHASE_APPROVED", 1));

    expect(await messages(world)).toEqual(["ana curso devolvida@1h queued"]);
  });
});

test("a forward to a destination that still does not exist stays a dead letter", async () => {
  await world.rule("curso", "purchase.approved", [FORWARD("erp")]);
  await world.hotmart(sale("PURCHASE_APPROVED", 1));

  expect(await retryAll()).toBe(0);
  expect(await ended(world)).toEqual(["dead dispatch.no-destination: erp forward erp"]);
  await destination(world, "webhook", "erp");
  expect(await retryAll()).toBe(1);
});

test("another destination of a removed one's name is told what that one was told", async () => {
  await destination(world, "leadlovers", "crm");
  await world.rule("curso", "purchase.approved", [TAG("comprou")]);
  await world.hotmart(sale("PURCHASE_APPROVED", 1));
  await sendDue(world, HALF_PAST);
  await world.store.destinations.remove("crm", HALF_PAST);
  await destination(world, "leadlovers", "crm");

  await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP2" }, 9));

  expect(await waiting(world)).toEqual(["crm tag.add comprou"]);
});

describe("a rebuild", () => {
  beforeEach(async () => {
    await destination(world, "leadlovers", "crm");
    await world.rule("curso", "purchase.approved", [TAG("comprou")]);
    await world.rule("curso", "purchase.refunded", [UNTAG("comprou")]);
  });

  test("tells of a call that was stored and not processed what holds after all calls", async () => {
    await stored(sale("PURCHASE_APPROVED", 1), 90);
    await world.hotmart(sale("PURCHASE_REFUNDED", 5));

    await rebuild(world.store, ZONE);

    expect(await waiting(world)).toEqual(["crm tag.remove comprou"]);
  });

  test("sends what failed before and works now", async () => {
    const delivery = await stored(sale("PURCHASE_APPROVED", 1), 90);
    const options = { configuration: await loadConfiguration(world.store), zone: ZONE };
    await world.store.transaction(async (tx) => {
      await tx.take(delivery.id);
      return processDelivery(delivery, failingOnce(tx), options);
    });
    expect(await waiting(world)).toEqual([]);

    await rebuild(world.store, ZONE);

    expect(await waiting(world)).toEqual(["crm tag.add comprou"]);
  });
});

test("an event of a subscription's charge that names nobody is its owner's, whichever call named him", async () => {
  await world.rule("*", "purchase.chargeback", [TAG("chargeback")]);
  const charge = { product: "1003", subscription: "S1" };

  await world.hotmart(withoutBuyer(saleEvent("PURCHASE_CHARGEBACK", { ...charge, transaction: "HP1", recurrence: 1 }, 1)));
  await world.hotmart(saleEvent("PURCHASE_APPROVED", { ...charge, transaction: "HP2", recurrence: 2 }, 3));

  expect(await world.tags("ana@example.com")).toEqual(["chargeback"]);
});

/** As if our code broke at the very end of an event. */
function failingOnce(tx: ProcessingTx): ProcessingTx {
  let calls = 0;
  return {
    ...tx,
    saveEvent: async (event, decisions) => {
      calls += 1;
      if (calls === 1) throw new TypeError("a bug");
      await tx.saveEvent(event, decisions);
    },
  };
}
