import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { InboundRequest } from "../../src/core/http-message.ts";
import { createWorld, TAG, type World } from "../support/world.ts";

const ANA = "ana@example.com";
const CONTRACT = "8000001";

let world: World;
let made = 0;

beforeEach(async () => {
  world = await createWorld();
  await furnish(world);
});

async function furnish(place: World): Promise<void> {
  await place.product("clube");
  await place.link("clube", "1234568", { provider: "eduzz", kind: "subscription" });
  await place.rule("clube", "subscription.started", [TAG("comecou")]);
  await place.rule("clube", "subscription.renewed", [TAG("renovou")]);
}

type Call = (place: World) => Promise<unknown>;

/** Eduzz's invoice of a contract, which never says whether it is the first; its day is when it was paid. */
function invoicePaid(id: string, day: number): Call {
  const at = `2026-01-${String(day).padStart(2, "0")}T12:00:00.000Z`;
  return (place) =>
    post(place, `evt-${id}`, "myeduzz.invoice_paid", at, {
      id,
      status: "paid",
      buyer: { name: "Ana Inventada", email: ANA },
      price: { currency: "BRL", value: 49.9 },
      paid: { currency: "BRL", value: 49.9 },
      paidAt: at,
      paymentMethod: "pix",
      items: [{ productId: "1234568", name: "Clube", billingType: "recurrence" }],
      contract: { id: CONTRACT, isUnlimitedInstallments: false },
    });
}

const contractCreated: Call = (place) =>
  post(place, "evt-contract", "myeduzz.contract_created", "2026-01-01T12:00:00.000Z", {
    products: [{ id: "1234568", name: "Clube" }],
    contract: { id: CONTRACT, status: "upToDate", createdAt: "2026-01-01T12:00:00.000Z", isUnlimitedInstallments: false },
    customer: { name: "Ana Inventada", email: ANA },
  });

/** The obsolete webhook, which tells the first charge of a contract. */
function legacyFirst(id: string, day: string): Call {
  return (place) =>
    deliver(place, {
      type: "invoice",
      event_name: "invoice_paid",
      trans_cod: id,
      trans_status: "3",
      trans_value: "49.90",
      trans_paid: "49.90",
      trans_paiddate: day,
      trans_paidtime: "09:00:00",
      product_cod: "1234568",
      recurrence_cod: CONTRACT,
      recurrence_first_payment: "1",
      cus_name: "Ana Inventada",
      cus_email: ANA,
    });
}

function post(place: World, id: string, event: string, sentDate: string, data: object): Promise<unknown> {
  return deliver(place, { id, event, sentDate, data });
}

async function deliver(place: World, body: object): Promise<unknown> {
  made += 1;
  return place.deliver({
    id: `dlv_${String(made).padStart(20, "0")}`,
    provider: "eduzz",
    store: "default",
    receivedAt: "2026-02-01T12:00:00.000Z",
    origin: "http",
    request: new InboundRequest({
      method: "POST",
      target: "/hooks/eduzz",
      headers: [["Content-Type", "application/json"]],
      body: new TextEncoder().encode(JSON.stringify(body)),
    }),
  });
}

/** What every charge ended as, by its invoice; duplicates left out. */
async function chargesOf(place: World): Promise<Readonly<Record<string, readonly string[]>>> {
  const events = await place.store.events.list({ limit: 100 });
  const charges = events.filter(({ trigger, status }) => trigger === "purchase.approved" && status === "processed");
  return Object.fromEntries(charges.map(({ transaction, also }) => [transaction.id ?? "", also]));
}

describe("charges of a subscription that do not say which they are", () => {
  test("the first that was paid starts it, every later one renews it", async () => {
    for (const call of [invoicePaid("A", 2), invoicePaid("B", 9), invoicePaid("C", 16)]) await call(world);

    expect(await chargesOf(world)).toEqual({ A: ["subscription.started"], B: ["subscription.renewed"], C: ["subscription.renewed"] });
    expect(await world.tags(ANA)).toEqual(["comecou", "renovou"]);
  });

  test("one that arrives late and was paid first takes the start from the one that had it, with what that did", async () => {
    await invoicePaid("B", 9)(world);
    expect(await world.tags(ANA)).toEqual(["comecou"]);
    await invoicePaid("A", 2)(world);

    expect(await chargesOf(world)).toEqual({ A: ["subscription.started"], B: ["subscription.renewed"] });
    expect(await world.tags(ANA)).toEqual(["comecou", "renovou"]);
  });

  test("a contract that was announced is started by its announcement alone, whichever comes first", async () => {
    await invoicePaid("A", 2)(world);
    await contractCreated(world);
    await invoicePaid("B", 9)(world);

    expect(await chargesOf(world)).toEqual({ A: [], B: ["subscription.renewed"] });
    const started = (await world.store.events.list({ limit: 10 })).filter((event) =>
      [event.trigger, ...event.also].includes("subscription.started"),
    );
    expect(started.map(({ nativeEvent }) => nativeEvent)).toEqual(["myeduzz.contract_created"]);
  });

  test("an older call that does tell which it is takes the start from one that does not", async () => {
    await invoicePaid("B", 9)(world);
    await legacyFirst("A", "20260102")(world);

    expect(await chargesOf(world)).toEqual({ A: ["subscription.started"], B: ["subscription.renewed"] });
  });

  test("the same is true in every order, with repeats", async () => {
    const calls = [contractCreated, invoicePaid("A", 2), invoicePaid("B", 9), invoicePaid("C", 16)];
    const orders = fc.tuple(fc.shuffledSubarray(calls, { minLength: 4 }), fc.subarray(calls)).map(([all, again]) => [...all, ...again]);

    await fc.assert(
      fc.asyncProperty(orders, async (order) => {
        const place = await createWorld();
        await furnish(place);
        for (const call of order) await call(place);

        expect(await chargesOf(place)).toEqual({ A: [], B: ["subscription.renewed"], C: ["subscription.renewed"] });
        expect(await place.tags(ANA)).toEqual(["comecou", "renovou"]);
        expect((await place.grants(ANA, "clube")).filter(({ state }) => state === "active").map(({ transaction }) => transaction)).toEqual([
          "C",
        ]);
        await place.store.close();
      }),
      { numRuns: 40 },
    );
  });
});
