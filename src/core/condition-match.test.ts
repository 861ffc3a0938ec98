import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { COMPARE_OPS, CONDITION_FIELDS, type Condition, type ConditionField } from "./condition.ts";
import { type ConditionVerdict, compileCondition, type FactLookup, type FactValue, isComparable } from "./condition-match.ts";
import { parseCondition } from "./condition-parse.ts";

function matchCondition(condition: Condition, facts: FactLookup) {
  return compileCondition(condition)(facts);
}

type Facts = Readonly<Partial<Record<ConditionField, FactValue>>>;

const SALE: Facts = {
  provider: "hotmart",
  isTest: false,
  occurredAt: "2026-11-03T13:22:41.507Z",
  "product.name": "Curso de Média",
  "product.slug": "curso-x",
  "product.externalId": "1000",
  "transaction.recurrence": 3,
  "buyer.name": "Marina Teste",
  "buyer.email": "marina.teste@example.com",
  "buyer.phone": null,
  amount: "197.00",
  "amount.minor": 19700,
  "payment.method": "credit_card",
  "payment.installments": 12,
  "lead.message": "Meu telefone é 31 90000-0001",
  "tracking.src": "instagram",
  "tracking.empty": "",
  "contact.tags": ["Cliente", "VIP"],
};

function lookup(facts: Facts): FactLookup {
  return (field) => facts[field];
}

function verdict(text: string, facts: Facts = SALE): ConditionVerdict {
  const condition = parseCondition(text);
  if (!condition.ok) throw new Error(JSON.stringify(condition.error));
  return matchCondition(condition.value, lookup(facts));
}

describe("text compares without regard to case and to how accents are encoded", () => {
  test.each([
    ["provider = hotmart", true],
    ["provider = HotMart", true],
    ["provider = hotmar", false],
    ["provider != monetizze", true],
    ["provider != HOTMART", false],
    ["product.name = 'curso de média'", true],
    ["product.name = 'CURSO DE MÉDIA'", true],
    ["product.name = 'Curso de Me\u0301dia'", true],
    ["product.name = 'CURSO DE ME\u0301DIA'", true],
    ["product.name = 'Curso de Media'", false],
    ["product.name contains média", true],
    ["product.name contains MÉD", true],
    ["product.name contains xyz", false],
    ["product.name starts-with curso", true],
    ["product.name starts-with de", false],
    ["product.name ends-with ÉDIA", true],
    ["product.name ends-with curso", false],
    ["product.name contains ''", true],
    ["product.slug < curso-y", true],
    ["product.slug < CURSO-Y", true],
    ["product.slug >= curso-x", true],
    ["product.slug > curso-x", false],
    ["product.slug <= curso-w", false],
    ["product.slug in (curso-w, Curso-X)", true],
    ["product.slug in (curso-w)", false],
    ["isTest = false", true],
    ["isTest = FALSE", true],
    ["isTest = true", false],
    ["product.externalId < 999", true],
    ["tracking.src = Instagram", true],
    ["tracking.empty = ''", true],
  ])("%s: %s", (text, matched) => {
    expect(verdict(text).matched).toBe(matched);
  });

  test("when it is the event's accent that is in two code points", () => {
    expect(verdict("product.name = média", { "product.name": "ME\u0301DIA" }).matched).toBe(true);
  });
});

describe("numbers compare as numbers", () => {
  test.each([
    ["amount = 197", true],
    ["amount = 197.0", true],
    ["amount != 197.000", false],
    ["amount > 20", true],
    ["amount > 197", false],
    ["amount >= 197", true],
    ["amount < 1000", true],
    ["amount <= 196.99", false],
    ["amount > -5", true],
    ["amount in (100, 197.0)", true],
    ["amount in (100, 200)", false],
    ["amount.minor = 19700", true],
    ["payment.installments >= 9", true],
    ["payment.installments = 12", true],
    ["transaction.recurrence < 10", true],
    ["transaction.recurrence != 3", false],
    ["amount starts-with 197.", true],
    ["payment.installments contains 2", true],
  ])("%s: %s", (text, matched) => {
    expect(verdict(text).matched).toBe(matched);
  });

  test.each([["1.234,56"], ["197,00"], ["R$ 197.00"], [""], ["abc"], ["1e3"], [true], ["9".repeat(400)]])(
    "%j in a number field is no number: only != holds",
    (amount) => {
      expect(verdict("amount >= 0", { amount }).matched).toBe(false);
      expect(verdict("amount < 0", { amount }).matched).toBe(false);
      expect(verdict("amount = 197", { amount }).matched).toBe(false);
      expect(verdict("amount != 197", { amount }).matched).toBe(true);
    },
  );
});

