import { describe, expect, test } from "vitest";
import { anEvent } from "../../test/support/events.ts";
import { parseCondition } from "./condition-parse.ts";
import { evaluate, explainAll, indexRules } from "./evaluate.ts";
import type { CanonicalEvent } from "./event.ts";
import { eventFields } from "./event-fields.ts";
import { EVERY_PRODUCT, type Rule } from "./rule.ts";

const TAG = { id: "tag.add", target: "aluno" } as const;

function rule(id: string, changes: Partial<Omit<Rule, "id" | "when">> = {}): Rule {
  const whenText = changes.whenText ?? null;
  const when = whenText === null ? null : parseCondition(whenText);
  if (when !== null && !when.ok) throw new Error(`bad condition in test: ${whenText}`);
  return { id, product: "curso-x", trigger: "purchase.approved", actions: [TAG], ...changes, whenText, when: when?.value ?? null };
}

function decided(event: CanonicalEvent, rules: readonly Rule[], tags: readonly string[] = []) {
  return evaluate(event, indexRules(rules), eventFields(event, tags));
}

describe("a rule fires", () => {
  test("on its trigger for its product, and gives its actions in their order", () => {
    const actions = [TAG, { id: "access.grant", target: null }] as const;

    expect(decided(anEvent(), [rule("r1", { actions })])).toEqual([
      { rule: "r1", fired: true, reason: { code: "rule.fired", params: { trigger: "purchase.approved" } }, actions },
    ]);
  });

  test("for every product when it is for all, also on an event that has none", () => {
    const everywhere = [rule("r1", { product: EVERY_PRODUCT })];

    expect(decided(anEvent(), everywhere).map(({ fired }) => fired)).toEqual([true]);
    expect(decided(anEvent({ productSlug: null }), everywhere).map(({ fired }) => fired)).toEqual([true]);
  });

  test("on each trigger that the event raises, and names the one it waited for", () => {
    const event = anEvent({ also: ["subscription.renewed"] });
    const decisions = decided(event, [rule("r1", { trigger: "subscription.renewed" }), rule("r2")]);

    expect(decisions.map(({ rule: id, reason }) => [id, reason.params.trigger])).toEqual([
      ["r2", "purchase.approved"],
      ["r1", "subscription.renewed"],
    ]);
  });

  test("when its condition holds, on the event's fields or the contact's tags", () => {
    expect(decided(anEvent(), [rule("r1", { whenText: "amount >= 197" })])[0]?.fired).toBe(true);
    expect(decided(anEvent(), [rule("r1", { whenText: "contact.tags = vip" })], ["vip"])[0]?.fired).toBe(true);
  });
});

describe("a rule does not fire, and says why", () => {
  test("for another product, or for an event that has none", () => {
    expect(decided(anEvent({ productSlug: "outro" }), [rule("r1")])).toEqual([
      { rule: "r1", fired: false, reason: { code: "rule.other-product", params: { wanted: "curso-x", got: "outro" } }, actions: [TAG] },
    ]);
    expect(decided(anEvent({ productSlug: null }), [rule("r1")])[0]?.reason.params.got).toBeNull();
  });

  test("when its condition is false, with the part that decided", () => {
    expect(decided(anEvent(), [rule("r1", { whenText: "amount > 500" })])[0]).toEqual({
      rule: "r1",
      fired: false,
      reason: {
        code: "rule.condition-false-because",
        params: { condition: "amount > 500", field: "amount", op: ">", expected: "500", actual: expect.anything() },
      },
      actions: [TAG],
    });
  });

  test("without telling personal data, which would end in logs", () => {
    const [decision] = decided(anEvent(), [rule("r1", { whenText: "buyer.email ends-with gmail.com" })]);

    expect(decision?.fired).toBe(false);
    expect(decision?.reason.params.actual).toBe("[masked]");
  });

  test("rules on other triggers are not even looked at", () => {
    expect(decided(anEvent(), [rule("r1", { trigger: "purchase.refunded" })])).toEqual([]);
  });

  test("the product is asked before the condition", () => {
    expect(decided(anEvent({ productSlug: "outro" }), [rule("r1", { whenText: "amount > 500" })])[0]?.reason.code).toBe(
      "rule.other-product",
    );
  });
});

test("decisions come in the order in which the rules were added, fired or not", () => {
  const rules = [rule("r3"), rule("r1", { product: "outro" }), rule("r2", { product: EVERY_PRODUCT })];

  expect(decided(anEvent(), rules).map(({ rule: id, fired }) => [id, fired])).toEqual([
    ["r3", true],
    ["r1", false],
    ["r2", true],
  ]);
});

test("without rules nothing is decided", () => {
  expect(decided(anEvent(), [])).toEqual([]);
});

describe("explaining every rule", () => {
  const event = anEvent({ also: ["subscription.started"] });
  const rules = [
    rule("r1", { trigger: "purchase.refunded" }),
    rule("r2"),
    rule("r3", { trigger: "subscription.started" }),
    rule("r4", { product: "outro" }),
  ];

  test("also names those on other triggers, with what they wait for and what came", () => {
    const told = explainAll(event, rules, eventFields(event, []));

    expect(told.map(({ rule: id, fired, reason }) => [id, fired, reason.code])).toEqual([
      ["r1", false, "rule.other-trigger"],
      ["r2", true, "rule.fired"],
      ["r3", true, "rule.fired"],
      ["r4", false, "rule.other-product"],
    ]);
    expect(told[0]?.reason.params).toEqual({ wanted: "purchase.refunded", got: "purchase.approved, subscription.started" });
  });

  test("says of the rules on its triggers what evaluating says", () => {
    const told = explainAll(event, rules, eventFields(event, [])).filter(({ reason }) => reason.code !== "rule.other-trigger");

    expect(new Map(told.map((decision) => [decision.rule, decision]))).toEqual(
      new Map(decided(event, rules).map((decision) => [decision.rule, decision])),
    );
  });
});
