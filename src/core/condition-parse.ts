import { COMPARE_OPS, CONDITION_FIELDS, type CompareOp, type Condition, type ConditionField } from "./condition.ts";
import { isComparable } from "./condition-match.ts";
import { type Token, tokenizeCondition } from "./condition-tokens.ts";
import { err, ok, type Result } from "./result.ts";
import { closest } from "./suggest.ts";

export const CONDITION_PROBLEM_CODES = [
  "unknown-field",
  "unknown-operator",
  "missing-value",
  "unclosed-quote",
  "unclosed-parenthesis",
  "unexpected",
  "empty",
] as const;
export type ConditionProblemCode = (typeof CONDITION_PROBLEM_CODES)[number];

/** What is wrong with a condition, where, and what was probably meant. */
export interface ConditionProblem {
  /** Column where `found` begins, from 0; the length of the text when something is missing at its end. */
  readonly at: number;
  readonly code: ConditionProblemCode;
  /** The wrong piece as it was written; empty at the end of the text. */
  readonly found: string;
  /** What may stand in place of `found`. */
  readonly suggestion: string | null;
}

/** Deeper nesting of parentheses and `not` is refused: nobody means it, and it would exhaust the stack. */
const MAX_DEPTH = 64;

/**
 * Reads a condition: `payment.method = boleto and (amount >= 100 or not buyer.phone exists)`.
 *
 * `and` binds tighter than `or`, `not` tighter than both. Keywords and word operators may be in any case; fields are
 * exact. A value is one bare word, or is quoted with `'` or `"`, where a backslash keeps the next character.
 * A value that its field can never equal or be compared with (`amount > 1.234,56`, `occurredAt >= 2026-11`) is
 * `unexpected`: a rule that never fires should be refused when it is written.
 *
 * @param fields - what it may ask about beside `tracking.<name>`; an event's fields, unless there is more to ask about.
 */
export function parseCondition(text: string, fields: readonly string[] = CONDITION_FIELDS): Result<Condition, ConditionProblem> {
  const tokens = tokenizeCondition(text);
  if (tokens.ok) return new Parser(text, tokens.value, fields).parse();
  return err({ at: tokens.error, code: "unclosed-quote", found: text.slice(tokens.error), suggestion: null });
}

/**
 * The condition as canonical text: lower-case keywords, quotes only where needed, parentheses around every nested
 * group. Parsing it gives the same condition again.
 */
export function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case "all":
      return condition.parts.map(partText).join(" and ");
    case "any":
      return condition.parts.map(partText).join(" or ");
    case "not":
      return `not ${partText(condition.part)}`;
    case "exists":
      return `${condition.field} exists`;
    case "in":
      return `${condition.field} in (${condition.values.map(valueText).join(", ")})`;
    case "compare":
      return `${condition.field} ${condition.op} ${valueText(condition.value)}`;
    default:
      return condition satisfies never;
  }
}

function partText(condition: Condition): string {
  const text = conditionText(condition);
  return condition.kind === "all" || condition.kind === "any" ? `(${text})` : text;
}

function valueText(value: string): string {
  return /^[^\s()'",=!<>\\]+$/.test(value) && !isKeyword(value) ? value : quoted(value);
}

function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, "\\$&")}"`;
}

const JOINERS: ReadonlySet<string> = new Set(["and", "or"]);
const OPERATORS: readonly string[] = [...COMPARE_OPS, "in", "exists"];

/** How other languages join, Portuguese among them. */
const OTHER_KEYWORDS: ReadonlyMap<string, string> = new Map([
  ["&&", "and"],
  ["&", "and"],
  ["e", "and"],
  ["||", "or"],
  ["|", "or"],
  ["ou", "or"],
  ["!", "not"],
  ["não", "not"],
  ["nao", "not"],
]);

/** How other languages compare. */
const OTHER_OPERATORS: ReadonlyMap<string, string> = new Map([
  ["==", "="],
  ["===", "="],
  ["is", "="],
  ["eq", "="],
  ["equals", "="],
  ["!", "!="],
  ["!==", "!="],
  ["<>", "!="],
  ["=!", "!="],
  ["ne", "!="],
  ["=<", "<="],
  ["lte", "<="],
  ["lt", "<"],
  ["=>", ">="],
  ["gte", ">="],
  ["gt", ">"],
  ["has", "contains"],
  ["includes", "contains"],
  ["like", "contains"],
]);

/** Words that must be quoted to be a value, so that `amount > and ...` is found to lack one. */
function isKeyword(word: string): boolean {
  return JOINERS.has(word.toLowerCase()) || word.toLowerCase() === "not";
}

function isCompareOp(word: string): word is CompareOp {
  return COMPARE_OPS.some((op) => op === word);
}

/** One descent over the tokens. A method that answers null has recorded the problem. */
class Parser {
  readonly #source: string;
  readonly #tokens: readonly Token[];
  readonly #fields: readonly string[];
  /** Stands wherever there is no token. */
  readonly #end: Token;
  #next = 0;
  #depth = 0;
  #problem: ConditionProblem | null = null;

