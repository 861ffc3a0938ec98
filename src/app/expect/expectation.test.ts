import { expect, test } from "vitest";
import { aDecision, wanted } from "../../../test/support/expectation.ts";
import { BLOCK, GRANT, LEAVE, SEQUENCE, TAG, UNTAG } from "../../../test/support/world.ts";
import type { ActionCall } from "../../core/rule.ts";
import { decidedActions, isDecided } from "./expectation.ts";

const REMINDER: ActionCall = { id: "notify", target: "lembrete@24h" };
const CRM: ActionCall = { id: "forward", target: "crm" };
const EVENT = { productSlug: "curso-x" };

test("what is decided is what the rules that fired ask for", () => {
  expect(decidedActions([aDecision([TAG("aluno"), GRANT]), aDecision([TAG("vip")], false), aDecision([BLOCK])])).toEqual([
    TAG("aluno"),
    GRANT,
    BLOCK,
  ]);
});

test.each([
  ["an action by its id", wanted("tag.add"), TAG("aluno"), true],
  ["and its target", wanted("tag.add", "aluno"), TAG("aluno"), true],
  ["no other target", wanted("tag.add", "vip"), TAG("aluno"), false],
  ["no other action on the same target", wanted("tag.add", "aluno"), UNTAG("aluno"), false],
  ["access by the event's product", wanted("access.grant", "curso-x"), GRANT, true],
  ["blocking by the event's product", wanted("access.block", "curso-x"), BLOCK, true],
  ["access to no other product", wanted("access.grant", "curso-y"), GRANT, false],
  ["a sequence whole", wanted("sequence.add", "vendas/ola"), SEQUENCE("vendas", "ola"), true],
  ["a sequence by its funnel", wanted("sequence.add", "vendas"), SEQUENCE("vendas", "ola"), true],
  ["no sequence of another funnel", wanted("sequence.add", "ola"), SEQUENCE("vendas", "ola"), false],
  ["a funnel that is left", wanted("funnel.remove", "vendas"), LEAVE("vendas"), true],
  ["a message whole", wanted("notify", "lembrete@24h"), REMINDER, true],
  ["a message by its template", wanted("notify", "lembrete"), REMINDER, true],
  ["a destination", wanted("forward", "crm"), CRM, true],
])("finds %s", (_, action, decided, found) => {
  expect(isDecided(action, [TAG("outra"), decided], EVENT)).toBe(found);
});

test("where nothing was decided nothing is found", () => {
  expect(isDecided(wanted("access.grant"), [], EVENT)).toBe(false);
});
