import { beforeEach, describe, expect, it } from "vitest";
import { rebuild } from "../../src/app/rebuild.ts";
import { destination, FORWARD, NOTIFY, sendDue } from "../support/outbox.ts";
import { cart, post, reportOf, told } from "../support/reports.ts";
import { BOLETO, DECLINED, PIX } from "../support/stories.ts";
import { createWorld, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await createWorld();
  await world.product("curso");
  await world.product("livro");
  await world.link("curso", "1001");
  await world.link("livro", "1002");
});

async function tell(...bodies: readonly object[]): Promise<void> {
  for (const body of bodies) await world.hotmart(body);
}

const BRL = (minor: number) => [{ minor, currency: "BRL" }];
const DAY = 24 * 60;

describe("money", () => {
  it("counts a sale once, however often and under whatever ids it was told", async () => {
    await tell(told("PURCHASE_APPROVED", 1), told("PURCHASE_APPROVED", 1), told("PURCHASE_COMPLETE", 9));

    const { totals, triggers } = await reportOf(world);

    expect(totals.approved).toEqual({ count: 1, money: BRL(19700), withoutAmount: 0 });
    expect([totals.events, totals.repeats]).toEqual([2, 1]);
    expect(triggers).toEqual([
      { trigger: "purchase.approved", events: 1, money: BRL(19700) },
      { trigger: "purchase.completed", events: 1, money: BRL(19700) },
    ]);
  });

  it("counts every renewal, as what it is", async () => {
    await world.link("livro", "1003", { kind: "subscription" });
    const charge = (recurrence: number) => ({ transaction: `R${recurrence}`, product: "1003", subscription: "S", recurrence });
    await tell(told("PURCHASE_APPROVED", 1, charge(1)), told("PURCHASE_APPROVED", 2, charge(2)), told("PURCHASE_APPROVED", 3, charge(3)));

    const { totals } = await reportOf(world);

    expect(totals.approved).toEqual({ count: 3, money: BRL(59100), withoutAmount: 0 });
    expect(totals.renewals).toEqual({ count: 2, money: BRL(39400), withoutAmount: 0 });
  });

  it("keeps currencies apart, and a sale without an amount in sight", async () => {
    await tell(
      told("PURCHASE_APPROVED", 1),
      told("PURCHASE_APPROVED", 2, { transaction: "B", price: { value: 50.5, currency_value: "USD" } }),
      told("PURCHASE_APPROVED", 3, { transaction: "C", price: null }),
    );

    expect((await reportOf(world)).totals.approved).toEqual({
      count: 3,
      money: [...BRL(19700), { minor: 5050, currency: "USD" }],
      withoutAmount: 1,
    });
  });

  it("takes a refund at its own amount, else at its sale's; a chargeback too; a refused attempt is neither", async () => {
    await tell(
      told("PURCHASE_APPROVED", 1),
      told("PURCHASE_APPROVED", 1, { transaction: "B" }),
      told("PURCHASE_APPROVED", 1, { transaction: "C" }),
      told("PURCHASE_REFUNDED", 5, { price: { value: 150, currency_value: "BRL" } }),
      told("PURCHASE_REFUNDED", 6, { transaction: "B", price: null }),
      told("PURCHASE_REFUNDED", 6, { transaction: "unknown", price: null, email: "bia@example.com" }),
      told("PURCHASE_CHARGEBACK", 7, { transaction: "C" }),
      told("PURCHASE_CANCELED", 8, { transaction: "D", payment: DECLINED }),
    );

    const { refunds, totals, triggers } = await reportOf(world);

    expect(refunds[0]).toEqual({
      kind: "refunded",
      count: 3,
      money: BRL(34700),
      withoutAmount: 1,
      partial: 0,
      atPriceOfSale: 1,
      rate: { count: 1, money: [{ currency: "BRL", share: 34700 / 59100 }] },
    });
    expect(refunds[1]).toMatchObject({ kind: "chargebacks", count: 1, money: BRL(19700), rate: { count: 1 / 3 } });
    expect(totals.refunded).toMatchObject({ count: 3, money: BRL(34700) });
    expect(triggers.find(({ trigger }) => trigger === "purchase.refunded")).toEqual({
      trigger: "purchase.refunded",
      events: 3,
      money: BRL(34700),
    });
  });

  it("counts parts of a price that were paid back apart, since nobody tells how much", async () => {
    await tell(told("PURCHASE_APPROVED", 1), told("PURCHASE_REFUNDED", 2, { status: "PARTIALLY_REFUNDED" }));

    expect((await reportOf(world)).totals.refunded).toEqual({ count: 0, money: [], withoutAmount: 0, partial: 1, atPriceOfSale: 0 });
  });

  it("leaves test events out unless they are asked for", async () => {
    await tell(told("PURCHASE_APPROVED", 1), told("PURCHASE_APPROVED", 2, { transaction: "HP16015479281022" }));
    const isTest = (await world.store.events.list({ limit: 9 })).map((event) => event.isTest);

    const [without, including] = [await reportOf(world), await reportOf(world, { includeTests: true })];

    expect(isTest.filter(Boolean)).toHaveLength(1);
    expect([without.totals.approved.count, without.totals.events, without.totals.testsLeftOut]).toEqual([1, 1, 1]);
    expect([including.totals.approved.count, including.totals.events, including.totals.testsLeftOut]).toEqual([2, 2, 0]);
  });
});

