/** What goes outside goes once, whatever is repeated, replayed, edited, made anew or broken off. */
import { beforeEach, describe, expect, test } from "vitest";
import { loadConfiguration } from "../../src/app/configuration.ts";
import { retryDispatches } from "../../src/app/outbox/pick-dispatches.ts";
import type { ProcessingTx } from "../../src/app/ports.ts";
import { processDelivery } from "../../src/app/process.ts";
import { rebuild } from "../../src/app/rebuild.ts";
import { replayDeliveries } from "../../src/app/replay.ts";
import type { Delivery } from "../../src/core/delivery.ts";
import { InboundRequest } from "../../src/core/http-message.ts";
import { monetizze } from "../../src/providers/monetizze/index.ts";
import { readFixture } from "../../src/shared/fixture-files.ts";
import { saleEvent } from "../support/hotmart-sale.ts";
import { cart, destination, ended, FORWARD, messages, NOTIFY, outbox, sendDue, template, waiting } from "../support/outbox.ts";
import { linkWhat } from "../support/simulated.ts";
import { createWorld, SEQUENCE, TAG, type World } from "../support/world.ts";

const ZONE = "America/Sao_Paulo";
const NOON = "2026-11-03T12:30:00.000Z";
const EVERYTHING = [
  "erp forward erp",
  "portal access.grant curso",
  "crm sequence.add vendas/boas-vindas",
  "crm tag.add comprou",
  "zap notify boas-vindas@1h",
];

let world: World;

beforeEach(async () => {
  world = await createWorld();
  await world.product("curso");
  await world.link("curso", "1001");
  await destination(world, "webhook", "erp");
  await destination(world, "leadlovers", "crm");
  await destination(world, "members", "portal");
  await destination(world, "whatsapp", "zap");
  for (const name of ["boas-vindas", "lembrete"]) await template(world, name);
});

const approved = (minute = 1, transaction = "HP1") => saleEvent("PURCHASE_APPROVED", { transaction }, minute);
const ACTIONS = [TAG("comprou"), SEQUENCE("vendas", "boas-vindas"), FORWARD("erp"), NOTIFY("boas-vindas@1h")];

async function replay(eventId: string | undefined, keep = true): Promise<void> {
  await replayDeliveries([eventId ?? ""], world.store, ZONE, keep);
}

describe("one sale with everything that can follow from it", () => {
  beforeEach(async () => {
    await world.rule("curso", "purchase.approved", ACTIONS);
  });

  test("plans each of it once", async () => {
    await world.hotmart(approved());

    expect([...(await waiting(world))].sort()).toEqual([...EVERYTHING].sort());
  });

  test.each(["queued", "sent"])("plans nothing more when the call is repeated, under its own id or another one (%s)", async (state) => {
    const call = approved();
    await world.hotmart(call);
    if (state === "sent") await sendDue(world, "2026-11-03T14:00:00.000Z");
    const before = await outbox(world);
    const [again] = await world.hotmart(call);
    const [other] = await world.hotmart(approved());

    expect([again?.event.status, other?.event.status]).toEqual(["duplicate", "duplicate"]);
    expect(await outbox(world)).toEqual(before);
  });

  test.each(["queued", "sent", "dead"] as const)("plans nothing more when the event is replayed (%s)", async (state) => {
    const [done] = await world.hotmart(approved());
    await sendDue(world, NOON, state);
    const before = await outbox(world);
    for (const _ of [1, 2]) await replay(done?.event.id);

    expect(await outbox(world)).toEqual(before);
  });

  test("plans nothing in a dry run", async () => {
    await world.store.products.unlink({
      product: "curso",
      provider: "hotmart",
      store: "default",
      externalId: "1001",
      offer: null,
      plan: null,
    });
    const [done] = await world.hotmart(approved());
    await world.link("curso", "1001");
    await replay(done?.event.id, false);

    expect(await outbox(world)).toEqual([]);
  });

  test("plans nothing more when the rule is removed, added again and the event replayed", async () => {
    const [done] = await world.hotmart(approved());
    await sendDue(world, "2026-11-03T14:00:00.000Z");
    const before = await outbox(world);
    await world.store.rules.remove("rul_1");
    const id = await world.rule("curso", "purchase.approved", ACTIONS);
    await replay(done?.event.id);

    expect(id).not.toBe("rul_1");
    expect(await outbox(world)).toEqual(before);
  });

  test("plans nothing more when the template goes through another destination and the event is replayed", async () => {
    const [done] = await world.hotmart(approved());
    await sendDue(world, "2026-11-03T14:00:00.000Z");
    const before = await outbox(world);
    await destination(world, "whatsapp", "zap-novo");
    await template(world, "boas-vindas", "zap-novo");
    await replay(done?.event.id);

    expect(await outbox(world)).toEqual(before);
  });

  test("plans a message that found no destination anew only when the operator retries it", async () => {
    await world.store.destinations.remove("zap", NOON);
    await world.store.destinations.remove("erp", NOON);
    const [done] = await world.hotmart(approved());
    expect(await ended(world)).toContain("dead dispatch.no-channel: - notify boas-vindas@1h");

    await destination(world, "whatsapp", "zap");
    await replay(done?.event.id);
    expect((await waiting(world)).filter((line) => line.includes("notify"))).toEqual([]);

    const dead = (await outbox(world)).filter(({ state, action }) => state === "dead" && action === "notify");
    expect(await retryDispatches(world.store, dead, NOON)).toBe(1);
    expect((await waiting(world)).filter((line) => line.includes("notify"))).toEqual(["zap notify boas-vindas@1h"]);
  });

  test("sends a message through what its template names now, when that was nothing before and the operator retries it", async () => {
    await template(world, "boas-vindas", "gone");
    await world.hotmart(approved());
    await template(world, "boas-vindas", "zap");
    const dead = (await outbox(world)).filter(({ state }) => state === "dead");
    await retryDispatches(world.store, dead, NOON);

    expect(dead.map(({ destination: name }) => name)).toEqual(["gone"]);
    expect((await waiting(world)).filter((line) => line.includes("notify"))).toEqual(["zap notify boas-vindas@1h"]);
  });

  test("sends what a rule asks for that is added afterwards, when the event is replayed", async () => {
    const [done] = await world.hotmart(approved());
    await sendDue(world, "2026-11-03T14:00:00.000Z");
    await world.rule("curso", "purchase.approved", [NOTIFY("lembrete"), TAG("aluno")]);
    await replay(done?.event.id);

    expect([...(await waiting(world))].sort()).toEqual(["crm tag.add aluno", "zap notify lembrete"]);
  });
});

