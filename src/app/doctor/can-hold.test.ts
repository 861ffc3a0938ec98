import { describe, expect, test } from "vitest";
import { parseCondition } from "../../core/condition-parse.ts";
import { type Domain, obstacles } from "./can-hold.ts";

const ANY: Domain = () => null;

function blocked(text: string, domain: Domain = ANY) {
  const parsed = parseCondition(text);
  if (!parsed.ok) throw new Error(`bad condition in test: ${text}`);
  return obstacles(parsed.value, domain);
}

describe("a condition that nothing can meet", () => {
  test.each([
    ["amount > 100 and amount < 50", ["amount"]],
    ["amount > 100 and amount <= 100", ["amount"]],
    ["amount = 10 and amount != 10", ["amount"]],
    ["payment.method = boleto and payment.method = pix", ["payment.method"]],
    ["payment.method in (boleto, pix) and payment.method = credit_card", ["payment.method"]],
    ["buyer.phone exists and not buyer.phone exists", ["buyer.phone"]],
    ["not buyer.phone exists and buyer.phone starts-with +55", ["buyer.phone"]],
    ["product.offer = abc and product.offer starts-with x", ["product.offer"]],
    ["occurredAt >= 2026-11-03 and occurredAt < 2026-11-03", ["occurredAt"]],
    ["occurredAt > 2026-11-03 and occurredAt < 2026-11-02", ["occurredAt"]],
    ["contact.tags = aluno and contact.tags != aluno", ["contact.tags"]],
    ["contact.tags = aluno and not contact.tags exists", ["contact.tags"]],
    ["(amount > 5 and amount < 2) or (payment.method = pix and payment.method = boleto)", ["amount"]],
    ["not (amount > 5 or amount <= 5 or not amount exists)", ["amount"]],
  ])("%s", (text, fields) => {
    expect(blocked(text)).toEqual(fields);
  });
});

describe("a condition that something can meet", () => {
  test.each([
    "amount > 100 and amount < 100.01",
    "amount > 50 and amount < 100",
    "amount = 10 or amount != 10",
    "not amount exists and amount != 7",
    "payment.method in (boleto, pix) and payment.method = PIX",
    "product.name contains curso and product.name starts-with x and product.name ends-with y",
    "product.name contains curso and not product.name contains cursor",
    "product.offer >= a and product.offer < b",
    "product.offer > a and product.offer < a0",
    "occurredAt >= 2026-11-03 and occurredAt <= 2026-11-03",
    "occurredAt > 2026-11-03 and occurredAt < 2026-11-05",
    "contact.tags = aluno and contact.tags = vip",
    "contact.tags in (aluno, vip) and contact.tags != aluno",
    "contact.tags != aluno and contact.tags exists",
    "not contact.tags exists",
    "(amount > 5 and amount < 2) or payment.method = pix",
  ])("%s", (text) => {
    expect(blocked(text)).toBeNull();
  });

  test("is not sought for ever: where it falls into very many cases, nothing is said against it", () => {
    const either = Array.from({ length: 12 }, (_, at) => `(amount = ${at} or amount = ${at + 100})`).join(" and ");

    expect(blocked(either)).toBeNull();
  });
});

describe("what the fields can be here", () => {
  const domain: Domain = (field) => (field === "provider" ? ["hotmart"] : field === "lead.origin" ? [null] : null);

  test.each([
    ["provider = eduzz", ["provider"]],
    ["provider = eduzz and lead.origin = Zap", ["provider", "lead.origin"]],
    ["lead.origin exists", ["lead.origin"]],
    ["provider in (eduzz, payt) or lead.origin starts-with Z", ["provider"]],
  ])("keeps %s from being met", (text, fields) => {
    expect(blocked(text, domain)).toEqual(fields);
  });

  test.each(["provider = HOTMART", "provider != eduzz", "lead.origin != Zap", "not lead.origin exists", "provider = eduzz or amount > 5"])(
    "lets %s be met",
    (text) => {
      expect(blocked(text, domain)).toBeNull();
    },
  );
});
