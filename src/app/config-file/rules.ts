import { LINK_RULE } from "../../core/effect.ts";
import { note } from "../../core/note.ts";
import type { Rule } from "../../core/rule.ts";
import { type RuleDraft, ruleKey, silentProviders } from "../add-rule.ts";
import { actionPhrase } from "../rule-actions.ts";
import { type FilePath, readRule } from "../rule-file.ts";
import type { RuleEntry } from "./document.ts";
import { type Field, isTwice, type Planning, planThing, planUnnamed } from "./planning.ts";

/** A rule that there will be. */
export interface StandingRule extends RuleDraft {
  /** Whether it comes, or is changed. */
  readonly isNew: boolean;
}

/** A rule of the file, and the one of the home that it is. */
interface ReadEntry {
  readonly draft: RuleDraft;
  readonly id: string | null;
  present: Rule | null;
}

/**
 * Plans the rules. Their order means nothing, so none is made.
 *
 * A rule with an id is the one of that id; every other one is the one that says the same. What is left over on both sides, on the
 * same trigger of the same product, is a rule that was rewritten, where what the file does not name is to go: so it keeps its id.
 *
 * @returns the rules that there will be.
 */
export function planRules(entries: readonly RuleEntry[], planning: Planning): readonly StandingRule[] {
  const read = readEntries(entries, planning);
  const free = new Map(planning.picture.rules.map((rule) => [rule.id, rule]));
  const claim = (entry: ReadEntry, rule: Rule | undefined) => {
    if (rule === undefined || !free.delete(rule.id)) return;
    entry.present = rule;
  };
  for (const entry of read) if (entry.id !== null) claim(entry, free.get(entry.id));
  claimBy(ruleKey, read, free, claim);
  if (planning.prune) claimBy(({ product, trigger }) => `${product} ${trigger}`, read, free, claim);
  const standing = read.map((entry) => ({ ...entry.draft, isNew: planEntry(entry, planning) }));
  for (const rule of free.values()) {
    planUnnamed({ section: "rules", name: ruleName(rule) }, ({ rules }) => rules.remove(rule.id), planning);
  }
  return [...standing, ...(planning.prune ? [] : [...free.values()].map((rule) => ({ ...rule, isNew: false })))];
}

function claimBy(
  keyOf: (draft: RuleDraft) => string,
  entries: readonly ReadEntry[],
  free: ReadonlyMap<string, Rule>,
  claim: (entry: ReadEntry, rule: Rule | undefined) => void,
): void {
  const waiting = new Map<string, Rule[]>();
  for (const rule of free.values()) waiting.set(keyOf(rule), [...(waiting.get(keyOf(rule)) ?? []), rule]);
  for (const entry of entries) if (entry.present === null) claim(entry, waiting.get(keyOf(entry.draft))?.shift());
}

function readEntries(entries: readonly RuleEntry[], planning: Planning): readonly ReadEntry[] {
  const { faults, after, nameOf } = planning;
  const said = new Map<string, FilePath>();
  const ids = new Set<string>();
  return entries.flatMap((entry, at) => {
    const path = ["rules", at];
    const id = entry.id ?? null;
    if (id !== null && !isRuleId(id)) faults.push({ path: [...path, "id"], problem: note("config-file.bad-rule-id") });
    if (id !== null && isTwice(ids, id, id, [...path, "id"], planning)) return [];
    const draft = readRule(entry, path, { products: after.products }, faults);
    if (draft === null) return [];
    const twin = said.get(ruleKey(draft));
    if (twin !== undefined) faults.push({ path, problem: note("rule-file.said-before", { where: nameOf(twin) }) });
    said.set(ruleKey(draft), twin ?? path);
    return twin === undefined ? [{ draft, id, present: null }] : [];
  });
}

/** @returns whether the rule was not there as it will be. */
function planEntry({ draft, id, present }: ReadEntry, planning: Planning): boolean {
  const { after, ids, warnings, writes } = planning;
  const isSaid = present !== null && ruleKey(present) === ruleKey(draft);
  const wanted = isSaid ? { ...present, id: id ?? present.id } : { id: id ?? present?.id ?? "", ...draft };
  const before = present === null ? undefined : fieldsOf(present);
  if (!planThing({ section: "rules", name: ruleName(wanted) }, before, fieldsOf(wanted), planning)) return false;
  if (present !== null) writes.push(({ rules }) => rules.replace(present.id, wanted));
  else writes.push(({ rules }) => rules.add({ ...wanted, id: id ?? ids.next("rul") }));
  const silent = silentProviders(draft, after.links);
  if (silent !== null) {
    warnings.push({ subject: ruleName(wanted), problem: note("config-file.never-fires", { trigger: draft.trigger, providers: silent }) });
  }
  return true;
}

export function isRuleId(text: string): boolean {
  return text !== LINK_RULE && /^[a-z0-9][a-z0-9._-]{0,62}$/.test(text);
}

/** Whether an id was made here, and is no name that an operator chose. */
export function isMadeId(id: string): boolean {
  return /^rul_[0-9a-z]{20}$/.test(id);
}

export function ruleName({ product, trigger }: Pick<Rule, "product" | "trigger">): string {
  return `${product} on ${trigger}`;
}

function fieldsOf(rule: Rule): readonly Field[] {
  return [
    { name: "id", value: rule.id === "" || isMadeId(rule.id) ? null : rule.id },
    { name: "product", value: rule.product, usual: rule.product },
    { name: "on", value: rule.trigger, usual: rule.trigger },
    { name: "when", value: rule.whenText },
    { name: "do", value: rule.actions.map(actionPhrase).join(", ") },
  ];
}
