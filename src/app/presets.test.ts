import { beforeEach, describe, expect, test } from "vitest";
import { anEvent } from "../../test/support/events.ts";
import { actionOf } from "../actions/index.ts";
import { evaluate, indexRules } from "../core/evaluate.ts";
import type { CanonicalEvent } from "../core/event.ts";
import { eventFields } from "../core/event-fields.ts";
import { fillTemplate, parseTemplate } from "../core/message-template.ts";
import { openScratchStore } from "../store/open.ts";
import { linkProduct } from "./link-product.ts";
import type { Ids, Store } from "./ports.ts";
import { PRESETS } from "./preset-list.ts";
import { listPresets, requirePreset, switchOff, switchOn } from "./presets.ts";
import { registerProduct } from "./register-product.ts";
import { saveTemplate } from "./templates.ts";

const EVERY = { product: "*", destination: null };
const MESSAGES = PRESETS.flatMap(({ messages }) => messages);

let store: Store;
let ids: Ids;

beforeEach(async () => {
  store = await openScratchStore();
  let made = 0;
  ids = { next: (prefix) => `${prefix}_${++made}` };
});

async function addProduct(slug: string): Promise<void> {
  await registerProduct(store, { slug, name: slug, description: null, image: null, type: "course", price: null, salesUrl: null });
}

async function register(name: string, kind: string): Promise<void> {
  await store.destinations.add({ name, kind, settings: {}, codes: {}, isEnabled: true, disabledBecause: null });
}

/** `trigger [when]: targets` of every rule. */
async function ruleTexts(): Promise<readonly string[]> {
  return (await store.rules.list()).map(
    ({ product, trigger, whenText, actions }) =>
      `${product} ${trigger} [${whenText ?? ""}] ${actions.map(({ target }) => target).join(" ")}`,
  );
}

describe("the presets", () => {
  test("are these, with these delays", () => {
    expect(
      PRESETS.map(({ id, on, messages }) => [
        id,
        on.map(({ trigger, when }) => (when === null ? trigger : `${trigger} when ${when}`)).join("; "),
        messages.map(({ template, delay }) => `${template}@${delay ?? "0"}`).join(" "),
      ]),
    ).toEqual([
      ["cart", "cart.abandoned", "carrinho-1@5m carrinho-2@1h carrinho-3@24h"],
      ["pix", "pix.issued", "pix-1@15m pix-2@2h"],
      ["boleto", "boleto.issued", "boleto-1@1h boleto-2@24h boleto-3@48h"],
      ["boleto-expired", "purchase.expired when payment.method = boleto", "boleto-vencido-1@30m boleto-vencido-2@24h boleto-vencido-3@48h"],
      ["pix-expired", "purchase.expired when payment.method = pix", "pix-vencido-1@15m pix-vencido-2@2h"],
      ["refused", "purchase.refused", "recusado-1@15m recusado-2@2h"],
      ["late", "payment.late", "atraso-1@1d atraso-2@3d atraso-3@7d"],
      [
        "welcome",
        "purchase.approved when product.kind != subscription and not transaction.recurrence > 1; subscription.started",
        "boas-vindas@0",
      ],
    ]);
  });

  test("no two messages share a template", () => {
    const names = MESSAGES.map(({ template }) => template);

    expect(new Set(names).size).toBe(names.length);
  });

  test.each(MESSAGES)("$template can be sent by a rule, and is a whole message about a buyer of whom nothing is known", (message) => {
    const target = message.delay === null ? message.template : `${message.template}@${message.delay}`;
    expect(actionOf("notify").readTarget(target)).toEqual({ ok: true, value: { id: "notify", target } });

    const parsed = parseTemplate(message.text);
    if (!parsed.ok) throw new Error(parsed.error.found);
    const filled = fillTemplate(parsed.value, () => null);
    const text = filled.ok ? filled.value : "";

    expect(text).toMatch(/^Oi, tudo bem! .{40,}/s);
    expect(text).not.toMatch(/\{\{|\}\}| [,.!?:]| {2}|\(\)|null/);
    expect(text.length).toBeLessThan(700);
  });
});

