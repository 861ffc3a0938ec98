import { beforeEach, describe, expect, test } from "vitest";
import { leadloversActions } from "../../src/app/capabilities.ts";
import { findProvider, PROVIDERS } from "../../src/providers/index.ts";
import { linkWhat, simulated } from "../support/simulated.ts";
import { createWorld, LEAVE, SEQUENCE, TAG, UNTAG, type World } from "../support/world.ts";

const ANA = "ana@example.com";

/** What the help centre of leadlovers says its product integration does, with the platforms that it names for each. */
const DOCUMENTED = {
  "tags-and-sequence": ["hotmart", "monetizze", "eduzz", "pagseguro", "payt"],
  "funnel-remove": ["hotmart", "monetizze", "pagseguro"],
  boleto: ["hotmart", "monetizze", "pagseguro"],
  cancellation: ["hotmart", "monetizze"],
  late: ["hotmart"],
} as const;

const rows = (action: keyof typeof DOCUMENTED) => DOCUMENTED[action].flatMap((id) => findProvider(id) ?? []);

let world: World;

beforeEach(async () => {
  world = await createWorld();
  await world.product("curso");
});

test("capabilities compares with just what is documented", () => {
  const shown = Object.fromEntries(leadloversActions(PROVIDERS).map(({ action, documented }) => [action, documented]));

  expect(shown).toEqual(DOCUMENTED);
});

describe("what leadlovers documents works here", () => {
  test.each(rows("tags-and-sequence"))("$title: a confirmed purchase changes tags and starts a sequence", async (provider) => {
    await linkWhat(world, "curso", provider, "boleto");
    await linkWhat(world, "curso", provider, "purchase");
    await world.rule("curso", "boleto.issued", [TAG("interessado")]);
    await world.rule("curso", "purchase.approved", [UNTAG("interessado"), TAG("aluno"), SEQUENCE("vendas", "boas-vindas")]);
    await simulated(world, provider, "boleto", { minute: 1 });
    expect(await world.tags(ANA)).toEqual(["interessado"]);

    await simulated(world, provider, "purchase", { minute: 2 });

    expect(await world.tags(ANA)).toEqual(["aluno"]);
    expect(await world.funnels(ANA)).toEqual(["vendas/boas-vindas"]);
  });

  test.each(rows("funnel-remove"))("$title: a confirmed purchase takes the client out of a funnel", async (provider) => {
    await linkWhat(world, "curso", provider, "boleto");
    await linkWhat(world, "curso", provider, "purchase");
    await world.rule("curso", "boleto.issued", [SEQUENCE("cobranca", "lembrete")]);
    await world.rule("curso", "purchase.approved", [LEAVE("cobranca")]);
    await simulated(world, provider, "boleto", { minute: 1 });
    expect(await world.funnels(ANA)).toEqual(["cobranca/lembrete"]);

    await simulated(world, provider, "purchase", { minute: 2 });

    expect(await world.funnels(ANA)).toEqual([]);
  });

  test.each(rows("boleto"))("$title: whoever buys by boleto enters a reminder funnel", async (provider) => {
    await linkWhat(world, "curso", provider, "boleto");
    await world.rule("curso", "boleto.issued", [SEQUENCE("cobranca", "lembrete")]);

    const [boleto] = await simulated(world, provider, "boleto");

    expect(boleto?.event).toMatchObject({ trigger: "boleto.issued", payment: { method: "boleto" } });
    expect(await world.funnels(ANA)).toEqual(["cobranca/lembrete"]);
  });

  test.each(rows("cancellation"))("$title: whoever cancels enters a relationship funnel and changes tags", async (provider) => {
    await linkWhat(world, "curso", provider, "cancel");
    await world.rule("curso", "purchase.approved", [TAG("aluno")]);
    await world.rule("curso", "purchase.canceled", [UNTAG("aluno"), TAG("cancelou"), SEQUENCE("relacionamento", "volte")]);
    await linkWhat(world, "curso", provider, "purchase");
    await simulated(world, provider, "purchase", { minute: 1, transaction: "HP0000000077" });

    await simulated(world, provider, "cancel", { minute: 2, transaction: "HP0000000077" });

    expect(await world.tags(ANA)).toEqual(["cancelou"]);
    expect(await world.funnels(ANA)).toEqual(["relacionamento/volte"]);
  });

  test.each(rows("late"))("$title: whoever pays late enters a reminder funnel and changes tags", async (provider) => {
    await linkWhat(world, "curso", provider, "late");
    await world.rule("curso", "payment.late", [TAG("atrasado"), SEQUENCE("cobranca", "atraso")]);

    await simulated(world, provider, "late");

    expect(await world.tags(ANA)).toEqual(["atrasado"]);
    expect(await world.funnels(ANA)).toEqual(["cobranca/atraso"]);
  });
});

test.each(PROVIDERS.filter(({ family }) => family === "payments"))(
  "beyond what is documented, $title also tells of late payments and cancellations of subscriptions",
  async (provider) => {
    await linkWhat(world, "curso", provider, "late");
    await linkWhat(world, "curso", provider, "subscription-cancel");
    await world.rule("curso", "payment.late", [TAG("atrasado")]);
    await world.rule("curso", "subscription.canceled", [TAG("cancelou")]);

    await simulated(world, provider, "late", { minute: 1 });
    await simulated(world, provider, "subscription-cancel", { minute: 2 });

    expect(await world.tags(ANA)).toEqual(expect.arrayContaining(["atrasado", "cancelou"]));
  },
);
