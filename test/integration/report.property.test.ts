import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/app/report/model.ts";
import { cart, reportOf, type Told, told } from "../support/reports.ts";
import { BOLETO, PIX } from "../support/stories.ts";
import { createWorld, type World } from "../support/world.ts";

const DAY = 24 * 60;

/** What can happen to one sale; days apart, so that the days of a report are at stake too. */
const STEPS = [
  ["PURCHASE_BILLET_PRINTED", { payment: BOLETO }],
  ["PURCHASE_BILLET_PRINTED", { payment: PIX }],
  ["PURCHASE_APPROVED", {}],
  ["PURCHASE_APPROVED", { price: null }],
  ["PURCHASE_COMPLETE", {}],
  ["PURCHASE_EXPIRED", {}],
  ["PURCHASE_REFUNDED", {}],
  ["PURCHASE_REFUNDED", { price: null }],
  ["PURCHASE_REFUNDED", { status: "PARTIALLY_REFUNDED" }],
  ["PURCHASE_CHARGEBACK", {}],
] as const satisfies readonly (readonly [string, Told])[];

interface Happening {
  readonly minute: number;
  readonly transaction: string;
  readonly product: string;
  readonly buyer: string;
  /** A step of a sale, or a cart. */
  readonly step: number;
  readonly repeats: number;
}

const happenings = fc.array(
  fc.record<Happening>({
    minute: fc.integer({ min: 0, max: 20 * DAY }),
    transaction: fc.constantFrom("A", "B", "C", "D"),
    product: fc.constantFrom("1001", "777"),
    buyer: fc.constantFrom("ana", "bia"),
    step: fc.integer({ min: 0, max: STEPS.length + 2 }),
    repeats: fc.integer({ min: 0, max: 2 }),
  }),
  { minLength: 1, maxLength: 14 },
);

/** One thing that happened is one: of two that say the same of one sale the first stands. What a sale is about follows from it. */
function factsOf(all: readonly Happening[]): readonly Happening[] {
  const seen = new Map<string, Happening>();
  for (const one of all) {
    const trigger = one.step < STEPS.length ? `${one.transaction} ${nameOf(one.step)}` : `cart ${one.buyer} ${one.product} ${one.minute}`;
    if (!seen.has(trigger)) seen.set(trigger, one);
  }
  return [...seen.values()];
}

const ISSUED = "PURCHASE_BILLET_PRINTED";

/** A part that was paid back is another thing than a refund; a boleto is another than a Pix. */
function nameOf(step: number): string {
  const [event, sale] = STEPS[step] ?? ["", {}];
  const variant = "status" in sale ? "partial" : event === ISSUED ? String(step) : "";
  return `${event} ${variant}`;
}

/** Everything of one sale is about one product and one buyer. */
function bodiesOf(one: Happening): readonly object[] {
  const sold = { A: ["1001", "ana"], B: ["777", "bia"], C: ["1001", "bia"], D: ["777", "ana"] }[one.transaction] ?? [];
  const [product = "", buyer = ""] = sold;
  const [event, sale] = STEPS[one.step] ?? ["", {}];
  const src = `from-${one.transaction}`;
  const make = () =>
    event === ""
      ? cart(one.minute, { product: one.product, email: `${one.buyer}@example.com` })
      : told(event, one.minute, { transaction: one.transaction, product, email: `${buyer}@example.com`, origin: { src }, ...sale });
  return Array.from({ length: one.repeats + 1 }, make);
}

async function reportOn(bodies: readonly object[]): Promise<{ readonly world: World; readonly report: Required<Report> }> {
  const world = await createWorld();
  await world.product("curso");
  await world.link("curso", "1001");
  for (const body of bodies) await world.hotmart(body);
  return { world, report: await reportOf(world) };
}

describe("the figures of whatever happened", () => {
  test("are the same in every order in which it is told, with any repeats", async () => {
    await fc.assert(
      fc.asyncProperty(happenings, fc.infiniteStream(fc.nat()), async (all, chance) => {
        const bodies = factsOf(all).flatMap(bodiesOf);
        const shuffled = bodies
          .map((body) => ({ body, place: chance.next().value }))
          .sort((one, other) => one.place - other.place)
          .map(({ body }) => body);

        const [first, second] = [await reportOn(bodies), await reportOn(shuffled)];

        expect(second.report).toEqual(first.report);
        await first.world.store.close();
        await second.world.store.close();
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  test("are those that are counted by hand, and every breakdown adds up to the totals", async () => {
    await fc.assert(
      fc.asyncProperty(happenings, async (all) => {
        const facts = factsOf(all);

        const { world, report } = await reportOn(facts.flatMap(bodiesOf));

        const { totals, periods, products, providers, origins, triggers, refunds } = report;
        const of = (event: string, partial = false) =>
          facts.filter(({ step }) => STEPS[step]?.[0] === event && "status" in (STEPS[step]?.[1] ?? {}) === partial);
        const approved = of("PURCHASE_APPROVED");
        const priced = approved.filter(({ step }) => !("price" in (STEPS[step]?.[1] ?? {})));
        expect(totals.events).toBe(facts.length);
        expect(totals.repeats).toBe(facts.reduce((sum, { repeats }) => sum + repeats, 0));
        expect(totals.approved).toEqual({
          count: approved.length,
          money: priced.length === 0 ? [] : [{ minor: 19700 * priced.length, currency: "BRL" }],
          withoutAmount: approved.length - priced.length,
        });
        expect([totals.refunded.count, totals.refunded.partial]).toEqual([
          of("PURCHASE_REFUNDED").length,
          of("PURCHASE_REFUNDED", true).length,
        ]);
        expect(refunds.map(({ count }) => count)).toEqual([totals.refunded.count, of("PURCHASE_CHARGEBACK").length]);
        const sum = (rows: readonly { readonly approved: Report["totals"]["approved"] }[]) => [
          rows.reduce((count, row) => count + row.approved.count, 0),
          rows.reduce((minor, row) => minor + (row.approved.money[0]?.minor ?? 0), 0),
        ];
        const whole = [totals.approved.count, totals.approved.money[0]?.minor ?? 0];
        for (const rows of [periods, products.rows, providers, origins.src.rows, origins.utm_source.rows]) expect(sum(rows)).toEqual(whole);
        expect(triggers.reduce((count, { events }) => count + events, 0)).toBe(totals.events);
        await world.store.close();
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
