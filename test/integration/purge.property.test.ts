import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { rebuild } from "../../src/app/rebuild.ts";
import { DERIVED_TABLES } from "../../src/store/processing.ts";
import { createHome, type Home } from "../support/home.ts";
import { BOLETO, cancellation, DECLINED, newRun, openShop, PIX, type Run, type Step, standingOf, step } from "../support/stories.ts";
import { createWorld, type World } from "../support/world.ts";

const ZONE = "America/Sao_Paulo";
const PAID_UNTIL = Date.UTC(2026, 1, 2, 12);

/** What may happen to a buyer, each about one of a few sales so that they meet. */
const STEPS: readonly Step[] = [
  step("PURCHASE_OUT_OF_SHOPPING_CART", 0),
  step("PURCHASE_BILLET_PRINTED", 0, { payment: BOLETO }),
  step("PURCHASE_BILLET_PRINTED", 1, { transaction: "B", payment: PIX }),
  step("PURCHASE_CANCELED", 1, { payment: DECLINED }),
  step("PURCHASE_EXPIRED", 2, { payment: BOLETO }),
  step("PURCHASE_APPROVED", 3),
  step("PURCHASE_APPROVED", 4, { transaction: "B" }),
  step("PURCHASE_APPROVED", 4, { transaction: "C", product: "1002" }),
  step("PURCHASE_PROTEST", 6, { transaction: "C", product: "1002" }),
  step("PURCHASE_COMPLETE", 7),
  step("PURCHASE_REFUNDED", 8, { transaction: "B" }),
  step("PURCHASE_CHARGEBACK", 9),
  step("PURCHASE_APPROVED", 3, { transaction: "X", product: "9999" }),
  step("PURCHASE_APPROVED", 1, { transaction: "S1", product: "1003", subscription: "S", recurrence: 1 }),
  step("PURCHASE_DELAYED", 5, { transaction: "S2", product: "1003", subscription: "S", recurrence: 2 }),
  step("PURCHASE_APPROVED", 6, { transaction: "S2", product: "1003", subscription: "S", recurrence: 2 }),
  cancellation("S", 10, { until: PAID_UNTIL }),
  cancellation("S", 11, { byOther: true }),
];

let home: Home;
let world: World;

beforeEach(async () => {
  home = await createHome();
  world = await createWorld(home.store);
  await openShop(world);
});
afterEach(async () => {
  await home.close();
});

/** Takes the bytes of these calls away, whatever their age. */
async function purgeCalls(ids: readonly string[]): Promise<void> {
  await home.store.erasing((_, erasure) => erasure.purge(ids, "2027-01-01T00:00:00.000Z"));
}

async function callIds(): Promise<readonly string[]> {
  return (await home.store.deliveries.page(null, 10_000)).map(({ id }) => id);
}

const stories = fc.array(fc.record({ buyer: fc.integer({ min: 0, max: 2 }), step: fc.constantFrom(...STEPS), isPurged: fc.boolean() }), {
  minLength: 1,
  maxLength: 14,
});

describe("calls whose bytes were purged", () => {
  test("leave every derived table as a rebuild with the bytes would, whichever calls they were", async () => {
    let told = 0;
    await fc.assert(
      fc.asyncProperty(stories, async (story) => {
        told += 1;
        const runs = [0, 1, 2].map((buyer) => newRun(told * 10 + buyer));
        const before = (await callIds()).length;
        for (const { buyer, step: one } of story) await world.hotmart(one(runs[buyer] as Run));
        const standings = () => Promise.all(runs.map((run) => standingOf(world, run)));
        await rebuild(home.store, ZONE);
        const [tables, people] = [home.dump(DERIVED_TABLES), await standings()];
        const ids = (await callIds()).slice(before);

        await purgeCalls(ids.filter((_, index) => story[index]?.isPurged === true));

        expect(home.dump(DERIVED_TABLES)).toEqual(tables);
        await rebuild(home.store, ZONE);
        expect(home.dump(DERIVED_TABLES)).toEqual(tables);
        expect(await standings()).toEqual(people);
      }),
      { numRuns: 15 },
    );
  }, 120_000);

  test("mean today what today's rules and links make of them", async () => {
    const run = newRun(1);
    await world.hotmart(step("PURCHASE_APPROVED", 3, { transaction: "X", product: "9999" })(run));
    await purgeCalls(await callIds());
    await world.product("tardio");
    await world.link("tardio", "9999");

    await rebuild(home.store, ZONE);

    expect(await world.grants(run.email, "tardio")).toEqual([{ transaction: run.transaction("X"), state: "active", until: null }]);
  });

  test("lose the access of a sale to a refund that comes after them", async () => {
    const run = newRun(1);
    await world.hotmart(step("PURCHASE_APPROVED", 3)(run));
    await purgeCalls(await callIds());
    expect((await world.grants(run.email, "curso")).map(({ state }) => state)).toEqual(["active"]);

    await world.hotmart(step("PURCHASE_REFUNDED", 9)(run));

    expect((await world.grants(run.email, "curso")).map(({ state }) => state)).toEqual(["blocked"]);
    await rebuild(home.store, ZONE);
    expect((await world.grants(run.email, "curso")).map(({ state }) => state)).toEqual(["blocked"]);
  });

  test("are still known as what they were when their vendor tells them again", async () => {
    const run = newRun(1);
    const body = step("PURCHASE_APPROVED", 3)(run);
    await world.hotmart(body);
    await purgeCalls(await callIds());

    const [again] = await world.hotmart(body);

    expect(again?.event.status).toBe("duplicate");
  });
});