  constructor(source: string, tokens: readonly Token[], fields: readonly string[]) {
    this.#source = source;
    this.#tokens = tokens;
    this.#fields = fields;
    this.#end = { kind: "end", text: "", at: source.length, end: source.length };
  }

  parse(): Result<Condition, ConditionProblem> {
    if (this.#peek().kind === "end") return err({ at: 0, code: "empty", found: "", suggestion: null });
    const condition = this.#alternatives();
    if (condition !== null && this.#peek().kind === "end") return ok(condition);
    return err(this.#problem ?? this.#afterCondition());
  }

  #alternatives(): Condition | null {
    return this.#joined("or", "any", () => this.#joined("and", "all", () => this.#single()));
  }

  #joined(joiner: "and" | "or", kind: "all" | "any", readPart: () => Condition | null): Condition | null {
    const parts: Condition[] = [];
    do {
      const part = readPart();
      if (part === null) return null;
      parts.push(part);
    } while (this.#takeWord(joiner));
    const [first, ...others] = parts;
    return first !== undefined && others.length === 0 ? first : { kind, parts };
  }

  #single(): Condition | null {
    const token = this.#peek();
    if (token.kind === "(") return this.#deeper(() => this.#group());
    if (token.kind === "word" && token.text.toLowerCase() === "not") return this.#deeper(() => this.#negation());
    if (token.kind !== "word" || isKeyword(token.text)) return this.#fail("unexpected", otherKeyword(token));
    return this.#comparison();
  }

  #deeper(read: () => Condition | null): Condition | null {
    if (this.#depth === MAX_DEPTH) return this.#fail("unexpected");
    this.#depth += 1;
    const condition = read();
    this.#depth -= 1;
    return condition;
  }

  #group(): Condition | null {
    const open = this.#take();
    const condition = this.#alternatives();
    if (condition === null) return null;
    return this.#close(open) ? condition : null;
  }