describe("moments compare as moments", () => {
  test.each([
    ["occurredAt > 2026-11-03T13:22:41Z", true],
    ["occurredAt > 2026-11-03T13:22:41.507Z", false],
    ["occurredAt = 2026-11-03T13:22:41.507Z", true],
    ["occurredAt = 2026-11-03T10:22:41.507-03:00", true],
    ["occurredAt >= 2026-11-03T13:00", true],
    ["occurredAt < 2026-11-03T13:00", false],
    ["occurredAt < '2026-11-03 14:00:00'", true],
    ["occurredAt in (2026-11-03T13:22:41.507Z)", true],
    ["occurredAt starts-with 2026-11", true],
  ])("%s: %s", (text, matched) => {
    expect(verdict(text).matched).toBe(matched);
  });

  test.each([
    ["occurredAt = 2026-11-03", true],
    ["occurredAt != 2026-11-03", false],
    ["occurredAt <= 2026-11-03", true],
    ["occurredAt >= 2026-11-03", true],
    ["occurredAt > 2026-11-03", false],
    ["occurredAt < 2026-11-03", false],
    ["occurredAt > 2026-11-02", true],
    ["occurredAt < 2026-11-04", true],
    ["occurredAt in (2026-11-02, 2026-11-03)", true],
  ])("a date stands for its whole day in UTC, %s: %s", (text, matched) => {
    expect(verdict(text).matched).toBe(matched);
  });

  test("another spelling in the event is read, junk is not", () => {
    expect(verdict("accessUntil >= 2026-11-03", { accessUntil: "2026-11-03" }).matched).toBe(true);
    expect(verdict("accessUntil >= 2026-11-03", { accessUntil: "soon" }).matched).toBe(false);
    expect(verdict("accessUntil != 2026-11-03", { accessUntil: "soon" }).matched).toBe(true);
  });
});

describe("of a contact's tags", () => {
  test.each([
    ["contact.tags = vip", true],
    ["contact.tags = vi", false],
    ["contact.tags contains VIP", true],
    ["contact.tags contains vi", false],
    ["contact.tags != vip", false],
    ["contact.tags != outro", true],
    ["contact.tags in (outro, cliente)", true],
    ["contact.tags in (outro)", false],
    ["contact.tags starts-with cli", true],
    ["contact.tags ends-with x", false],
    ["contact.tags exists", true],
    ["not contact.tags contains vip", false],
  ])("%s: %s", (text, matched) => {
    expect(verdict(text).matched).toBe(matched);
  });

  test("a contact without any has none", () => {
    const facts = { "contact.tags": [] };

    expect(verdict("contact.tags exists", facts).matched).toBe(false);
    expect(verdict("contact.tags = vip", facts).matched).toBe(false);
    expect(verdict("contact.tags != vip", facts).matched).toBe(true);
  });
});

describe("of an absent field", () => {
  const fields = ["product.name", "amount", "occurredAt", "contact.tags"] as const;
  const value = "2026-11-03";
  const numberOr = (field: ConditionField) => (field === "amount" ? "5" : value);

  test.each(fields.flatMap((field) => COMPARE_OPS.map((op) => [field, op] as const)))("%s %s holds only for !=", (field, op) => {
    const condition = { kind: "compare", field, op, value: numberOr(field) } as const;

    expect(matchCondition(condition, () => null).matched).toBe(op === "!=");
    expect(matchCondition(condition, () => undefined).matched).toBe(op === "!=");
  });

  test.each(fields)("%s is not in any list and does not exist", (field) => {
    expect(matchCondition({ kind: "in", field, values: [numberOr(field)] }, () => null).matched).toBe(false);
    expect(matchCondition({ kind: "exists", field }, () => undefined).matched).toBe(false);
  });

  test("false, zero and empty text are not absent", () => {
    expect(verdict("isTest exists", { isTest: false }).matched).toBe(true);
    expect(verdict("amount exists", { amount: 0 }).matched).toBe(true);
    expect(verdict("tracking.empty exists").matched).toBe(true);
  });
});

describe("joined parts", () => {
  test.each([
    ["provider = hotmart and amount > 100", true],
    ["provider = hotmart and amount > 200", false],
    ["provider = payt or amount > 100", true],
    ["provider = payt or amount > 200", false],
    ["not provider = payt", true],
    ["not not provider = payt", false],
    ["provider = payt and amount > 100 or isTest = false", true],
    ["provider = payt and (amount > 100 or isTest = false)", false],
    ["payment.method = credit_card and (amount >= 100 or not buyer.phone exists)", true],
  ])("%s: %s", (text, matched) => {
    expect(verdict(text).matched).toBe(matched);
  });

  test("that are not there hold for `all` and fail for `any`, and nothing decided", () => {
    expect(matchCondition({ kind: "all", parts: [] }, lookup(SALE))).toStrictEqual({ matched: true, because: null });
    expect(matchCondition({ kind: "any", parts: [] }, lookup(SALE))).toStrictEqual({ matched: false, because: null });
  });

  test("are not asked once the answer is known", () => {
    const asked: ConditionField[] = [];
    const condition = parseCondition("provider = payt and amount > 1 or store = a or isTest = true");
    if (!condition.ok) throw new Error(condition.error.code);

    matchCondition(condition.value, (field) => {
      asked.push(field);
      return field === "store" ? "a" : null;
    });

    expect(asked).toStrictEqual(["provider", "store"]);
  });
});