describe("a rebuild", () => {
  beforeEach(async () => {
    await world.rule("curso", "purchase.approved", ACTIONS);
    await world.rule("curso", "cart.abandoned", [NOTIFY("lembrete@1h")]);
  });

  test("adds nothing, and keeps what was planned, sent, dead and canceled", async () => {
    await world.hotmart(cart(0));
    await world.hotmart(approved());
    await sendDue(world, NOON);
    await world.hotmart(approved(5, "HP2"));
    const before = await outbox(world);
    await rebuild(world.store, ZONE);

    expect(new Set(before.map(({ state }) => state))).toEqual(new Set(["sent", "canceled", "queued"]));
    expect(await outbox(world)).toEqual(before);
  });

  test("plans nothing for a rule that came later, and leaves the state that it makes untold", async () => {
    await world.hotmart(approved());
    const before = await outbox(world);
    await world.rule("curso", "purchase.approved", [TAG("aluno"), NOTIFY("lembrete")]);
    await rebuild(world.store, ZONE);

    expect(await world.tags("ana@example.com")).toEqual(["aluno", "comprou"]);
    expect(await outbox(world)).toEqual(before);
  });

  test("plans what follows from a call that was stored and never processed", async () => {
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP0", email: "bia@example.com" }, 1));
    const before = await outbox(world);
    await world.store.deliveries.append([hotmartDelivery(approved(), 9)]);
    await rebuild(world.store, ZONE);

    const added = (await outbox(world)).filter(({ id }) => !before.some((known) => known.id === id));
    expect(added.map(({ destination: name, action, target }) => `${name} ${action} ${target}`).sort()).toEqual([...EVERYTHING].sort());
    expect(new Set(added.map(({ eventId }) => eventId))).toEqual(new Set(["evt_00000000000000000009"]));
  });
});

describe("a subscription that two calls tell the start of", () => {
  /** Monetizze sends 101 beside the first charge. */
  const CALLS = ["purchase.approved.webhook.subscription", "subscription.started.webhook"] as const;

  beforeEach(async () => {
    await world.product("clube");
    await linkWhat(world, "clube", monetizze, "subscription");
  });

  async function tell(names: readonly string[]): Promise<readonly string[]> {
    const triggers: string[] = [];
    for (const [index, name] of names.entries()) {
      const [done] = await world.deliver(monetizzeDelivery(name, index + 1));
      triggers.push([done?.event.trigger, ...(done?.event.also ?? [])].join("+"));
    }
    return triggers.sort();
  }

  test.each([[CALLS], [[...CALLS].reverse()]])("is told of once, by message and forward: %j", async (names) => {
    await world.rule("clube", "subscription.started", [NOTIFY("boas-vindas"), FORWARD("erp"), TAG("assinante")]);

    expect(await tell(names)).toEqual(["purchase.approved+subscription.started", "subscription.started"]);
    expect([...(await waiting(world))].sort()).toEqual([
      "crm tag.add assinante",
      "erp forward erp",
      "portal access.grant clube",
      "zap notify boas-vindas",
    ]);
  });

  test.each([[CALLS], [[...CALLS].reverse()]])("is told of once also when its payment asks for the same message: %j", async (names) => {
    await world.rule("clube", "purchase.approved", [NOTIFY("boas-vindas")]);
    await world.rule("clube", "subscription.started", [NOTIFY("boas-vindas")]);
    await tell(names);

    expect(await messages(world)).toEqual(["jose clube boas-vindas queued"]);
  });
});

