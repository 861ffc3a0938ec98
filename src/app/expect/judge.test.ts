import { describe, expect, test } from "vitest";
import { anEvent } from "../../../test/support/events.ts";
import { aCondition, aDecision, anExpectation, wanted } from "../../../test/support/expectation.ts";
import { BLOCK, GRANT, TAG } from "../../../test/support/world.ts";
import type { CanonicalEvent } from "../../core/event.ts";
import { note } from "../../core/note.ts";
import type { Expectation, Forbidden } from "./expectation.ts";
import { createJudge, type Sighting } from "./judge.ts";

const ACCESS_BLOCK: Forbidden = { kind: "action", action: wanted("access.block") };
const REFUND: Forbidden = { kind: "trigger", trigger: "purchase.refunded" };

function judged(expectation: Partial<Expectation>, event: Partial<CanonicalEvent> = {}, beside: Partial<Sighting> = {}) {
  return createJudge(anExpectation(expectation)).judge({ event: anEvent(event), decisions: [], tags: [], ...beside });
}

describe("an event is expected", () => {
  test.each<[string, Partial<Expectation>, Partial<CanonicalEvent>]>([
    ["where nothing is asked", {}, {}],
    ["of the provider", { provider: "hotmart" }, {}],
    ["of the store", { store: "loja2" }, { store: "loja2" }],
    ["by its trigger", { trigger: "purchase.approved" }, {}],
    ["by a trigger that it raises besides", { trigger: "subscription.started" }, { also: ["subscription.started"] }],
    ["of the product", { product: "curso-x" }, {}],
    ["of the status", { status: "unmatched" }, { status: "unmatched" }],
    ["when the condition holds", { where: aCondition("buyer.email = maria@example.com and amount >= 100") }, {}],
  ])("%s", (_, expectation, event) => {
    expect(judged(expectation, event).miss).toBeNull();
  });

  test("when it decides every action that is asked for", () => {
    const actions = [wanted("tag.add", "aluno"), wanted("access.grant")];

    expect(judged({ actions }, {}, { decisions: [aDecision([GRANT]), aDecision([TAG("aluno")])] }).miss).toBeNull();
  });

  test("by the tags of its contact", () => {
    const where = aCondition("contact.tags contains aluno");

    expect(judged({ where }, {}, { tags: ["aluno"] }).miss).toBeNull();
    expect(judged({ where }, {}, { tags: ["outra"] }).miss).toMatchObject({ kind: "where", actual: ["outra"] });
  });
});

describe("an event misses", () => {
  test.each<[string, Partial<Expectation>, Partial<CanonicalEvent>]>([
    ["provider", { provider: "eduzz" }, {}],
    ["store", { store: "loja2" }, {}],
    ["trigger", { trigger: "purchase.refunded" }, {}],
    ["product", { product: "curso-y" }, {}],
    ["product", { product: "curso-x" }, { productSlug: null }],
    ["status", {}, { status: "unmatched" }],
    ["status", {}, { status: "duplicate" }],
    ["status", { status: "duplicate" }, {}],
  ])("by its %s", (kind, expectation, event) => {
    expect(judged(expectation, event).miss).toEqual({ kind });
  });

  test("by the part of the condition that settled it, with the value that stands there", () => {
    const where = aCondition("amount >= 100 and buyer.email = ana@example.com");

    expect(judged({ where }).miss).toEqual({
      kind: "where",
      part: { field: "buyer.email", op: "=", expected: "ana@example.com", actual: "[masked]" },
      actual: "maria@example.com",
    });
  });

  test("by the first action that it does not decide", () => {
    const actions = [wanted("access.grant"), wanted("tag.add", "vip")];

    expect(judged({ actions }, {}, { decisions: [aDecision([GRANT, TAG("aluno")])] }).miss).toEqual({
      kind: "action",
      wanted: { id: "tag.add", target: "vip" },
      decided: [GRANT, TAG("aluno")],
    });
  });

  test("first by what it is, then by what became of it", () => {
    const expectation = {
      provider: "hotmart",
      trigger: "purchase.approved",
      product: "curso-x",
      where: aCondition("isTest = true"),
    } as const;

    expect(judged(expectation, { provider: "eduzz", trigger: "purchase.refunded" }).miss?.kind).toBe("provider");
    expect(judged(expectation, { trigger: "purchase.refunded", status: "unmatched" }).miss?.kind).toBe("trigger");
    expect(judged(expectation, { status: "unmatched", productSlug: null }).miss?.kind).toBe("where");
    expect(judged({ ...expectation, where: null }, { status: "unmatched", productSlug: null }).miss?.kind).toBe("status");
  });

  test.each(["product.slug = curso-x", "contact.tags exists", "lead.advertiser = acme"])(
    "by its status where `%s` could not be told without",
    (text) => {
      expect(judged({ where: aCondition(text) }, { status: "unmatched", productSlug: null, contactId: null }).miss).toEqual({
        kind: "status",
      });
    },
  );

  test.each(["quarantined", "failed", "pending"] as const)("by its status when it is %s and nothing of it could be read", (status) => {
    const expectation = { trigger: "purchase.approved", where: aCondition("buyer.email exists") } as const;

    expect(judged(expectation, { trigger: "unknown", status, reason: note("lookup.waiting") }).miss).toEqual({ kind: "status" });
  });

  test("by its trigger when it is of a kind that nobody knows", () => {
    expect(judged({ trigger: "purchase.approved" }, { trigger: "unknown" }).miss).toEqual({ kind: "trigger" });
  });
});

