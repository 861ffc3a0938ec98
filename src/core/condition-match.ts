import type { CompareOp, Condition, ConditionField } from "./condition.ts";
import { readInstant } from "./instant.ts";

/** What is known of one field; null or undefined when nothing is. A list is what `contact.tags` has. */
export type FactValue = string | number | boolean | readonly string[] | null | undefined;

/** Looks up one field of an event and of the contact it belongs to. Amounts are in major units (`197.00`). */
export type FactLookup = (field: ConditionField) => FactValue;

/** The comparison that settled a condition, as `explain` tells it: texts and numbers that fit the params of a note. */
export interface DecidingPart {
  readonly field: ConditionField;
  readonly op: CompareOp | "in" | "exists";
  /** null for `exists`; for `in` all the values, `a, b`. */
  readonly expected: string | null;
  /**
   * null when the field is absent; of a list all members, `a, b`; `[masked]` in place of personal data, which must
   * not reach a log.
   */
  readonly actual: string | number | null;
}

export interface ConditionVerdict {
  readonly matched: boolean;
  /**
   * The first part that decided: the one that failed an `and`, the one that satisfied an `or`; where every part
   * counted (an `and` that holds, an `or` that does not) the first of them. null only for a condition without parts.
   */
  readonly because: DecidingPart | null;
}

/** A condition made ready: cheap to ask again and again. */
export type CompiledCondition = (facts: FactLookup) => ConditionVerdict;

export const MASKED = "[masked]";

/**
 * Makes a condition ready, reading its values once.
 *
 * - Amounts, recurrence and instalments compare as numbers, `occurredAt` and `accessUntil` as moments, all else
 *   as text without regard to case or to how accents are encoded.
 * - A date without time stands for that whole day in UTC: `occurredAt <= 2026-11-03` holds until midnight.
 * - Of `contact.tags`, `=` and `contains` ask for a member, `!=` for none; `exists` asks for any tag at all.
 * - Of an absent field only `!=` holds. The same goes for a value that cannot be compared (a number field that
 *   holds no number).
 */
export function compileCondition(condition: Condition): CompiledCondition {
  switch (condition.kind) {
    case "all":
      return compileParts(condition.parts, false);
    case "any":
      return compileParts(condition.parts, true);
    case "not":
      return compileNot(condition.part);
    case "exists":
      return compileLeaf(condition.field, "exists", null, isPresent);
    case "in":
      return compileLeaf(condition.field, "in", condition.values.join(", "), membershipTest(condition));
    case "compare":
      return compileLeaf(condition.field, condition.op, condition.value, compareTest(condition));
    default:
      return condition satisfies never;
  }
}

/**
 * Whether `value` can be compared with `field` by `=`, `<`, `in` and the like: a number field wants decimal text
 * (`1234.56`, no thousands separators), a moment an ISO date or date-time. Rules are refused by this when written.
 */
export function isComparable(field: ConditionField, value: string): boolean {
  switch (kindOf(field)) {
    case "number":
      return readNumber(value) !== null;
    case "moment":
      return readInstant(value, "UTC") !== null;
    default:
      return true;
  }
}

type FieldKind = "number" | "moment" | "text";
type Scalar = string | number | boolean;
type ValueTest = (actual: FactValue) => boolean;
type ScalarTest = (actual: Scalar) => boolean;
type TextOp = "contains" | "starts-with" | "ends-with";
type OrderOp = Exclude<CompareOp, TextOp | "!=">;

const FIELD_KINDS: ReadonlyMap<ConditionField, FieldKind> = new Map<ConditionField, FieldKind>([
  ["amount", "number"],
  ["attempts", "number"],
  ["amount.minor", "number"],
  ["amountPaid", "number"],
  ["amountPaid.minor", "number"],
  ["transaction.recurrence", "number"],
  ["payment.installments", "number"],
  ["occurredAt", "moment"],
  ["accessUntil", "moment"],
]);

function kindOf(field: ConditionField): FieldKind {
  return FIELD_KINDS.get(field) ?? "text";
}

/** `and` stops at the first part that fails, `or` at the first that holds: `stop` is what ends the search. */
function compileParts(parts: readonly Condition[], stop: boolean): CompiledCondition {
  const compiled = parts.map(compileCondition);
  return (facts) => {
    let because: DecidingPart | null = null;
    for (const ask of compiled) {
      const verdict = ask(facts);
      if (verdict.matched === stop) return verdict;
      because ??= verdict.because;
    }
    return { matched: !stop, because };
  };
}

function compileNot(part: Condition): CompiledCondition {
  const ask = compileCondition(part);
  return (facts) => {
    const { matched, because } = ask(facts);
    return { matched: !matched, because };
  };
}

function compileLeaf(
  field: ConditionField,
  op: DecidingPart["op"],
  expected: DecidingPart["expected"],
  test: ValueTest,
): CompiledCondition {
  const shown = isPersonal(field) ? maskedActual : shownActual;
  return (facts) => {
    const actual = facts(field);
    return { matched: test(actual), because: { field, op, expected, actual: shown(actual) } };
  };
}

