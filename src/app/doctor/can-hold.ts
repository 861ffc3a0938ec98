import type { Condition, ConditionField } from "../../core/condition.ts";
import { compileCondition, type FactValue, isComparable } from "../../core/condition-match.ts";
import { groupBy } from "../../core/group.ts";

/** Every value that a field can have here, null among them where it may be absent; null when it may have any. */
export type Domain = (field: ConditionField) => readonly FactValue[] | null;

type Leaf = Extract<Condition, { field: ConditionField }>;

/** A comparison as it has to come out. */
interface Literal {
  readonly leaf: Leaf;
  readonly isWanted: boolean;
}

/** Conditions that fall into more cases than this are left alone: nobody writes them, and trying them all is dear. */
const MOST_CASES = 256;

const DAY_MS = 86_400_000;
const SMALLEST_STEP = 0.001;

/**
 * Whether a condition can ever be met, as far as that can be told field by field: `amount > 100 and amount < 50` cannot.
 *
 * What it says no to cannot hold; what it says yes to may still not. Two fields that depend on each other (`amount` and
 * `amount.minor`) are not known to, and words that are sought inside texts are not weighed against those that must not be there.
 *
 * @returns the fields that stand in its way, of the first way in which it could be met; null when it can be.
 */
export function obstacles(condition: Condition, domain: Domain): readonly ConditionField[] | null {
  const cases = casesOf(condition, true);
  if (cases === null) return null;
  let first: readonly ConditionField[] | null = null;
  for (const literals of cases) {
    const blocked = blockedFields(literals, domain);
    if (blocked.length === 0) return null;
    first ??= blocked;
  }
  return first;
}

/** The ways in which a condition comes out as wanted, each as comparisons that all have to; null for too many of them. */
function casesOf(condition: Condition, isWanted: boolean): readonly (readonly Literal[])[] | null {
  switch (condition.kind) {
    case "not":
      return casesOf(condition.part, !isWanted);
    case "all":
    case "any": {
      const parts = condition.parts.map((part) => casesOf(part, isWanted));
      const isProduct = (condition.kind === "all") === isWanted;
      return parts.reduce(isProduct ? combined : joined, isProduct ? [[]] : []);
    }
    default:
      return [[{ leaf: condition, isWanted }]];
  }
}

type Cases = readonly (readonly Literal[])[] | null;

function combined(before: Cases, next: Cases): Cases {
  if (before === null || next === null || before.length * next.length > MOST_CASES) return null;
  return before.flatMap((one) => next.map((other) => [...one, ...other]));
}

function joined(before: Cases, next: Cases): Cases {
  if (before === null || next === null || before.length + next.length > MOST_CASES) return null;
  return [...before, ...next];
}

function blockedFields(literals: readonly Literal[], domain: Domain): readonly ConditionField[] {
  return [...groupBy(literals, ({ leaf }) => leaf.field)].flatMap(([field, own]) => {
    const values = domain(field) ?? candidates(field, own);
    return values === null || values.some((value) => own.every((literal) => comesOut(literal, value))) ? [] : [field];
  });
}

function comesOut({ leaf, isWanted }: Literal, value: FactValue): boolean {
  return compileCondition(leaf)(() => value).matched === isWanted;
}

/** Values among which there is one that meets the comparisons, if any does; null when that cannot be said. */
function candidates(field: ConditionField, literals: readonly Literal[]): readonly FactValue[] | null {
  const named = literals.flatMap(({ leaf }) => valuesOf(leaf));
  if (field === "contact.tags") return tagLists(literals, named);
  if (isComparable(field, "x")) return texts(literals, named);
  return isComparable(field, "2026-11-03") ? moments(named) : numbers(named);
}

function valuesOf(leaf: Leaf): readonly string[] {
  return leaf.kind === "compare" ? [leaf.value] : leaf.kind === "in" ? leaf.values : [];
}

function isPattern({ leaf }: Literal): boolean {
  return leaf.kind === "compare" && (leaf.op === "contains" || leaf.op === "starts-with" || leaf.op === "ends-with");
}

/** Each value, and what lies directly beside it: between two there is nothing that neither tells. */
function numbers(named: readonly string[]): readonly FactValue[] {
  return [null, ...named.map(Number).flatMap((value) => [value, value - SMALLEST_STEP, value + SMALLEST_STEP])];
}

function moments(named: readonly string[]): readonly FactValue[] {
  const beside = named
    .map((value) => Date.parse(value))
    .filter((ms) => !Number.isNaN(ms))
    .flatMap((ms) => [ms, ms - 1, ms + 1, ms + DAY_MS, ms - DAY_MS]);
  return [null, ...beside.map((ms) => new Date(ms).toISOString())];
}

const LEAST = "\u{1}";
const GREATEST = "\u{ffff}";

function texts(literals: readonly Literal[], named: readonly string[]): readonly FactValue[] | null {
  const patterns = literals.filter(isPattern);
  const beside = named.flatMap((value) => [value, `${value}${LEAST}`]);
  const plain = [null, "", LEAST, GREATEST, ...beside];
  if (patterns.length === 0) return plain;
  const others = literals.filter((literal) => !isPattern(literal));
  // An exact value is wanted: it fits the patterns or none does.
  const isExact = others.some(({ leaf, isWanted }) => isWanted && (leaf.kind === "in" || (leaf.kind === "compare" && leaf.op === "=")));
  const isOnlyAbsent = others.some(({ leaf, isWanted }) => !isWanted && leaf.kind === "exists");
  return isExact || isOnlyAbsent ? plain : null;
}

function tagLists(literals: readonly Literal[], named: readonly string[]): readonly FactValue[] | null {
  const isPlain = literals.every(({ leaf }) => leaf.kind !== "compare" || leaf.op === "=" || leaf.op === "!=" || leaf.op === "contains");
  if (!isPlain) return null;
  const wanted = literals.flatMap(({ leaf, isWanted }) => {
    const isMember = leaf.kind === "in" || (leaf.kind === "compare" && leaf.op !== "!=");
    return isWanted === isMember ? valuesOf(leaf) : [];
  });
  const unwanted = new Set(named.filter((value) => !wanted.includes(value)).map((value) => value.toLowerCase()));
  const free = wanted.filter((value) => !unwanted.has(value.toLowerCase()));
  return [[], wanted, free, ["\u{1}another"], ...wanted.map((value) => [value]), [...free, "\u{1}another"]];
}