describe("switching on", () => {
  test("adds the templates, then one rule that sends them", async () => {
    const made = await switchOn(store, ids, requirePreset("pix"), EVERY);

    expect(made.templates.map(({ template, what }) => [template.name, template.destination, what])).toEqual([
      ["pix-1", null, "added"],
      ["pix-2", null, "added"],
    ]);
    expect(made.rules.map(({ rule, existed }) => [rule.id, existed])).toEqual([["rul_1", false]]);
    expect(await ruleTexts()).toEqual(["* pix.issued [] pix-1@15m pix-2@2h"]);
    expect((await store.templates.list()).map(({ name }) => name)).toEqual(["pix-1", "pix-2"]);
  });

  test("again changes nothing, and says so", async () => {
    const preset = requirePreset("welcome");
    await switchOn(store, ids, preset, EVERY);
    const version = await store.configurationVersion();

    const again = await switchOn(store, ids, preset, EVERY);

    expect(again.rules.map(({ existed }) => existed)).toEqual([true, true]);
    expect(again.templates.map(({ what }) => what)).toEqual(["kept"]);
    expect(await store.configurationVersion()).toBe(version);
  });

  test("leaves a text of the operator alone, with its destination", async () => {
    await register("zap", "whatsapp");
    await saveTemplate(store, { name: "pix-2", text: "Meu texto" });

    const made = await switchOn(store, ids, requirePreset("pix"), { product: "*", destination: "zap" });

    expect(made.templates.map(({ template, what }) => [template.name, template.destination, what])).toEqual([
      ["pix-1", "zap", "added"],
      ["pix-2", null, "kept"],
    ]);
    expect(await store.templates.find("pix-2")).toEqual({ name: "pix-2", destination: null, text: "Meu texto" });
  });

  test("with another destination moves the texts that are still its own", async () => {
    await register("zap", "whatsapp");
    await switchOn(store, ids, requirePreset("pix"), EVERY);

    const made = await switchOn(store, ids, requirePreset("pix"), { product: "*", destination: "zap" });

    expect(made.templates.map(({ what }) => what)).toEqual(["moved", "moved"]);
    expect((await store.templates.list()).map(({ destination }) => destination)).toEqual(["zap", "zap"]);
  });

  test.each([
    ["a product that is not registered", { product: "curso-y", destination: null }, "INTG_PRODUCT_NOT_FOUND"],
    ["a destination that is not registered", { product: "*", destination: "zap" }, "INTG_DESTINATION_NOT_FOUND"],
    ["a destination that sends no messages", { product: "*", destination: "leads" }, "INTG_NO_MESSENGER"],
  ])("%s is refused, and nothing is kept", async (_, wish, code) => {
    await register("leads", "leadlovers");

    await expect(switchOn(store, ids, requirePreset("cart"), wish)).rejects.toMatchObject({ code });

    expect(await store.templates.list()).toEqual([]);
    expect(await ruleTexts()).toEqual([]);
  });

  test("so is a product whose providers never tell of it", async () => {
    await addProduct("curso-x");
    const rest = { offer: null, plan: null, kind: "one-time", releaseOnBoleto: false, blockOnCancel: true } as const;
    await linkProduct(store, { product: "curso-x", provider: "pagseguro", store: "default", externalId: "1", ...rest });

    const switching = switchOn(store, ids, requirePreset("cart"), { product: "curso-x", destination: null });

    await expect(switching).rejects.toMatchObject({ code: "INTG_RULE_NEVER_FIRES" });
    expect(await store.templates.list()).toEqual([]);
  });

  test("a preset that does not exist is missed with the one that was probably meant", () => {
    expect(() => requirePreset("boletos")).toThrowError(expect.objectContaining({ code: "INTG_UNKNOWN_PRESET" }));
    expect(() => requirePreset("boletos")).toThrowError(
      expect.objectContaining({ params: expect.objectContaining({ given: "boletos", suggestion: "boleto" }) }),
    );
  });
});

describe("switching off", () => {
  test("removes its rules for that product, and no other rule and no text", async () => {
    await addProduct("curso-x");
    const preset = requirePreset("welcome");
    await switchOn(store, ids, preset, EVERY);
    await switchOn(store, ids, preset, { product: "curso-x", destination: null });
    await switchOn(store, ids, requirePreset("pix"), EVERY);

    const removed = await switchOff(store, preset, "*");

    expect(removed.map(({ product, trigger }) => `${product} ${trigger}`)).toEqual(["* purchase.approved", "* subscription.started"]);
    expect((await ruleTexts()).map((text) => text.split(" ").slice(0, 2).join(" "))).toEqual([
      "curso-x purchase.approved",
      "curso-x subscription.started",
      "* pix.issued",
    ]);
    expect((await store.templates.list()).map(({ name }) => name)).toEqual(["boas-vindas", "pix-1", "pix-2"]);
  });

  test("what is not on is left as it is", async () => {
    expect(await switchOff(store, requirePreset("cart"), "*")).toEqual([]);
  });
});

test("the list knows for which products each is on, and a rule that was taken away makes it off", async () => {
  await addProduct("curso-x");
  await switchOn(store, ids, requirePreset("cart"), EVERY);
  await switchOn(store, ids, requirePreset("cart"), { product: "curso-x", destination: null });
  const { rules } = await switchOn(store, ids, requirePreset("welcome"), EVERY);
  await store.rules.remove(rules[1]?.rule.id ?? "");

  const on = (await listPresets(store)).filter(({ products }) => products.length > 0);

  expect(on.map(({ preset, products }) => [preset.id, products])).toEqual([["cart", ["*", "curso-x"]]]);
});

describe("who is welcomed", () => {
  const approved = (also: CanonicalEvent["also"], kind: CanonicalEvent["product"]["kind"], recurrence: number | null) =>
    anEvent({
      trigger: "purchase.approved",
      also,
      product: { ...anEvent().product, kind },
      transaction: { ...anEvent().transaction, recurrence },
    });

  test.each([
    ["a one-off purchase", approved([], "one-time", null), 1],
    ["a purchase of which the kind is not told", approved([], null, null), 1],
    ["the first instalment", approved([], "instalments", 1), 1],
    ["the second instalment", approved([], "instalments", 2), 0],
    ["the start of a subscription", approved(["subscription.started"], "subscription", 1), 1],
    ["its renewal", approved(["subscription.renewed"], "subscription", 2), 0],
    ["a renewal that is not counted", approved(["subscription.renewed"], "subscription", null), 0],
  ])("%s", async (_, event, expected) => {
    await switchOn(store, ids, requirePreset("welcome"), EVERY);

    const decisions = evaluate(event, indexRules(await store.rules.list()), eventFields(event, []));

    expect(decisions.filter(({ fired }) => fired)).toHaveLength(expected);
  });
});