function maskedActual(actual: FactValue): DecidingPart["actual"] {
  return actual === null || actual === undefined ? null : MASKED;
}

function shownActual(actual: FactValue): DecidingPart["actual"] {
  if (actual === null || actual === undefined) return null;
  if (typeof actual === "object") return actual.join(", ");
  return typeof actual === "boolean" ? String(actual) : actual;
}

/** Fields that hold what a buyer or lead is called, can be reached by, or wrote. */
function isPersonal(field: ConditionField): boolean {
  return field.startsWith("buyer.") || field === "lead.message";
}

function isPresent(actual: FactValue): boolean {
  return actual !== null && actual !== undefined && !(typeof actual === "object" && actual.length === 0);
}

function compareTest({ field, op, value }: Extract<Condition, { kind: "compare" }>): ValueTest {
  if (op === "!=") {
    const isEqual = compareTest({ kind: "compare", field, op: "=", value });
    return (actual) => !isEqual(actual);
  }
  const test = scalarTest(field, op, value);
  const memberTest = op === "contains" ? scalarTest(field, "=", value) : test;
  return anyOf(test, memberTest);
}

function membershipTest({ field, values }: Extract<Condition, { kind: "in" }>): ValueTest {
  const test = kindOf(field) === "text" ? oneOfTexts(values) : oneOf(values.map((value) => scalarTest(field, "=", value)));
  return anyOf(test, test);
}

/** A set instead of one comparison after the other: lists of product ids grow long. */
function oneOfTexts(values: readonly string[]): ScalarTest {
  const folded = new Set(values.map(fold));
  return (actual) => folded.has(fold(String(actual)));
}

function oneOf(tests: readonly ScalarTest[]): ScalarTest {
  return (actual) => tests.some((test) => test(actual));
}

/** False for an absent field; of a list, whether any member passes. */
function anyOf(test: ScalarTest, memberTest: ScalarTest): ValueTest {
  return (actual) => {
    if (actual === null || actual === undefined) return false;
    return typeof actual === "object" ? actual.some(memberTest) : test(actual);
  };
}

function scalarTest(field: ConditionField, op: TextOp | OrderOp, value: string): ScalarTest {
  if (op === "contains" || op === "starts-with" || op === "ends-with") return textTest(op, value);
  const kind = kindOf(field);
  if (kind === "number") return numberTest(op, value);
  return kind === "moment" ? momentTest(op, value) : orderedTextTest(op, value);
}

function textTest(op: TextOp, value: string): ScalarTest {
  const wanted = fold(value);
  if (op === "contains") return (actual) => fold(String(actual)).includes(wanted);
  if (op === "starts-with") return (actual) => fold(String(actual)).startsWith(wanted);
  return (actual) => fold(String(actual)).endsWith(wanted);
}

function orderedTextTest(op: OrderOp, value: string): ScalarTest {
  const wanted = fold(value);
  if (op === "=") return (actual) => fold(String(actual)) === wanted;
  return (actual) => holds(op, compareText(fold(String(actual)), wanted));
}

function numberTest(op: OrderOp, value: string): ScalarTest {
  const wanted = readNumber(value);
  if (wanted === null) return never;
  return (actual) => {
    const number = typeof actual === "number" ? actual : readNumber(String(actual));
    return number !== null && holds(op, number - wanted);
  };
}

function momentTest(op: OrderOp, value: string): ScalarTest {
  const isDay = DAY.test(value);
  const read = readInstant(value, "UTC");
  if (read === null) return never;
  const wanted = isDay ? value : read.at;
  return (actual) => {
    const moment = momentText(String(actual));
    return moment !== null && holds(op, compareText(isDay ? moment.slice(0, 10) : moment, wanted));
  };
}

function never(): boolean {
  return false;
}

function holds(op: OrderOp, sign: number): boolean {
  switch (op) {
    case "=":
      return sign === 0;
    case "<":
      return sign < 0;
    case "<=":
      return sign <= 0;
    case ">":
      return sign > 0;
    case ">=":
      return sign >= 0;
    default:
      return op satisfies never;
  }
}

/** Text as it is compared: `MÉDIA` in one code point or two is `média`. Latin-1 text is always normalised already. */
function fold(text: string): string {
  const lower = text.toLowerCase();
  return /[\u0100-\uffff]/.test(lower) ? lower.normalize("NFC") : lower;
}

function compareText(first: string, second: string): number {
  return first < second ? -1 : first > second ? 1 : 0;
}

/** Decimal text with a point; null for anything else, and for what a double cannot tell from its neighbours. */
function readNumber(text: string): number | null {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return null;
  const number = Number(text);
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : null;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Our own instants pass as they are, for speed; another spelling is read, as UTC when it names no zone. */
function momentText(text: string): string | null {
  if (text.length === 24 && text.endsWith("Z")) return text;
  return readInstant(text, "UTC")?.at ?? null;
}
