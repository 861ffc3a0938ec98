import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { COMPARE_OPS, CONDITION_FIELDS, type Condition, type ConditionField } from "./condition.ts";
import { CONDITION_PROBLEM_CODES, conditionText, parseCondition } from "./condition-parse.ts";

const boleto: Condition = { kind: "compare", field: "payment.method", op: "=", value: "boleto" };
const hasPhone: Condition = { kind: "exists", field: "buyer.phone" };
const isTest: Condition = { kind: "compare", field: "isTest", op: "=", value: "true" };

function parsed(text: string): Condition {
  const result = parseCondition(text);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

describe("a comparison", () => {
  test.each(COMPARE_OPS.map((op) => [`amountPaid ${op} 100`, op] as const))("%s", (text, op) => {
    expect(parsed(text)).toStrictEqual({ kind: "compare", field: "amountPaid", op, value: "100" });
  });

  test.each(CONDITION_FIELDS)("may name the field %s", (field) => {
    expect(parsed(`${field} exists`)).toStrictEqual({ kind: "exists", field });
  });

  test.each(["tracking.src", "tracking.utm_source", "tracking.UTM-Campaign", "tracking.a.b"])("may name %s", (field) => {
    expect(parsed(`${field} = x`)).toStrictEqual({ kind: "compare", field, op: "=", value: "x" });
  });

  test("needs no blanks around signs", () => {
    expect(parsed("amount>=100")).toStrictEqual({ kind: "compare", field: "amount", op: ">=", value: "100" });
    expect(parsed("product.slug in(a,b)")).toStrictEqual({ kind: "in", field: "product.slug", values: ["a", "b"] });
  });

  test("may be spread over lines", () => {
    expect(parsed("\n  payment.method\n  =\tboleto\n")).toStrictEqual(boleto);
  });
});

describe("a value", () => {
  test.each([
    ["boleto", "boleto"],
    ["média", "média"],
    ["curso-x_2.0/a:b@c#d&e", "curso-x_2.0/a:b@c#d&e"],
    ["D'Agua", "D'Agua"],
    ["a\\b", "a\\b"],
    ["in", "in"],
    ["exists", "exists"],
    ["'boleto'", "boleto"],
    ['"Curso X"', "Curso X"],
    ["'Curso X'", "Curso X"],
    ["''", ""],
    ["'and'", "and"],
    ["'(a, b)'", "(a, b)"],
    ["'>= 5'", ">= 5"],
    [`"it's"`, "it's"],
    [`'a "b" c'`, 'a "b" c'],
    [`'it\\'s'`, "it's"],
    [`"a\\"b"`, 'a"b'],
    [`"a\\\\"`, "a\\"],
    [`"a\\n"`, "an"],
    ['"two\nlines"', "two\nlines"],
  ])("%s is read as %j", (text, value) => {
    expect(parsed(`product.name = ${text}`)).toStrictEqual({ kind: "compare", field: "product.name", op: "=", value });
  });
});

describe("a list", () => {
  test.each([
    ["(a)", ["a"]],
    ["(a, b)", ["a", "b"]],
    ['(a, b, "c d")', ["a", "b", "c d"]],
    ["( 'a' ,b )", ["a", "b"]],
    ["('a, b', ')')", ["a, b", ")"]],
  ])("%s", (text, values) => {
    expect(parsed(`product.name in ${text}`)).toStrictEqual({ kind: "in", field: "product.name", values });
  });
});

describe("parts are joined", () => {
  test.each<[string, Condition]>([
    ["payment.method = boleto and buyer.phone exists", { kind: "all", parts: [boleto, hasPhone] }],
    ["payment.method = boleto or buyer.phone exists", { kind: "any", parts: [boleto, hasPhone] }],
    [
      "payment.method = boleto or buyer.phone exists and isTest = true",
      { kind: "any", parts: [boleto, { kind: "all", parts: [hasPhone, isTest] }] },
    ],
    [
      "payment.method = boleto and buyer.phone exists or isTest = true",
      { kind: "any", parts: [{ kind: "all", parts: [boleto, hasPhone] }, isTest] },
    ],
    [
      "payment.method = boleto and (buyer.phone exists or isTest = true)",
      { kind: "all", parts: [boleto, { kind: "any", parts: [hasPhone, isTest] }] },
    ],
    ["payment.method = boleto and buyer.phone exists and isTest = true", { kind: "all", parts: [boleto, hasPhone, isTest] }],
    ["not buyer.phone exists", { kind: "not", part: hasPhone }],
    ["not not buyer.phone exists", { kind: "not", part: { kind: "not", part: hasPhone } }],
    ["not buyer.phone exists and isTest = true", { kind: "all", parts: [{ kind: "not", part: hasPhone }, isTest] }],
    ["not (buyer.phone exists and isTest = true)", { kind: "not", part: { kind: "all", parts: [hasPhone, isTest] } }],
    ["((payment.method = boleto))", boleto],
    ["NOT buyer.phone EXISTS And isTest = true", { kind: "all", parts: [{ kind: "not", part: hasPhone }, isTest] }],
  ])("%s", (text, condition) => {
    expect(parsed(text)).toStrictEqual(condition);
  });

  test("word operators may be in any case", () => {
    expect(parsed("product.slug IN (a)")).toStrictEqual({ kind: "in", field: "product.slug", values: ["a"] });
    expect(parsed("product.name Starts-With a")).toStrictEqual({
      kind: "compare",
      field: "product.name",
      op: "starts-with",
      value: "a",
    });
  });
});

describe("what is wrong is found, with what was meant", () => {
  test.each([
    ["", 0, "empty", "", null],
    [" \n ", 0, "empty", "", null],

    ["payment.metod = pix", 0, "unknown-field", "payment.metod", "payment.method"],
    ["store = a and Amount > 5", 14, "unknown-field", "Amount", "amount"],
    ["method = pix", 0, "unknown-field", "method", "payment.method"],
    ["traking.src = x", 0, "unknown-field", "traking.src", "tracking.src"],
    ["tracking. = x", 0, "unknown-field", "tracking.", null],
    ["xyz = 1", 0, "unknown-field", "xyz", null],
    ["constructor = 1", 0, "unknown-field", "constructor", null],
    ["não buyer.phone exists", 0, "unknown-field", "não", "not"],

    ["amount == 5", 7, "unknown-operator", "==", "="],
    ["amount => 5", 7, "unknown-operator", "=>", ">="],
    ["amount > = 5", 7, "unknown-operator", "> =", ">="],
    ["amount = > 5", 9, "unknown-operator", ">", null],
    ["amount <> 5", 7, "unknown-operator", "<>", "!="],
    ["amount ! 5", 7, "unknown-operator", "!", "!="],
    ["product.name startswith a", 13, "unknown-operator", "startswith", "starts-with"],
    ["product.name like a", 13, "unknown-operator", "like", "contains"],
    ["product.name xyzzy a", 13, "unknown-operator", "xyzzy", null],
    ["product.name constructor a", 13, "unknown-operator", "constructor", null],
    ["buyer.phone exist", 12, "unknown-operator", "exist", "exists"],
    ["product.slug not in (a)", 0, "unknown-operator", "product.slug not", "not product.slug"],

    ["amount >", 8, "missing-value", "", null],
    ["amount > and isTest = true", 9, "missing-value", "and", null],
    ["(amount >)", 9, "missing-value", ")", null],
    ["product.slug in", 15, "missing-value", "", null],
    ["product.slug in ()", 17, "missing-value", ")", null],
    ["product.slug in (a,)", 19, "missing-value", ")", null],
    ["product.slug in (,a)", 17, "missing-value", ",", null],

    ["product.name = 'x", 15, "unclosed-quote", "'x", null],
    ['product.name = "x\\"', 15, "unclosed-quote", '"x\\"', null],
    ["product.name = 'it' 's", 20, "unclosed-quote", "'s", null],

    ["(amount > 5", 0, "unclosed-parenthesis", "(", null],
    ["store = a and (amount > 5 or (isTest = true)", 14, "unclosed-parenthesis", "(", null],
    ["product.slug in (a", 16, "unclosed-parenthesis", "(", null],
    ["product.slug in (", 16, "unclosed-parenthesis", "(", null],
    ["product.slug in (a,", 16, "unclosed-parenthesis", "(", null],

    ["amount", 6, "unexpected", "", "exists"],
    ["(buyer.phone)", 12, "unexpected", ")", "exists"],
    ["amount > 5)", 10, "unexpected", ")", null],
    ["()", 1, "unexpected", ")", null],
    ["not", 3, "unexpected", "", null],
    ["amount > 5 and", 14, "unexpected", "", null],
    ["and amount > 5", 0, "unexpected", "and", null],
    ["amount > 5 and or isTest = true", 15, "unexpected", "or", null],
    ["'amount' > 5", 0, "unexpected", "'amount'", null],
    ["store '=' a", 6, "unexpected", "'='", null],
    ["store and isTest = true", 6, "unexpected", "and", null],
    ["!amount > 5", 0, "unexpected", "!", "not"],
    ["amount > 5 && isTest = true", 11, "unexpected", "&&", "and"],
    ["amount > 5 e isTest = true", 11, "unexpected", "e", "and"],
    ["amount > 5 ou isTest = true", 11, "unexpected", "ou", "or"],
    ["amount > 5 adn isTest = true", 11, "unexpected", "adn", "and"],
    ["amount > 5 plus isTest = true", 11, "unexpected", "plus", "and"],
    ["amount > 5 isTest = true", 11, "unexpected", "isTest", "and isTest"],
    ["buyer.phone exists true", 19, "unexpected", "true", null],
    ["product.slug in a", 16, "unexpected", "a", "(a)"],
    ["product.name = Curso X and amount > 5", 15, "unexpected", "Curso X", '"Curso X"'],
    ["product.name = Curso de Vendas", 15, "unexpected", "Curso de Vendas", '"Curso de Vendas"'],
    ["product.name in (a, b c)", 20, "unexpected", "b c", '"b c"'],
    ["product.name = 'Curso' X", 23, "unexpected", "X", null],
    ["product.name = 'it's'", 19, "unexpected", "s'", null],
    ["product.name = a,b", 16, "unexpected", ",", null],
  ])("%j: at %d %s %j, suggesting %j", (text, at, code, found, suggestion) => {
    expect(parseCondition(text)).toStrictEqual({ ok: false, error: { at, code, found, suggestion } });
  });

  test("with every code of the vocabulary", () => {
    const texts = ["xyz = 1", "amount ~~ 1", "amount =", "store = '", "(store = a", ")", ""];

    const codes = texts.map((text) => {
      const result = parseCondition(text);
      return result.ok ? null : result.error.code;
    });

    expect(codes).toStrictEqual([...CONDITION_PROBLEM_CODES]);
  });
});

describe("a value that its field can never be compared with is refused when the rule is written", () => {
  test.each([
    ["amount > 1.234,56", 9, "1.234,56", "1234.56"],
    ["amount > 1234,5", 9, "1234,5", "1234.5"],
    ["amount > '1.234,56'", 9, "'1.234,56'", "1234.56"],
    ["amountPaid = 'R$ 48,90'", 13, "'R$ 48,90'", "48.90"],
    ["amount.minor in (100, abc)", 22, "abc", null],
    ["payment.installments != 1e3", 24, "1e3", null],
    ["transaction.recurrence = ''", 25, "''", null],
    ["amount < 1.234.567", 9, "1.234.567", null],
    ["occurredAt >= 2026-11", 14, "2026-11", null],
    ["occurredAt >= 2026-02-30", 14, "2026-02-30", null],
    ["occurredAt in (2026-11-03, 03/11/2026)", 27, "03/11/2026", null],
    ["accessUntil < tomorrow", 14, "tomorrow", null],
  ])("%s", (text, at, found, suggestion) => {
    expect(parseCondition(text)).toStrictEqual({ ok: false, error: { at, code: "unexpected", found, suggestion } });
  });

  test.each([
    "amount > -1234.56",
    "occurredAt >= 2026-11-03",
    "occurredAt < 2026-11-03T10:22:41-03:00",
    "occurredAt < '2026-11-03 10:22'",
    "occurredAt starts-with 2026-11",
    "amount ends-with .90",
    "product.externalId > 1.234.567",
    "tracking.price = abc",
  ])("%s is fine", (text) => {
    expect(parseCondition(text)).toMatchObject({ ok: true });
  });
});

describe("hostile text", () => {
  test("may nest 64 deep", () => {
    expect(parsed(`${"(".repeat(64)}buyer.phone exists${")".repeat(64)}`)).toStrictEqual(hasPhone);
    expect(parseCondition(`${"not ".repeat(64)}buyer.phone exists`)).toMatchObject({ ok: true });
  });

  test.each([
    ["parentheses", "(".repeat(100_000), 64, "("],
    ["negations", `${"not ".repeat(100_000)}buyer.phone exists`, 256, "not"],
    ["both by turns", "not (".repeat(100_000), 160, "not"],
  ])("cannot overflow the stack by %s", (_what, text, at, found) => {
    expect(parseCondition(text)).toStrictEqual({ ok: false, error: { at, code: "unexpected", found, suggestion: null } });
  });

  test("may be long and flat", () => {
    const parts = parsed(Array.from({ length: 20_000 }, () => "buyer.phone exists").join(" or "));

    expect(parts.kind === "any" && parts.parts.length).toBe(20_000);
  });

  test("never makes parsing throw", () => {
    const word = fc.constantFrom(
      "amount",
      "store",
      "tracking.x",
      "=",
      ">=",
      "=>",
      "in",
      "exists",
      "and",
      "or",
      "not",
      "(",
      ")",
      ",",
      "'",
      '"',
      "\\",
      "1",
      "a b",
    );
    const junk = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.array(word).map((words) => words.join(" ")),
    );

    fc.assert(
      fc.property(junk, (text) => {
        const result = parseCondition(text);

        // What is found stands where the problem says.
        if (!result.ok) expect(text.startsWith(result.error.found, result.error.at)).toBe(true);
        else expect(parsed(conditionText(result.value))).toStrictEqual(result.value);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("canonical text", () => {
  test.each([
    ["payment.method='boleto'", "payment.method = boleto"],
    ["NOT buyer.phone EXISTS", "not buyer.phone exists"],
    ["product.slug IN('a',\"b\",'c d')", 'product.slug in (a, b, "c d")'],
    ["product.name = 'it''s'", null],
    ["product.name = 'it\\'s'", 'product.name = "it\'s"'],
    ["product.name = 'a\"b\\\\'", 'product.name = "a\\"b\\\\"'],
    ["product.name = 'AND'", 'product.name = "AND"'],
    ["product.name = ''", 'product.name = ""'],
    ["product.name = '='", 'product.name = "="'],
    ["product.name = média", "product.name = média"],
    ["store = a or store = b and isTest = true", "store = a or (store = b and isTest = true)"],
    ["not(store = a or store = b)", "not (store = a or store = b)"],
    ["((store = a))", "store = a"],
  ])("of %s is %j", (text, canonical) => {
    const result = parseCondition(text);

    expect(result.ok ? conditionText(result.value) : null).toBe(canonical);
  });

  test("parses to the same condition, whatever the values hold", () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.constantFrom("and", "OR", "not", "in", "exists", "a b", "", "(", "\\", "'\""),
    );
    const field: fc.Arbitrary<ConditionField> = fc.constantFrom(
      "store",
      "product.name",
      "buyer.email",
      "contact.tags",
      "tracking.utm_source",
    );
    const leaf: fc.Arbitrary<Condition> = fc.oneof(
      fc.record({ kind: fc.constant("exists" as const), field }),
      fc.record({ kind: fc.constant("in" as const), field, values: fc.array(text, { minLength: 1, maxLength: 3 }) }),
      fc.record({ kind: fc.constant("compare" as const), field, op: fc.constantFrom(...COMPARE_OPS), value: text }),
      fc.record({
        kind: fc.constant("compare" as const),
        field: fc.constantFrom("amount" as const, "payment.installments" as const),
        op: fc.constantFrom(...COMPARE_OPS),
        value: fc.integer().map(String),
      }),
    );
    const condition = fc.letrec<{ any: Condition; group: Condition; not: Condition; leaf: Condition }>((tie) => ({
      any: fc.oneof({ depthSize: "small" }, tie("leaf"), tie("group"), tie("not")),
      group: fc.record({
        kind: fc.constantFrom("all" as const, "any" as const),
        parts: fc.array(tie("any"), { minLength: 2, maxLength: 3 }),
      }),
      not: fc.record({ kind: fc.constant("not" as const), part: tie("any") }),
      leaf,
    })).any;

    fc.assert(
      fc.property(condition, (written) => {
        expect(parseCondition(conditionText(written))).toEqual({ ok: true, value: written });
      }),
      { numRuns: 500 },
    );
  });
});