describe("a charge that PagSeguro tells alone, and its order", () => {
  const charge = {
    id: "CHAR_00000001-00AA-4BBB-8CCC-000000000001",
    reference_id: "PED-1-1",
    status: "PAID",
    created_at: "2026-01-03T10:04:40.003-03:00",
    paid_at: "2026-01-03T10:04:41.000-03:00",
    amount: { value: 19700, currency: "BRL", summary: { total: 19700, paid: 19700, refunded: 0 } },
    payment_method: { type: "PIX" },
  };
  const order = {
    id: "ORDE_00000001-00AA-4BBB-8CCC-000000000001",
    reference_id: "PED-1",
    created_at: "2026-01-03T10:02:11.512-03:00",
    customer: { name: "Conceição Inventada", email: "conceicao@example.com" },
    items: [{ reference_id: "CURSO-042", name: "Curso de Violão", quantity: 1, unit_amount: 19700 }],
    charges: [charge],
  };

  it.each([
    ["the charge first", [charge, order]],
    ["the order first", [order, charge]],
  ])("are two events and one sale of the order's product, %s", async (_, bodies) => {
    for (const body of bodies) await post(world, "pagseguro", body);

    const { totals, products, periods } = await reportOf(world);

    expect([totals.events, totals.repeats, totals.approved]).toEqual([2, 0, { count: 1, money: BRL(19700), withoutAmount: 0 }]);
    expect(products.rows.find(({ externalId }) => externalId === "CURSO-042")?.approved.money).toEqual(BRL(19700));
    expect(periods.find(({ day }) => day === "2026-01-03")?.approved).toEqual(totals.approved);
  });

  it("are a sale of a charge alone while the order has not come", async () => {
    await post(world, "pagseguro", charge);

    expect((await reportOf(world)).totals.approved).toEqual({ count: 1, money: BRL(19700), withoutAmount: 0 });
  });
});

