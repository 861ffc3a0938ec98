import type { Expectation, WantedAction } from "../../src/app/expect/expectation.ts";
import type { Condition } from "../../src/core/condition.ts";
import { parseCondition } from "../../src/core/condition-parse.ts";
import type { Decision } from "../../src/core/evaluate.ts";
import type { ActionCall, ActionId } from "../../src/core/rule.ts";

/** At least one event of any kind within 30 s, with whatever a test wants otherwise. */
export function anExpectation(changes: Partial<Expectation> = {}): Expectation {
  return {
    provider: null,
    store: null,
    trigger: null,
    status: "processed",
    product: null,
    where: null,
    actions: [],
    count: { kind: "at-least", n: 1 },
    forbidden: [],
    since: null,
    withinMs: 30_000,
    settleMs: 1_000,
    ...changes,
  };
}

export function aCondition(text: string): Condition {
  const parsed = parseCondition(text);
  if (!parsed.ok) throw new Error(`bad condition in test: ${text}`);
  return parsed.value;
}

export function wanted(id: ActionId, target: string | null = null): WantedAction {
  return { id, target };
}

/** What a rule decided that fired, or that did not. */
export function aDecision(actions: readonly ActionCall[], fired = true): Decision {
  return { rule: "rul_1", fired, reason: { code: "rule.fired", params: { trigger: "purchase.approved" } }, actions };
}