describe("the same event", () => {
  test("is told of once when the rule moves to another of its triggers and it is replayed", async () => {
    await world.product("clube");
    await world.link("clube", "1003", { kind: "subscription" });
    const first = { transaction: "HP1", product: "1003", subscription: "S1", recurrence: 1 };
    await world.rule("clube", "purchase.approved", [NOTIFY("boas-vindas")]);
    const [done] = await world.hotmart(saleEvent("PURCHASE_APPROVED", first, 1));
    await world.store.rules.remove("rul_1");
    await world.rule("clube", "subscription.started", [NOTIFY("boas-vindas")]);
    await replay(done?.event.id);

    expect(done?.event.also).toEqual(["subscription.started"]);
    expect(await messages(world)).toEqual(["ana clube boas-vindas queued"]);
  });

  test("is told of once by one template, however many rules ask for it", async () => {
    for (const _ of [1, 2]) await world.rule("curso", "purchase.approved", [NOTIFY("boas-vindas"), FORWARD("erp")]);
    await world.rule("*", "purchase.approved", [NOTIFY("boas-vindas"), FORWARD("erp")]);
    await world.hotmart(approved());

    expect((await waiting(world)).filter((line) => !line.includes("access"))).toEqual(["zap notify boas-vindas", "erp forward erp"]);
  });

  test("is told of twice by one template with two delays", async () => {
    await world.rule("curso", "cart.abandoned", [NOTIFY("lembrete@1h"), NOTIFY("lembrete@1d")]);
    await world.hotmart(cart(0));

    expect(await waiting(world)).toEqual(["zap notify lembrete@1h", "zap notify lembrete@1d"]);
  });

  test("is not another one: each of two sales is told of", async () => {
    await world.rule("curso", "purchase.approved", [NOTIFY("boas-vindas")]);
    for (const transaction of ["HP1", "HP2"]) await world.hotmart(approved(1, transaction));

    expect(await messages(world)).toEqual(["ana curso boas-vindas queued", "ana curso boas-vindas queued"]);
  });
});

describe("processing that breaks off", () => {
  beforeEach(async () => {
    await world.rule("curso", "purchase.approved", ACTIONS);
  });

  test("leaves neither state nor anything to send, and both after the replay", async () => {
    const delivery = hotmartDelivery(approved(), 1);
    const options = { configuration: await loadConfiguration(world.store), zone: ZONE };
    await world.store.deliveries.append([delivery]);
    const [failed] = await world.store.transaction((tx) => processDelivery(delivery, failingOnce(tx), options));

    expect(failed?.event.status).toBe("failed");
    expect([await outbox(world), await world.tags("ana@example.com"), await world.grants("ana@example.com", "curso")]).toEqual([
      [],
      [],
      [],
    ]);

    await replay(failed?.event.id);
    expect([...(await waiting(world))].sort()).toEqual([...EVERYTHING].sort());
    expect(await world.tags("ana@example.com")).toEqual(["comprou"]);
  });

  test("with the whole transaction, leaves neither", async () => {
    const delivery = hotmartDelivery(approved(), 1);
    const options = { configuration: await loadConfiguration(world.store), zone: ZONE };
    await world.store.deliveries.append([delivery]);
    const work = world.store.transaction(async (tx) => {
      await processDelivery(delivery, tx, options);
      throw new RangeError("the machine stops here");
    });

    await expect(work).rejects.toThrow();
    expect([await outbox(world), await world.tags("ana@example.com")]).toEqual([[], []]);
  });

  test("does not cancel what waits", async () => {
    await world.rule("curso", "cart.abandoned", [NOTIFY("lembrete@1h")]);
    await world.hotmart(cart(0));
    const delivery = hotmartDelivery(approved(), 9);
    const options = { configuration: await loadConfiguration(world.store), zone: ZONE };
    await world.store.deliveries.append([delivery]);
    await world.store.transaction((tx) => processDelivery(delivery, failingOnce(tx), options));

    expect(await messages(world)).toEqual(["ana curso lembrete@1h queued"]);
  });
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

function hotmartDelivery(body: object, number: number): Delivery {
  const request = new InboundRequest({
    method: "POST",
    target: "/hooks/hotmart",
    headers: [["Content-Type", "application/json"]],
    body: new TextEncoder().encode(JSON.stringify(body)),
  });
  return deliveryOf("hotmart", request, number);
}

/** The fixture as it is, but of the one subscription. */
function monetizzeDelivery(name: string, number: number): Delivery {
  const { request } = readFixture("monetizze", name);
  const text = request.text().replace(/"9000\d\d"/g, '"900010"');
  return deliveryOf("monetizze", request.withBody(new TextEncoder().encode(text)), number);
}

function deliveryOf(provider: string, request: InboundRequest, number: number): Delivery {
  const receivedAt = new Date(Date.UTC(2026, 10, 3, 12, 0, number)).toISOString();
  return { id: `dlv_${String(number).padStart(20, "0")}`, provider, store: "default", receivedAt, origin: "http", request };
}