describe("products", () => {
  it("are told by slug and name; what is not linked by the vendor's id; an order bump is its own", async () => {
    await tell(
      told("PURCHASE_APPROVED", 1),
      told("PURCHASE_APPROVED", 1, { transaction: "B", product: "1002", bumpOf: "A", price: { value: 30, currency_value: "BRL" } }),
      told("PURCHASE_APPROVED", 2, { transaction: "C", product: "777" }),
      told("PURCHASE_REFUNDED", 3, { transaction: "C", product: "777" }),
    );

    const { products } = await reportOf(world);

    expect(
      products.rows.map(({ product, name, provider, externalId, approved }) => [product, name, provider, externalId, approved.money]),
    ).toEqual([
      [null, null, "hotmart", "777", BRL(19700)],
      ["curso", "curso", null, null, BRL(19700)],
      ["livro", "livro", null, null, BRL(3000)],
    ]);
    expect(products.rows[0]?.refunded).toMatchObject({ count: 1, money: BRL(19700) });
  });

  it("that came as further items of one sale count, at no amount, and the sale counts once", async () => {
    await world.hotmart(told("PURCHASE_APPROVED", 1));
    const items = [
      { reference_id: "A-1", name: "Um", quantity: 1, unit_amount: 10000 },
      { reference_id: "A-2", name: "Outro", quantity: 1, unit_amount: 5000 },
    ];
    await post(world, "pagseguro", {
      id: "ORDE_00000009-00AA-4BBB-8CCC-000000000009",
      created_at: "2026-01-03T10:02:11.512-03:00",
      customer: { name: "Inventada", email: "inventada@example.com" },
      items,
      charges: [
        {
          id: "CHAR_00000009-00AA-4BBB-8CCC-000000000009",
          status: "PAID",
          created_at: "2026-01-03T10:04:40.003-03:00",
          paid_at: "2026-01-03T10:04:41.000-03:00",
          amount: { value: 15000, currency: "BRL" },
          payment_method: { type: "PIX" },
        },
      ],
    });

    const { totals, products } = await reportOf(world);
    const ofSecond = await reportOf(world, { product: "A-2" });

    expect(totals.approved).toEqual({ count: 2, money: BRL(34700), withoutAmount: 0 });
    expect(
      products.rows.filter(({ provider }) => provider === "pagseguro").map(({ externalId, approved }) => [externalId, approved]),
    ).toEqual([
      ["A-1", { count: 1, money: BRL(15000), withoutAmount: 0 }],
      ["A-2", { count: 1, money: [], withoutAmount: 0 }],
    ]);
    expect(ofSecond.totals.approved).toEqual({ count: 1, money: [], withoutAmount: 0 });
  });

  it("are shown as many as were asked for", async () => {
    await tell(...["7", "8", "9"].map((product, at) => told("PURCHASE_APPROVED", at, { transaction: product, product })));

    const { products } = await reportOf(world, {}, { limit: 2 });

    expect([products.rows.map(({ externalId }) => externalId), products.leftOut]).toEqual([["7", "8"], 1]);
  });

  it("can be asked for one at a time, by slug or by the vendor's id, and so can stores", async () => {
    await tell(told("PURCHASE_APPROVED", 1), told("PURCHASE_APPROVED", 2, { transaction: "B", product: "777" }));

    const count = async (scope: Parameters<typeof reportOf>[1]) => (await reportOf(world, scope)).totals.approved.count;

    expect([await count({ product: "curso" }), await count({ product: "777" }), await count({ product: "livro" })]).toEqual([1, 1, 0]);
    expect([await count({ provider: "hotmart" }), await count({ provider: "payt" }), await count({ store: "other" })]).toEqual([2, 0, 0]);
  });
});

