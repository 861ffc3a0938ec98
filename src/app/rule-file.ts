import { type ConditionProblem, parseCondition } from "../core/condition-parse.ts";
import { type Note, note } from "../core/note.ts";
import { type ActionCall, EVERY_PRODUCT, type Rule } from "../core/rule.ts";
import { closest } from "../core/suggest.ts";
import { isTrigger, TRIGGERS } from "../core/triggers.ts";
import { type RuleDraft, saysTheSame } from "./add-rule.ts";
import { actionPhrase, findContradiction, readActionPhrase } from "./rule-actions.ts";

/** The way to a part of a file, `["rules", 2, "on"]`. */
export type FilePath = readonly (string | number)[];

/** Something that is wrong with a file beyond what its schema says; of a condition, where in it. */
export type FileFault =
  | { readonly path: FilePath; readonly problem: Note }
  | { readonly path: FilePath; readonly condition: string; readonly found: ConditionProblem };

/** A rule as files write it. */
export interface RuleDocument {
  readonly product: string;
  readonly on: string;
  readonly when?: string;
  readonly do: string | readonly string[];
}

/** The part of a file that is about rules; it fits `fixtures/schemas/rule-file.json`. */
export interface RulesDocument {
  readonly rules?: readonly RuleDocument[];
  readonly add?: readonly RuleDocument[];
  readonly remove?: readonly (string | RuleDocument)[];
}

/** What a file says about rules, beside those that stand now. */
export interface RuleProposal {
  /** Every rule there would be. */
  readonly rules: readonly Rule[];
  readonly added: readonly Rule[];
  readonly removed: readonly Rule[];
}

export interface RuleSurroundings {
  /** The rules that stand now. */
  readonly rules: readonly Rule[];
  /** Slugs that a rule may name; null where any will do. */
  readonly products: ReadonlySet<string> | null;
  /** What a rule is called that has no id yet, by where it stands: `rules.yaml:12`. */
  readonly nameOf: (path: FilePath) => string;
}

/** Whether the file speaks of rules at all; one with tests alone tests those that stand. */
export function hasProposal({ rules, add, remove }: RulesDocument): boolean {
  return rules !== undefined || add !== undefined || remove !== undefined;
}

/**
 * Reads the proposed rules: a complete set, or a change of the present one. A rule that says what one of the present ones says is
 * that one.
 *
 * @param faults - takes everything that is wrong; what is given back is of use only when nothing was.
 */
export function readRules(document: RulesDocument, around: RuleSurroundings, faults: FileFault[]): RuleProposal {
  const { rules, add = [], remove = [] } = document;
  if (rules !== undefined) {
    for (const key of ["add", "remove"] as const) {
      if (document[key] !== undefined) faults.push({ path: [key], problem: note("rule-file.set-and-change", { key }) });
    }
    const kept = readRuleList(rules, ["rules"], around, faults);
    const ids = new Set(kept.map(({ id }) => id));
    return proposalOf(
      kept,
      around.rules,
      around.rules.filter(({ id }) => !ids.has(id)),
    );
  }
  const removed = remove.flatMap((entry, at) => readRemoval(entry, ["remove", at], around, faults) ?? []);
  const added = readRuleList(add, ["add"], around, faults);
  const gone = new Set(removed.map(({ id }) => id));
  const stay = around.rules.filter(({ id }) => !gone.has(id));
  const news = added.filter(({ id }) => gone.has(id) || !stay.some((rule) => rule.id === id));
  return proposalOf(
    [...stay, ...news],
    around.rules,
    removed.filter(({ id }) => !news.some((rule) => rule.id === id)),
  );
}

function proposalOf(rules: readonly Rule[], present: readonly Rule[], removed: readonly Rule[]): RuleProposal {
  const ids = new Set(present.map(({ id }) => id));
  return { rules, added: rules.filter(({ id }) => !ids.has(id)), removed };
}

