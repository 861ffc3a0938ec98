import { describe, expect, test } from "vitest";
import type { ActionCall } from "../../core/rule.ts";
import { PROVIDERS } from "../../providers/index.ts";
import { requireProvider } from "../require-provider.ts";
import { CHECKLIST, type ChecklistAnswer, checklistOf, rulesOf } from "./checklist.ts";

const tag = (flag: string, target: string): ChecklistAnswer => ({ flag, call: { id: "tag.add", target } });
const untag = (flag: string, target: string): ChecklistAnswer => ({ flag, call: { id: "tag.remove", target } });
const enter = (flag: string, target: string): ChecklistAnswer => ({ flag, call: { id: "sequence.add", target } });
const SOLD = { product: "curso-x", kind: "one-time" } as const;

describe("the check-list", () => {
  test("has the lines of leadlovers' product integration first, in their order", () => {
    expect(CHECKLIST.map(({ id }) => id).slice(0, 6)).toEqual([
      "purchase-tags",
      "purchase-sequence",
      "purchase-leave",
      "boleto",
      "cancel",
      "late",
    ]);
  });

  test("has every flag once", () => {
    const flags = CHECKLIST.flatMap(({ fields }) => fields.map(({ flag }) => flag));

    expect(new Set(flags).size).toBe(flags.length);
  });

  test.each([
    ["hotmart", "purchase-tags purchase-sequence purchase-leave boleto cancel late pix cart"],
    ["pagseguro", "purchase-tags purchase-sequence purchase-leave boleto cancel late pix"],
    ["grupozap", "lead"],
  ])("offers for %s only what it ever tells", (id, ids) => {
    expect(
      checklistOf(requireProvider(id))
        .map((item) => item.id)
        .join(" "),
    ).toBe(ids);
  });

  test("offers something for every provider", () => {
    expect(PROVIDERS.filter((provider) => checklistOf(provider).length === 0)).toEqual([]);
  });
});

describe("the rules made of it", () => {
  const hotmart = requireProvider("hotmart");

  test("are one per trigger, with everything that is wanted on it, in the order of the list", () => {
    const answers = [
      { flag: "leave-after-purchase", call: { id: "funnel.remove", target: "carrinho" } as ActionCall },
      enter("funnel-on-boleto", "cobranca/boleto"),
      enter("funnel-after-purchase", "pos-venda/boas-vindas"),
      tag("tag-after-purchase", "aluno"),
      untag("untag-after-purchase", "lead"),
    ];

    expect(rulesOf(hotmart, SOLD, answers)).toStrictEqual([
      {
        product: "curso-x",
        trigger: "purchase.approved",
        whenText: null,
        when: null,
        actions: [
          { id: "tag.add", target: "aluno" },
          { id: "tag.remove", target: "lead" },
          { id: "sequence.add", target: "pos-venda/boas-vindas" },
          { id: "funnel.remove", target: "carrinho" },
        ],
      },
      {
        product: "curso-x",
        trigger: "boleto.issued",
        whenText: null,
        when: null,
        actions: [{ id: "sequence.add", target: "cobranca/boleto" }],
      },
    ]);
  });

  test.each([
    ["one-time", "purchase.canceled purchase.refunded purchase.chargeback"],
    ["subscription", "purchase.canceled purchase.refunded purchase.chargeback subscription.canceled"],
  ] as const)("take a refund and a chargeback for a cancellation of what is sold %s", (kind, triggers) => {
    const rules = rulesOf(hotmart, { ...SOLD, kind }, [tag("tag-on-cancel", "saiu")]);

    expect(rules.map(({ trigger }) => trigger).join(" ")).toBe(triggers);
    expect(rules.every(({ actions }) => actions.length === 1 && actions[0]?.target === "saiu")).toBe(true);
  });

  test("leave out what the provider never tells", () => {
    expect(rulesOf(requireProvider("pagseguro"), SOLD, [enter("funnel-on-cart", "volta/carrinho")])).toEqual([]);
  });

  test("are for every lead, and none without an answer", () => {
    const zap = requireProvider("grupozap");

    expect(rulesOf(zap, null, [tag("tag-on-lead", "lead")]).map(({ product, trigger }) => [product, trigger])).toEqual([
      ["*", "lead.received"],
    ]);
    expect(rulesOf(zap, null, [])).toEqual([]);
  });
});