describe("time", () => {
  /** 23:30 of 2 January in São Paulo, 02:30 of the next day in UTC. */
  const LATE = 14 * 60 + 30;

  it("is that of the event, in days of the zone, and days without events are there", async () => {
    await tell(told("PURCHASE_APPROVED", LATE), told("PURCHASE_APPROVED", 3 * DAY, { transaction: "B" }));

    const days = async (zone: string) =>
      (await reportOf(world, {}, { zone })).periods.filter(({ approved }) => approved.count > 0).map(({ day }) => day);
    const { periods } = await reportOf(world, { until: "2026-01-06T12:30:00.000Z" });

    expect(await days("America/Sao_Paulo")).toEqual(["2026-01-02", "2026-01-05"]);
    expect(await days("UTC")).toEqual(["2026-01-03", "2026-01-05"]);
    expect(periods.map(({ day, events }) => [day, events])).toEqual([
      ["2026-01-02", 1],
      ["2026-01-03", 0],
      ["2026-01-04", 0],
      ["2026-01-05", 1],
      ["2026-01-06", 0],
    ]);
  });

  it("is the arrival's where the event names none", async () => {
    const { creation_date: _, ...body } = told("PURCHASE_APPROVED", 1) as { creation_date: number };
    await world.hotmart(body);

    const [january, november] = [
      await reportOf(world),
      await reportOf(world, { since: "2026-11-01T03:00:00.000Z", until: "2026-12-01T03:00:00.000Z" }),
    ];

    expect([january.totals.events, november.totals.events]).toEqual([0, 1]);
  });

  it("begins with the first moment and ends before the last", async () => {
    await tell(told("PURCHASE_APPROVED", 10));
    const at = "2026-01-02T12:10:00.000Z";

    const counts = [await reportOf(world, { since: at }), await reportOf(world, { until: at })].map(({ totals }) => totals.events);

    expect(counts).toEqual([1, 0]);
  });

  it("may be in weeks and months", async () => {
    await tell(told("PURCHASE_APPROVED", 1), told("PURCHASE_APPROVED", 10 * DAY, { transaction: "B" }));
    const counts = async (by: "week" | "month") =>
      (await reportOf(world, {}, { by })).periods.map(({ day, approved }) => [day, approved.count]);

    expect(await counts("month")).toEqual([["2026-01-01", 2]]);
    expect((await counts("week")).slice(0, 3)).toEqual([
      ["2025-12-29", 1],
      ["2026-01-05", 0],
      ["2026-01-12", 1],
    ]);
  });
});

describe("conversions", () => {
  it("of boletos and Pix go by their sale: how many, how long, and how much", async () => {
    await tell(
      told("PURCHASE_BILLET_PRINTED", 0, { payment: BOLETO }),
      told("PURCHASE_APPROVED", 60),
      told("PURCHASE_BILLET_PRINTED", 0, { transaction: "B", payment: BOLETO }),
      told("PURCHASE_APPROVED", 180, { transaction: "B" }),
      told("PURCHASE_BILLET_PRINTED", 0, { transaction: "C", payment: BOLETO }),
      told("PURCHASE_EXPIRED", 5 * DAY, { transaction: "C", payment: BOLETO }),
      told("PURCHASE_BILLET_PRINTED", 0, { transaction: "D", payment: PIX }),
      told("PURCHASE_APPROVED", 1, { transaction: "D" }),
      told("PURCHASE_REFUNDED", 2, { transaction: "D" }),
      told("PURCHASE_APPROVED", 1, { transaction: "E" }),
    );

    const { conversions } = await reportOf(world);

    expect(conversions.slice(1)).toEqual([
      {
        kind: "boleto",
        started: 3,
        paid: 2,
        rate: 2 / 3,
        medianSeconds: 120 * 60,
        p90Seconds: 180 * 60,
        startedMoney: BRL(59100),
        paidMoney: BRL(39400),
        unknown: 0,
      },
      {
        kind: "pix",
        started: 1,
        paid: 1,
        rate: 1,
        medianSeconds: 60,
        p90Seconds: 60,
        startedMoney: BRL(19700),
        paidMoney: BRL(19700),
        unknown: 0,
      },
    ]);
  });

  it("of a boleto that was paid after the report's end are known by now", async () => {
    await tell(told("PURCHASE_BILLET_PRINTED", 0, { payment: BOLETO }), told("PURCHASE_APPROVED", 5 * DAY));

    const { conversions, totals } = await reportOf(world, { until: "2026-01-03T03:00:00.000Z" });

    expect([conversions[1]?.paid, conversions[1]?.medianSeconds, totals.approved.count]).toEqual([1, 5 * 86_400, 0]);
  });

  it("of carts go by buyer and product, within a week", async () => {
    await tell(
      cart(0),
      cart(30),
      told("PURCHASE_APPROVED", 90),
      cart(0, { product: "1002" }),
      cart(0, { email: "bia@example.com" }),
      told("PURCHASE_APPROVED", 8 * DAY, { transaction: "B", email: "bia@example.com" }),
      cart(0, { email: null }),
    );

    const { conversions } = await reportOf(world);

    expect(conversions[0]).toMatchObject({ kind: "cart", started: 3, paid: 1, rate: 1 / 3, medianSeconds: 90 * 60, unknown: 1 });
    expect(conversions[0]).toMatchObject({ startedMoney: [], paidMoney: BRL(19700) });
  });

  it("of a cart that was left before the report are not its own, though it was left again", async () => {
    await tell(cart(0), cart(2 * DAY), told("PURCHASE_APPROVED", 2 * DAY + 5));

    const [whole, later] = [await reportOf(world), await reportOf(world, { since: "2026-01-03T03:00:00.000Z" })];

    expect([whole.conversions[0]?.started, later.conversions[0]?.started]).toEqual([1, 0]);
  });

  it("of a cart are not made by a renewal", async () => {
    await world.link("livro", "1003", { kind: "subscription" });
    await tell(
      cart(0, { product: "1003" }),
      told("PURCHASE_APPROVED", 5, { product: "1003", subscription: "S", recurrence: 2, transaction: "R2" }),
    );

    expect((await reportOf(world)).conversions[0]).toMatchObject({ started: 1, paid: 0 });
  });
});

