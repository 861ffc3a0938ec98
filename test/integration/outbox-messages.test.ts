/** What rules ask to be sent: the event itself, messages about it, and which of them a later event cancels. */
import { beforeEach, describe, expect, test } from "vitest";
import { saleEvent, subscriptionCancellation } from "../support/hotmart-sale.ts";
import { cart, destination, ended, FORWARD, messages, NOTIFY, outbox, sendDue, template, waiting } from "../support/outbox.ts";
import { BOLETO, DECLINED, PIX, permutations } from "../support/stories.ts";
import { createWorld, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await createWorld();
  for (const slug of ["curso", "outro"]) await world.product(slug);
  await world.link("curso", "1001");
  await world.link("outro", "1002");
});

const approved = () => saleEvent("PURCHASE_APPROVED", { transaction: "HP1" }, 1);

describe("a forward", () => {
  test("waits for the webhook that the rule names, in the line of its buyer, and is due at once", async () => {
    await destination(world, "webhook", "erp");
    await world.rule("curso", "purchase.approved", [FORWARD("erp")]);
    const [done] = await world.hotmart(approved());

    const contact = await world.store.contacts.find("ana@example.com");
    expect(await waiting(world)).toEqual(["erp forward erp"]);
    expect((await outbox(world))[0]).toMatchObject({
      lane: contact?.id,
      eventId: done?.event.id,
      rule: "rul_1",
      dueAt: done?.event.receivedAt,
      happenedAt: "2026-01-02T12:01:00.000Z",
      object: null,
      step: null,
    });
    expect(done?.changes.at(-1)).toMatchObject({ kind: "outbox", target: "erp", before: null, after: "queued", rule: "rul_1" });
  });

  test("to a destination that does not exist is dead and says so", async () => {
    await world.rule("curso", "purchase.approved", [FORWARD("erp")]);
    await world.hotmart(approved());

    expect(await waiting(world)).toEqual([]);
    expect(await ended(world)).toEqual(["dead dispatch.no-destination: erp forward erp"]);
  });

  test("to a destination that cannot forward is dead and says so", async () => {
    await destination(world, "leadlovers", "crm");
    await world.rule("curso", "purchase.approved", [FORWARD("crm")]);
    await world.hotmart(approved());

    expect(await ended(world)).toEqual(["dead dispatch.carries-not: crm forward crm"]);
  });

  test("of a lead that left neither e-mail nor phone goes in a line of its own", async () => {
    await destination(world, "webhook", "erp");
    await world.rule("*", "lead.received", [FORWARD("erp")]);
    const [done] = await world.lead({
      ...{ leadOrigin: "VivaReal", timestamp: "2026-11-03T13:22:41.507Z", originLeadId: "lead-1", clientListingId: "AP-1" },
      ...{ name: "Marina Exemplo", email: null, ddd: null, phone: null },
    });

    expect(done?.event.contactId).toBeNull();
    expect(await waiting(world)).toEqual(["erp forward erp"]);
    expect((await outbox(world))[0]?.lane).toBe(done?.event.id);
  });
});

describe("the destination of a message", () => {
  beforeEach(async () => {
    await world.rule("curso", "purchase.approved", [NOTIFY("boas-vindas")]);
  });

  test("is the only one that sends messages", async () => {
    await destination(world, "whatsapp", "zap");
    await destination(world, "leadlovers", "crm");
    await template(world, "boas-vindas");
    await world.hotmart(approved());

    expect(await waiting(world)).toEqual(["zap notify boas-vindas"]);
  });

  test("is the template's own, where it names one", async () => {
    for (const name of ["zap", "zap-vendas"]) await destination(world, "whatsapp", name);
    await template(world, "boas-vindas", "zap-vendas");
    await world.hotmart(approved());

    expect(await waiting(world)).toEqual(["zap-vendas notify boas-vindas"]);
  });

  test("without a template there is none", async () => {
    await destination(world, "whatsapp", "zap");
    await world.hotmart(approved());

    expect(await ended(world)).toEqual(["dead dispatch.no-template: - notify boas-vindas"]);
  });

  test("without one that sends messages there is none", async () => {
    await destination(world, "leadlovers", "crm");
    await template(world, "boas-vindas");
    await world.hotmart(approved());

    expect(await ended(world)).toEqual(["dead dispatch.no-channel: - notify boas-vindas"]);
  });

  test("is not guessed among two", async () => {
    for (const name of ["zap", "zap-vendas"]) await destination(world, "whatsapp", name);
    await template(world, "boas-vindas");
    await world.hotmart(approved());

    expect(await ended(world)).toEqual(["dead dispatch.many-channels: - notify boas-vindas"]);
  });

  test.each(["gone", "crm"])("named by the template, has to be one that sends messages: %s is none", async (through) => {
    await destination(world, "leadlovers", "crm");
    await destination(world, "whatsapp", "zap");
    await template(world, "boas-vindas", through);
    await world.hotmart(approved());

    expect(await ended(world)).toEqual([`dead dispatch.no-destination: ${through} notify boas-vindas`]);
  });
});