describe("what is forbidden", () => {
  test("is an action, whatever the event's trigger and status are", () => {
    const refund = { trigger: "purchase.refunded", status: "processed" } as const;
    const beside = { decisions: [aDecision([BLOCK])] };

    const { miss, forbidden } = judged({ trigger: "purchase.approved", forbidden: [ACCESS_BLOCK] }, refund, beside);

    expect(miss).toEqual({ kind: "trigger" });
    expect(forbidden).toEqual([ACCESS_BLOCK]);
  });

  test("is a trigger, also where the event waits for the operator, and where it is raised besides another", () => {
    expect(judged({ forbidden: [REFUND] }, { trigger: "purchase.refunded", status: "unmatched" }).forbidden).toEqual([REFUND]);
    expect(judged({ forbidden: [REFUND] }, { also: ["purchase.refunded"] }).forbidden).toEqual([REFUND]);
  });

  test("is not what came before and is only repeated", () => {
    expect(judged({ forbidden: [REFUND] }, { trigger: "purchase.refunded", status: "duplicate" }).forbidden).toEqual([]);
  });

  test("is no action of a rule that did not fire", () => {
    expect(judged({ forbidden: [ACCESS_BLOCK] }, {}, { decisions: [aDecision([BLOCK], false)] }).forbidden).toEqual([]);
  });

  test.each<[string, Partial<Expectation>]>([
    ["provider", { provider: "eduzz" }],
    ["store", { store: "loja2" }],
    ["product", { product: "curso-y" }],
    ["buyer", { where: aCondition("buyer.email = ana@example.com") }],
  ])("is nothing of another %s", (_, expectation) => {
    const beside = { decisions: [aDecision([BLOCK])] };

    expect(judged({ ...expectation, forbidden: [ACCESS_BLOCK, REFUND] }, { trigger: "purchase.refunded" }, beside).forbidden).toEqual([]);
  });

  test("is told for each thing that an event does", () => {
    const beside = { decisions: [aDecision([BLOCK])] };

    expect(judged({ forbidden: [ACCESS_BLOCK, REFUND] }, { trigger: "purchase.refunded" }, beside).forbidden).toEqual([
      ACCESS_BLOCK,
      REFUND,
    ]);
  });
});

test("decisions and tags are only wanted where something is asked of them, and of the events it is about", () => {
  const plain = createJudge(anExpectation({ provider: "hotmart", where: aCondition("not buyer.phone exists"), forbidden: [REFUND] }));
  const deep = createJudge(anExpectation({ where: aCondition("amount > 1 and not (contact.tags = vip or isTest = true)") }));

  expect([plain.needsDecisions, plain.needsTags]).toEqual([false, false]);
  expect([deep.needsDecisions, deep.needsTags]).toEqual([false, true]);
  expect(createJudge(anExpectation({ actions: [wanted("notify")] })).needsDecisions).toBe(true);
  expect(createJudge(anExpectation({ forbidden: [ACCESS_BLOCK] })).needsDecisions).toBe(true);
  expect([plain.isAbout(anEvent()), plain.isAbout(anEvent({ provider: "eduzz" }))]).toEqual([true, false]);
});