describe("origins", () => {
  it("count what came before and what was sold, by value; sales that tell none are there", async () => {
    const origin = (src: string) => ({ src, sck: "sck-1" });
    await tell(
      told("PURCHASE_APPROVED", 1, { origin: origin("instagram") }),
      told("PURCHASE_BILLET_PRINTED", 1, { transaction: "B", origin: origin("instagram"), payment: BOLETO }),
      told("PURCHASE_APPROVED", 2, { transaction: "B", origin: origin("instagram") }),
      told("PURCHASE_APPROVED", 2, { transaction: "C", origin: origin("youtube"), price: null }),
      told("PURCHASE_APPROVED", 3, { transaction: "D" }),
    );

    const { origins } = await reportOf(world);

    expect(origins.src.rows).toEqual([
      { value: "instagram", carts: 0, issued: 1, approved: { count: 2, money: BRL(39400), withoutAmount: 0 } },
      { value: "youtube", carts: 0, issued: 0, approved: { count: 1, money: [], withoutAmount: 1 } },
      { value: null, carts: null, issued: null, approved: { count: 1, money: BRL(19700), withoutAmount: 0 } },
    ]);
    expect(origins.sck.rows[0]).toMatchObject({ value: "sck-1", approved: { count: 3, money: BRL(39400), withoutAmount: 1 } });
    expect(origins.utm_source).toEqual({
      rows: [{ value: null, carts: null, issued: null, approved: { count: 4, money: BRL(59100), withoutAmount: 1 } }],
      leftOut: 0,
    });
  });

  it("are ranked, and as many shown as were asked for", async () => {
    const sold = ["a", "b", "b", "c", "c", "c"];
    await tell(...sold.map((src, at) => told("PURCHASE_APPROVED", at, { transaction: `T${at}`, origin: { src } })));

    const { src } = (await reportOf(world, {}, { limit: 2 })).origins;

    expect([src.rows.map(({ value, approved }) => [value, approved.count]), src.leftOut]).toEqual([
      [
        ["c", 3],
        ["b", 2],
      ],
      1,
    ]);
  });
});

describe("leads", () => {
  it("are counted by portal, channel and listing", async () => {
    const lead = (originLeadId: string, leadOrigin: string, clientListingId: string) => ({
      leadOrigin,
      timestamp: "2026-01-04T12:00:00.000Z",
      originLeadId,
      originListingId: "87027856",
      clientListingId,
      name: "Nome Inventado",
      email: "lead@example.com",
      ddd: "11",
      phone: "900000001",
      message: "Olá",
      temperature: "ALTA",
      transactionType: "SELL",
      extraData: { leadType: "CONTACT_FORM" },
    });
    for (const body of [lead("1", "VivaReal", "AP1"), lead("2", "VivaReal", "AP2"), lead("3", "Zap", "AP1"), lead("3", "Zap", "AP1")])
      await world.lead(body);

    const { leads, totals, periods } = await reportOf(world);

    expect([totals.leads, totals.repeats]).toEqual([3, 1]);
    expect(periods.filter((row) => row.leads > 0).map(({ day, leads: count }) => [day, count])).toEqual([["2026-01-04", 3]]);
    expect(leads.portal.rows.map(({ value, leads: count }) => [value, count])).toEqual([
      ["VivaReal", 2],
      ["Zap", 1],
    ]);
    expect(leads.channel.rows).toEqual([{ value: "CONTACT_FORM", leads: 3 }]);
    expect(leads.listing.rows).toEqual([
      { value: "AP1", leads: 2 },
      { value: "AP2", leads: 1 },
    ]);
    expect(leads.advertiser.rows).toEqual([{ value: null, leads: 3 }]);
  });
});