test.each([
  ["boas-vindas", "2026-11-03T12:00:01.000Z"],
  ["boas-vindas@30m", "2026-11-03T12:30:01.000Z"],
  ["boas-vindas@2d", "2026-11-05T12:00:01.000Z"],
])("the delay of %s counts from when we were told, not from when it happened", async (target, dueAt) => {
  await destination(world, "whatsapp", "zap");
  await template(world, "boas-vindas");
  await world.rule("curso", "purchase.approved", [NOTIFY(target)]);
  const [done] = await world.hotmart(approved());

  expect(done?.event.receivedAt).toBe("2026-11-03T12:00:01.000Z");
  expect(await outbox(world)).toMatchObject([{ target, dueAt, happenedAt: "2026-01-02T12:01:00.000Z" }]);
});

describe("on the happy path", () => {
  const ANA = { email: "ana@example.com" };
  const BIA = { email: "bia@example.com" };
  const boleto = (minute: number, options = {}) =>
    saleEvent("PURCHASE_BILLET_PRINTED", { transaction: "HP1", ...options }, minute, { payment: BOLETO });
  const pix = (minute: number, options = {}) =>
    saleEvent("PURCHASE_BILLET_PRINTED", { transaction: "HP1", ...options }, minute, { payment: PIX });
  const refused = (minute: number, options = {}) =>
    saleEvent("PURCHASE_CANCELED", { transaction: "HP9", ...options }, minute, { payment: DECLINED });
  const late = (minute: number, options = {}) => saleEvent("PURCHASE_DELAYED", { transaction: "HP1", ...options }, minute);
  const paid = (minute: number, options = {}) => saleEvent("PURCHASE_APPROVED", { transaction: "HP2", ...options }, minute);
  const ending = (event: string, minute: number, options = {}) => saleEvent(event, { transaction: "HP2", ...options }, minute);

  beforeEach(async () => {
    await destination(world, "whatsapp", "zap");
    await world.product("clube");
    await world.link("clube", "1003", { kind: "subscription" });
    for (const [name, trigger] of [
      ["carrinho", "cart.abandoned"],
      ["boleto", "boleto.issued"],
      ["pix", "pix.issued"],
      ["recusada", "purchase.refused"],
      ["atrasada", "payment.late"],
      ["expirou", "purchase.expired"],
      ["boas-vindas", "purchase.approved"],
      ["enviado", "delivery.updated"],
      ["nota", "invoice.issued"],
      ["garantia", "purchase.completed"],
      ["saiu", "subscription.canceled"],
      ["devolvida", "purchase.refunded"],
    ] as const) {
      await template(world, name);
      await world.rule("*", trigger, [NOTIFY(`${name}@1d`)]);
    }
  });

  async function told(...bodies: readonly object[]): Promise<readonly string[]> {
    for (const body of bodies) await world.hotmart(body);
    return (await messages(world)).map((line) => line.replace("@1d", ""));
  }

  test("a boleto cancels the reminder of the cart", async () => {
    expect(await told(cart(0), boleto(1))).toEqual(["ana curso boleto queued", "ana curso carrinho canceled"]);
    expect(await ended(world)).toEqual(["canceled dispatch.overtaken: zap notify carrinho@1d"]);
  });

  test.each([
    ["carrinho", cart(0)],
    ["boleto", boleto(0)],
    ["pix", pix(0)],
    ["recusada", refused(0)],
    ["atrasada", late(0)],
  ])("a payment cancels the reminder %s", async (name, body) => {
    expect(await told(body, paid(5))).toEqual([`ana curso boas-vindas queued`, `ana curso ${name} canceled`].sort());
  });

  test("a payment cancels nothing of another product, nor of another buyer", async () => {
    const lines = await told(boleto(0, { product: "1002" }), boleto(0, { ...BIA, transaction: "HP3" }), cart(1, BIA), paid(5, ANA));

    expect(lines).toEqual([
      "ana curso boas-vindas queued",
      "ana outro boleto queued",
      "bia curso boleto queued",
      "bia curso carrinho queued",
    ]);
  });

  test("a refused card cancels the cart's reminder, but not the Pix that may still be paid", async () => {
    expect(await told(cart(0), pix(1), refused(2))).toEqual([
      "ana curso carrinho canceled",
      "ana curso pix queued",
      "ana curso recusada queued",
    ]);
    expect(await told(cart(3, BIA), refused(4, { ...BIA, transaction: "HP8" }))).toContain("bia curso carrinho canceled");
  });

  test("an expired boleto cancels its own reminder, not that of another one", async () => {
    const lines = await told(
      boleto(0, { transaction: "HP1" }),
      pix(1, { transaction: "HP3" }),
      saleEvent("PURCHASE_EXPIRED", { transaction: "HP1" }, 2),
    );

    expect(lines).toEqual(["ana curso boleto canceled", "ana curso expirou queued", "ana curso pix queued"]);
  });

  test.each(["PURCHASE_REFUNDED", "PURCHASE_CHARGEBACK", "PURCHASE_CANCELED"])(
    "%s cancels what waits about its own sale, the welcome too, and nothing of another sale",
    async (event) => {
      await world.rule("*", "purchase.completed", [NOTIFY("garantia@2d")]);
      const lines = await told(paid(1), pix(2, { transaction: "HP3" }), ending(event, 5));

      expect(lines).toContain("ana curso boas-vindas canceled");
      expect(lines).toContain("ana curso pix queued");
    },
  );

  test("a refund by another buyer's name still ends the welcome of its sale", async () => {
    await told(paid(1), ending("PURCHASE_REFUNDED", 5, BIA));

    expect(await messages(world)).toContain("ana curso boas-vindas@1d canceled");
  });

  test("a partial refund cancels nothing", async () => {
    const partial = saleEvent("PURCHASE_REFUNDED", { transaction: "HP2" }, 5, { status: "PARTIALLY_REFUNDED" });

    expect(await told(paid(1), partial)).toEqual(["ana curso boas-vindas queued", "ana curso devolvida queued"]);
  });

  test("a delivery cancels the welcome", async () => {
    expect(await told(paid(1), ending("ORDER_FULFILLMENT", 5))).toEqual(["ana curso boas-vindas canceled", "ana curso enviado queued"]);
  });

  test("the end of the guarantee cancels nothing and is canceled by nothing", async () => {
    const lines = await told(paid(1), ending("PURCHASE_COMPLETE", 5), paid(9, { transaction: "HP4" }), ending("PURCHASE_REFUNDED", 10));

    expect(lines.filter((line) => line.includes("garantia"))).toEqual(["ana - garantia queued"]);
  });

  test("a canceled subscription cancels reminders to pay it, and leaves the welcome", async () => {
    const club = { product: "1003", subscription: "S1", recurrence: 1 };
    const lines = await told(
      paid(1, club),
      late(5, { ...club, transaction: "HP3", recurrence: 2 }),
      subscriptionCancellation("S1", 9, { product: "1003" }),
    );

    expect(lines).toEqual(["ana clube atrasada canceled", "ana clube boas-vindas queued", "ana clube saiu queued"]);
  });

  test("an older payment that arrives late cancels no reminder of a newer boleto", async () => {
    expect(await told(boleto(9, { transaction: "HP1" }), paid(1))).toEqual(["ana curso boas-vindas queued", "ana curso boleto queued"]);
  });

  const LIFE = [
    ["cart", () => cart(0)],
    ["boleto", () => boleto(1, { transaction: "HP2" })],
    ["payment", () => paid(2)],
  ] as const;
  test.each(permutations(LIFE).map((order) => ({ order, names: order.map(([name]) => name).join(", ") })))(
    "only the welcome is left of a sale that arrives as $names",
    async ({ order }) => {
      expect(await told(...order.map(([, make]) => make()))).toEqual([
        "ana curso boas-vindas queued",
        "ana curso boleto canceled",
        "ana curso carrinho canceled",
      ]);
    },
  );

  const ENDED = [
    ["boleto", () => boleto(1, { transaction: "HP2" })],
    ["payment", () => paid(3)],
    // By its clock before the payment; the sale is refunded all the same.
    ["refund", () => ending("PURCHASE_REFUNDED", 2)],
  ] as const;
  test.each(permutations(ENDED).map((order) => ({ order, names: order.map(([name]) => name).join(", ") })))(
    "only the farewell is left of a refunded sale that arrives as $names, whatever its clocks say",
    async ({ order }) => {
      expect(await told(...order.map(([, make]) => make()))).toEqual([
        "ana curso boas-vindas canceled",
        "ana curso boleto canceled",
        "ana curso devolvida queued",
      ]);
    },
  );

  const CROOKED = [
    ["boleto", () => boleto(3, { transaction: "HP2" })],
    ["payment", () => paid(2)],
  ] as const;
  test.each(permutations(CROOKED).map((order) => ({ order, names: order.map(([name]) => name).join(", ") })))(
    "the boleto of a sale is not reminded of when its payment, by its clock, came first: $names",
    async ({ order }) => {
      expect(await told(...order.map(([, make]) => make()))).toEqual(["ana curso boas-vindas queued", "ana curso boleto canceled"]);
    },
  );

  test("what was sent already is not canceled", async () => {
    await world.rule("curso", "cart.abandoned", [NOTIFY("carrinho")]);
    await world.hotmart(cart(0));
    await sendDue(world, "2026-11-03T12:30:00.000Z");

    expect(await told(boleto(1))).toEqual(["ana curso boleto queued", "ana curso carrinho sent", "ana curso carrinho canceled"]);
  });
});