function readRuleList(documents: readonly RuleDocument[], path: FilePath, around: RuleSurroundings, faults: FileFault[]): readonly Rule[] {
  const read: Rule[] = [];
  for (const [at, document] of documents.entries()) {
    const place = [...path, at];
    const draft = readRule(document, place, around, faults);
    if (draft === null) continue;
    const twin = read.find((rule) => saysTheSame(rule, draft));
    if (twin !== undefined) {
      faults.push({ path: place, problem: note("rule-file.said-before", { where: twin.id }) });
      continue;
    }
    const present = around.rules.find((rule) => saysTheSame(rule, draft));
    read.push(present ?? { id: uniqueName(around.nameOf(place), read), ...draft });
  }
  return read;
}

/** Two rules may stand in one line. */
function uniqueName(name: string, taken: readonly Rule[]): string {
  const same = taken.filter(({ id }) => id === name || id.startsWith(`${name}#`)).length;
  return same === 0 ? name : `${name}#${same + 1}`;
}

function readRemoval(entry: string | RuleDocument, path: FilePath, around: RuleSurroundings, faults: FileFault[]): Rule | null {
  const draft = typeof entry === "string" ? null : readRule(entry, path, { ...around, products: null }, faults);
  if (draft === null && typeof entry !== "string") return null;
  const found = around.rules.find((rule) => (draft === null ? rule.id === entry : saysTheSame(rule, draft)));
  if (found !== undefined) return found;
  const problem = draft === null ? note("rule-file.unknown-rule", { id: String(entry) }) : note("rule-file.no-such-rule");
  faults.push({ path, problem });
  return null;
}

/** One rule. @returns null when something is wrong with it. */
export function readRule(
  document: RuleDocument,
  path: FilePath,
  around: Pick<RuleSurroundings, "products">,
  faults: FileFault[],
): RuleDraft | null {
  const { product } = document;
  const before = faults.length;
  if (product !== EVERY_PRODUCT && around.products !== null && !around.products.has(product)) {
    faults.push({ path: [...path, "product"], problem: unknownProduct(product, around.products) });
  }
  const trigger = document.on.trim();
  if (!isTrigger(trigger)) faults.push({ path: [...path, "on"], problem: unknownTrigger(trigger) });
  const whenText = document.when?.trim() ?? null;
  const when = whenText === null ? null : parseCondition(whenText);
  if (when !== null && !when.ok) faults.push({ path: [...path, "when"], condition: whenText ?? "", found: when.error });
  const actions = readActionList(document.do, [...path, "do"], faults);
  if (faults.length > before || !isTrigger(trigger) || (when !== null && !when.ok)) return null;
  return { product, trigger, whenText, when: when === null ? null : when.value, actions };
}

/** Every action of a `do`, each once; one that would undo another is a fault. */
function readActionList(written: string | readonly string[], path: FilePath, faults: FileFault[]): readonly ActionCall[] {
  const texts = typeof written === "string" ? [written] : written;
  const placeOf = (at: number) => (typeof written === "string" ? path : [...path, at]);
  const calls: ActionCall[] = [];
  for (const [at, text] of texts.entries()) {
    const call = readActionPhrase(text);
    if (!call.ok) faults.push({ path: placeOf(at), problem: call.error });
    else if (!calls.some(({ id, target }) => id === call.value.id && target === call.value.target)) calls.push(call.value);
    const found = call.ok ? findContradiction(calls) : null;
    if (found === null) continue;
    faults.push({
      path: placeOf(at),
      problem: note("rule-file.contradiction", { one: actionPhrase(found.undone), other: actionPhrase(found.undoing) }),
    });
    calls.pop();
  }
  return calls;
}

export function unknownProduct(given: string, known: Iterable<string>): Note {
  const near = closest(given, known);
  return near === null ? note("rule-file.unknown-product", { given }) : note("rule-file.unknown-product-near", { given, near });
}

function unknownTrigger(given: string): Note {
  const near = closest(given, TRIGGERS);
  return near === null ? note("rule-file.unknown-trigger", { given }) : note("rule-file.unknown-trigger-near", { given, near });
}