  #negation(): Condition | null {
    this.#take();
    const part = this.#single();
    return part === null ? null : { kind: "not", part };
  }

  #comparison(): Condition | null {
    const field = this.#peek().text;
    if (!this.#isField(field)) return this.#fail("unknown-field", otherKeyword(this.#peek()) ?? closestField(field, this.#fields));
    this.#take();
    const operator = this.#peek().text.toLowerCase();
    if (this.#isOperator("exists")) {
      this.#take();
      return { kind: "exists", field };
    }
    if (this.#isOperator("in")) return this.#membership(field);
    if (this.#peek().kind !== "quoted" && isCompareOp(operator)) return this.#compared(field, operator);
    return this.#noOperator(field);
  }

  #isOperator(word: string): boolean {
    const token = this.#peek();
    return token.kind === "word" && token.text.toLowerCase() === word;
  }

  #compared(field: ConditionField, op: CompareOp): Condition | null {
    this.#take();
    const isText = op === "contains" || op === "starts-with" || op === "ends-with";
    const value = this.#value(field, isText);
    return value === null ? null : { kind: "compare", field, op, value };
  }

  #membership(field: ConditionField): Condition | null {
    this.#take();
    const open = this.#peek();
    if (open.kind === "end") return this.#fail("missing-value");
    if (open.kind !== "(") return this.#fail("unexpected", open.kind === "word" ? `(${open.text})` : null);
    const values: string[] = [];
    do {
      this.#take();
      // What ends a list before its next value is an open list, not a missing value.
      if (this.#peek().kind === "end") break;
      const value = this.#value(field, false);
      if (value === null) return null;
      values.push(value);
    } while (this.#peek().kind === ",");
    return this.#close(open) ? { kind: "in", field, values } : null;
  }

  #value(field: ConditionField, isText: boolean): string | null {
    const token = this.#peek();
    if (token.kind === "symbol") return this.#failOver(this.#previous(), token, mergedOperator(this.#previous(), token));
    if (token.kind !== "quoted" && (token.kind !== "word" || isKeyword(token.text))) return this.#fail("missing-value");
    if (!isText && !isComparable(field, token.text)) return this.#fail("unexpected", comparableText(field, token.text));
    return this.#take().text;
  }

  #noOperator(field: ConditionField): null {
    const token = this.#peek();
    if (token.kind === "end" || token.kind === ")") return this.#fail("unexpected", "exists");
    const word = token.text.toLowerCase();
    if (word === "not") return this.#failOver(this.#previous(), token, `not ${field}`);
    if (token.kind !== "symbol" && (token.kind !== "word" || isKeyword(word))) return this.#fail("unexpected");
    return this.#fail("unknown-operator", OTHER_OPERATORS.get(word) ?? closest(word, OPERATORS));
  }

  /** Takes the parenthesis that closes `open`, or says what stands there instead. */
  #close(open: Token): boolean {
    if (this.#peek().kind === ")") {
      this.#take();
      return true;
    }
    const isOpen = this.#peek().kind === "end";
    this.#problem = isOpen ? this.#problemOver("unclosed-parenthesis", open, open, null) : this.#afterCondition();
    return false;
  }

  /** Something follows that neither joins a condition nor ends it. */
  #afterCondition(): ConditionProblem {
    const token = this.#peek();
    const joiner = this.#likelyJoiner(token);
    if (joiner === null && this.#followsBareValue()) {
      if (token.kind === ",") return this.#decimalComma(this.#previous());
      if (token.kind === "word") return this.#unquotedWords(this.#previous());
    }
    return this.#problemOver("unexpected", token, token, joiner);
  }

  #likelyJoiner(token: Token): string | null {
    if (token.kind !== "word" && token.kind !== "symbol") return null;
    if (this.#isField(token.text)) return `and ${token.text}`;
    const next = this.#tokens[this.#next + 1] ?? this.#end;
    return otherKeyword(token) ?? closest(token.text, JOINERS) ?? (this.#isField(next.text) ? "and" : null);
  }

  #followsBareValue(): boolean {
    const before = this.#tokens[this.#next - 2] ?? this.#end;
    const isOpen = before.kind === "(" || before.kind === "," || isCompareOp(before.text.toLowerCase());
    return isOpen && this.#previous().kind === "word";
  }

  /** `product.name = Curso X`: the words belong together and want quotes. */
  #unquotedWords(first: Token): ConditionProblem {
    let last = this.#next;
    while (this.#isPlainWord(this.#tokens[last + 1])) last += 1;
    const end = this.#tokens[last] ?? this.#end;
    return this.#problemOver("unexpected", first, end, quoted(this.#source.slice(first.at, end.end)));
  }

  #isPlainWord(token: Token | undefined): boolean {
    return token?.kind === "word" && !isKeyword(token.text) && !this.#isField(token.text);
  }

  /** `amount > 1.234,56`: the comma is no list, it stands in a number. */
  #decimalComma(first: Token): ConditionProblem {
    const comma = this.#peek();
    const digits = this.#tokens[this.#next + 1] ?? this.#end;
    const decimal = plainDecimal(this.#source.slice(first.at, digits.end));
    if (decimal === null) return this.#problemOver("unexpected", comma, comma, null);
    return this.#problemOver("unexpected", first, digits, decimal);
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? this.#end;
  }

  #previous(): Token {
    return this.#tokens[this.#next - 1] ?? this.#end;
  }

  #take(): Token {
    const token = this.#peek();
    this.#next += 1;
    return token;
  }

  #takeWord(word: string): boolean {
    if (!this.#isOperator(word)) return false;
    this.#take();
    return true;
  }

  #isField(word: string): word is ConditionField {
    return this.#fields.includes(word) || (word.startsWith("tracking.") && word.length > "tracking.".length);
  }

  #fail(code: ConditionProblemCode, suggestion: string | null = null): null {
    this.#problem = this.#problemOver(code, this.#peek(), this.#peek(), suggestion);
    return null;
  }

  /** The problem is with two pieces together, where there is something to put in their place. */
  #failOver(first: Token, last: Token, suggestion: string | null): null {
    this.#problem = this.#problemOver("unknown-operator", suggestion === null ? last : first, last, suggestion);
    return null;
  }

  #problemOver(code: ConditionProblemCode, first: Token, last: Token, suggestion: string | null): ConditionProblem {
    return { at: first.at, code, found: this.#source.slice(first.at, last.end), suggestion };
  }
}

function otherKeyword(token: Token): string | null {
  return token.kind === "quoted" ? null : (OTHER_KEYWORDS.get(token.text.toLowerCase()) ?? null);
}

/** `method` means `payment.method`, `traking.src` means `tracking.src`. */
function closestField(word: string, fields: readonly string[]): string | null {
  const lower = word.toLowerCase();
  const [group = "", ...rest] = word.split(".");
  if (rest.join(".") !== "" && closest(group, ["tracking"]) !== null) return `tracking.${rest.join(".")}`;
  const last = fields.find((field) => field.toLowerCase().endsWith(`.${lower}`));
  return last ?? closest(word, fields);
}

/** `> =` was meant as `>=`. */
function mergedOperator(first: Token, second: Token): string | null {
  const merged = first.text + second.text;
  return isCompareOp(merged) ? merged : null;
}

function comparableText(field: ConditionField, value: string): string | null {
  const decimal = plainDecimal(value);
  return decimal !== null && isComparable(field, decimal) ? decimal : null;
}

/** A Brazilian decimal with a point: `1.234,56` is `1234.56`. */
function plainDecimal(text: string): string | null {
  const amount = text.replace(/^R\$\s*/i, "");
  if (!/^-?(?:\d{1,3}(?:\.\d{3})+|\d+),\d+$/.test(amount)) return null;
  return amount.replaceAll(".", "").replace(",", ".");
}