describe("the verdict names the first part that decided", () => {
  test.each([
    ["amount > 500", { field: "amount", op: ">", expected: "500", actual: "197.00" }],
    ["provider = hotmart and amount > 500 and isTest = true", { field: "amount", op: ">", expected: "500", actual: "197.00" }],
    ["provider = payt or amount > 100 or isTest = false", { field: "amount", op: ">", expected: "100", actual: "197.00" }],
    ["provider = hotmart and amount > 100", { field: "provider", op: "=", expected: "hotmart", actual: "hotmart" }],
    ["provider = payt or amount > 500", { field: "provider", op: "=", expected: "payt", actual: "hotmart" }],
    ["not isTest = false", { field: "isTest", op: "=", expected: "false", actual: "false" }],
    ["payment.installments in (1, 2)", { field: "payment.installments", op: "in", expected: "1, 2", actual: 12 }],
    ["contact.tags contains aluno", { field: "contact.tags", op: "contains", expected: "aluno", actual: "Cliente, VIP" }],
    ["product.offer exists", { field: "product.offer", op: "exists", expected: null, actual: null }],
    ["product.offer != x", { field: "product.offer", op: "!=", expected: "x", actual: null }],
  ])("%s", (text, because) => {
    expect(verdict(text).because).toStrictEqual(because);
  });

  test("without showing what buyers and leads are called, can be reached by, or wrote", () => {
    const personal = CONDITION_FIELDS.filter((field) => field.startsWith("buyer.") || field === "lead.message");

    const shown = personal.map((field) => matchCondition({ kind: "compare", field, op: "=", value: "x" }, () => "Marina").because?.actual);

    expect(personal).toHaveLength(5);
    expect(shown).toStrictEqual(["[masked]", "[masked]", "[masked]", "[masked]", "[masked]"]);
  });

  test("but showing that a personal field is absent", () => {
    expect(verdict("buyer.phone exists").because).toStrictEqual({ field: "buyer.phone", op: "exists", expected: null, actual: null });
  });

  test("and a masked field is compared by what it really holds", () => {
    expect(verdict("buyer.email ends-with @example.com").matched).toBe(true);
    expect(verdict("buyer.email = '[masked]'").matched).toBe(false);
  });
});

describe("a value can be compared with", () => {
  test.each<[ConditionField, string, boolean]>([
    ["amount", "1234.56", true],
    ["amount", "-1", true],
    ["amount", "1.234,56", false],
    ["amount", ".5", false],
    ["amount", "", false],
    ["amount.minor", "9007199254740993", false],
    ["occurredAt", "2026-11-03", true],
    ["occurredAt", "2026-11", false],
    ["accessUntil", "2026-02-30", false],
    ["product.name", "", true],
    ["tracking.x", "1.234,56", true],
  ])("%s: is %j such a value? %s", (field, value, answer) => {
    expect(isComparable(field, value)).toBe(answer);
  });

  test.each(["=", "<", "<=", ">", ">=", "in"] as const)("one that cannot never holds, %s", (op) => {
    const condition =
      op === "in"
        ? ({ kind: "in", field: "amount", values: ["abc"] } as const)
        : ({ kind: "compare", field: "amount", op, value: "abc" } as const);

    expect(matchCondition(condition, lookup(SALE)).matched).toBe(false);
    expect(matchCondition({ kind: "compare", field: "occurredAt", op: "=", value: "2026-11" }, lookup(SALE)).matched).toBe(false);
  });
});

test("a compiled condition answers each event by itself", () => {
  const ask = compileCondition({ kind: "compare", field: "amount", op: ">", value: "100" });

  expect([50, 150, null, 100.01].map((amount) => ask(() => amount).matched)).toStrictEqual([false, true, false, true]);
});

test("!= is always the opposite of =", () => {
  const field: fc.Arbitrary<ConditionField> = fc.constantFrom("amount", "occurredAt", "product.name", "contact.tags");
  const text = fc.constantFrom("", "5", "5.0", "2026-11-03", "2026-11-03T00:00:00.000Z", "a", "A");
  const fact = fc.oneof(text, fc.constantFrom(5, 0, true, null, undefined), fc.array(text, { maxLength: 2 }));

  fc.assert(
    fc.property(field, text, fact, (name, value, actual) => {
      const equal = matchCondition({ kind: "compare", field: name, op: "=", value }, () => actual);
      const unequal = matchCondition({ kind: "compare", field: name, op: "!=", value }, () => actual);

      expect(unequal.matched).toBe(!equal.matched);
    }),
  );
});