describe("dispatches", () => {
  const NOVEMBER = { since: "2026-11-01T03:00:00.000Z", until: "2026-12-01T03:00:00.000Z" };

  it("are counted by destination and by what became of them, when they were queued", async () => {
    await destination(world, "webhook", "crm");
    await world.rule("curso", "purchase.approved", [FORWARD("crm")]);
    const buyers = ["ana", "bia", "cida", "dora"].map((name) => ({ transaction: name, email: `${name}@example.com` }));
    const sell = (index: number) => world.hotmart(told("PURCHASE_APPROVED", index, buyers[index] ?? {}));
    for (const index of [0, 1]) await sell(index);
    await sendDue(world, "2026-11-03T13:00:00.000Z");
    await sell(2);
    await sendDue(world, "2026-11-03T14:00:00.000Z", "dead");
    await sell(3);

    const [november, ofOther, january] = [
      await reportOf(world, NOVEMBER),
      await reportOf(world, { ...NOVEMBER, product: "livro" }),
      await reportOf(world),
    ];

    expect(november.dispatches).toEqual([
      { destination: "crm", sent: 2, dead: 1, waiting: 1, withdrawn: 0, attempts: 3, successRate: 2 / 3 },
    ]);
    expect([ofOther.dispatches, january.dispatches]).toEqual([[], []]);
  });

  it("that no destination was found for are told without one", async () => {
    await world.rule("curso", "purchase.approved", [NOTIFY("boas-vindas")]);
    await world.hotmart(told("PURCHASE_APPROVED", 1));

    expect((await reportOf(world, NOVEMBER)).dispatches).toEqual([
      { destination: null, sent: 0, dead: 1, waiting: 0, withdrawn: 0, attempts: 0, successRate: 0 },
    ]);
  });
});

describe("a report", () => {
  it("of nothing is zeros and empty lists", async () => {
    const { totals, products, conversions, periods } = await reportOf(world);

    expect([totals.events, totals.approved, products.rows, periods.every(({ events }) => events === 0)]).toEqual([
      0,
      { count: 0, money: [], withoutAmount: 0 },
      [],
      true,
    ]);
    expect(conversions.map(({ started, rate, medianSeconds }) => [started, rate, medianSeconds])).toEqual(Array(3).fill([0, null, null]));
  });

  it("has the parts that were asked for, and the totals", async () => {
    const report = await reportOf(world, {}, { sections: ["leads", "refunds"] });

    expect(Object.keys(report).sort()).toEqual(["by", "leads", "refunds", "scope", "totals", "zone"]);
  });

  it("leaves the store as it was, also when it is asked for again", async () => {
    await tell(told("PURCHASE_APPROVED", 1), cart(0));

    const [first, second] = [await reportOf(world), await reportOf(world)];

    expect(second).toEqual(first);
    await tell(told("PURCHASE_APPROVED", 2, { transaction: "B" }));
    expect((await reportOf(world)).totals.approved.count).toBe(2);
  });

  it("is the same after everything was made again from the stored calls", async () => {
    await tell(
      cart(0),
      told("PURCHASE_BILLET_PRINTED", 1, { payment: BOLETO, origin: { src: "instagram" } }),
      told("PURCHASE_APPROVED", 60, { origin: { src: "instagram" } }),
      told("PURCHASE_APPROVED", 60, { origin: { src: "instagram" } }),
      told("PURCHASE_REFUNDED", 90, { price: null }),
    );
    const before = await reportOf(world);

    await rebuild(world.store, "America/Sao_Paulo");

    expect(await reportOf(world)).toEqual(before);
  });
});
