import { type CompiledCondition, type ConditionVerdict, compileCondition, type FactLookup } from "./condition-match.ts";
import type { CanonicalEvent } from "./event.ts";
import { groupBy } from "./group.ts";
import { type Note, note } from "./note.ts";
import { type ActionCall, EVERY_PRODUCT, type Rule } from "./rule.ts";
import type { Trigger } from "./triggers.ts";

/** What became of one rule for one event, and why. */
export interface Decision {
  /** Rule id, or `link` for what the product's link does by itself. */
  readonly rule: string;
  readonly fired: boolean;
  readonly reason: Note;
  readonly actions: readonly ActionCall[];
}

/** A rule with its condition made ready to ask. */
interface ReadyRule {
  readonly rule: Rule;
  readonly when: CompiledCondition | null;
}

/** Rules by trigger, in the order they were added; made once per configuration. */
export type RuleIndex = ReadonlyMap<Trigger, readonly ReadyRule[]>;

export function indexRules(rules: readonly Rule[]): RuleIndex {
  return groupBy(rules.map(ready), ({ rule }) => rule.trigger);
}

function ready(rule: Rule): ReadyRule {
  return { rule, when: rule.when === null ? null : compileCondition(rule.when) };
}

type Subject = Pick<CanonicalEvent, "trigger" | "also" | "productSlug">;

/** A decision for each rule on one of the event's triggers. Rules on other triggers are not looked at. */
export function evaluate(event: Subject, index: RuleIndex, facts: FactLookup): readonly Decision[] {
  const decisions: Decision[] = [];
  for (const trigger of [event.trigger, ...event.also]) {
    for (const rule of index.get(trigger) ?? []) decisions.push(decide(rule, event, facts));
  }
  return decisions;
}

/** A decision for every rule there is, those on other triggers too: what `explain` shows. */
export function explainAll(event: Subject, rules: readonly Rule[], facts: FactLookup): readonly Decision[] {
  const raised: readonly Trigger[] = [event.trigger, ...event.also];
  return rules.map((rule) =>
    raised.includes(rule.trigger)
      ? decide(ready(rule), event, facts)
      : refused(rule, note("rule.other-trigger", { wanted: rule.trigger, got: raised.join(", ") })),
  );
}

function decide({ rule, when }: ReadyRule, event: Subject, facts: FactLookup): Decision {
  if (rule.product !== EVERY_PRODUCT && rule.product !== event.productSlug) {
    return refused(rule, note("rule.other-product", { wanted: rule.product, got: event.productSlug }));
  }
  if (when !== null) {
    const verdict = when(facts);
    if (!verdict.matched) return refused(rule, falseCondition(rule.whenText ?? "", verdict));
  }
  return { rule: rule.id, fired: true, reason: note("rule.fired", { trigger: rule.trigger }), actions: rule.actions };
}

function refused(rule: Rule, reason: Note): Decision {
  return { rule: rule.id, fired: false, reason, actions: rule.actions };
}

function falseCondition(text: string, verdict: ConditionVerdict): Note {
  const because = verdict.because;
  if (because === null) return note("rule.condition-false", { condition: text });
  return note("rule.condition-false-because", {
    condition: text,
    field: because.field,
    op: because.op,
    expected: because.expected,
    actual: because.actual,
  });
}
