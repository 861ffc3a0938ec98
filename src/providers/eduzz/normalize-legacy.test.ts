import { describe, expect, test } from "vitest";
import type { EventFacts } from "../../core/event.ts";
import { InboundRequest } from "../../core/http-message.ts";
import { eduzz } from "./index.ts";

const CONTEXT = { receivedAt: "2026-11-03T12:00:00.000Z", zone: "America/Sao_Paulo" };
type Fields = Readonly<Record<string, string>>;

const SALE: Fields = {
  type: "invoice",
  trans_cod: "70000001",
  trans_value: "197.90",
  trans_paymentmethod: "1",
  product_cod: "1234567",
  product_name: "Curso",
  cus_name: "Rui",
  cus_email: "rui@example.com",
  cus_cel: "11900000003",
};

/** The same fields in both notations that the vendor sends. */
function notations(fields: Fields): readonly InboundRequest[] {
  const bodies = [new URLSearchParams(fields).toString(), JSON.stringify(fields)];
  return bodies.map(
    (body) => new InboundRequest({ method: "POST", target: "/hooks/eduzz", headers: [], body: new TextEncoder().encode(body) }),
  );
}

function events(fields: Fields): readonly EventFacts[] {
  const [form, json] = notations(fields).map((request) => {
    const read = eduzz.normalize(request, CONTEXT);
    if (!read.ok) throw new Error(read.error.code);
    return read.value;
  });
  const withoutKeys = (list: readonly EventFacts[] | undefined) => list?.map((facts) => ({ ...facts, keys: facts.keys.length }));
  expect(withoutKeys(form)).toEqual(withoutKeys(json));
  return form ?? [];
}

function first(fields: Fields): EventFacts {
  const [facts] = events({ ...SALE, ...fields });
  if (facts === undefined) throw new Error("no event");
  return facts;
}

const codes = ({ notes }: EventFacts) => notes.map(({ code }) => code);

describe("the state of an invoice", () => {
  test.each([
    ["1", "invoice_open", "boleto.issued", []],
    ["3", "invoice_paid", "purchase.approved", []],
    ["4", "invoice_canceled", "purchase.canceled", []],
    ["6", "invoice_waiting_refund", "purchase.disputed", ["eduzz.refund-requested"]],
    ["7", "invoice_refunded", "purchase.refunded", []],
    ["9", "invoice_duplicated", "purchase.refused", ["eduzz.duplicated-invoice"]],
    ["10", "invoice_expired", "purchase.expired", []],
    ["11", "invoice_recovering", "purchase.pending", ["eduzz.in-recovery"]],
    ["15", "invoice_waiting_payment", "payment.late", []],
    ["18", "invoice_scheduled", "invoice.issued", []],
  ])("%s is %s is %s, by number, by name and by both", (trans_status, event_name, trigger, notes) => {
    for (const fields of [{ trans_status }, { event_name }, { trans_status, event_name }]) {
      const facts = first(fields);

      expect(facts.trigger).toBe(trigger);
      expect(codes(facts)).toEqual(notes);
    }
  });

  test.each([
    ["invoice_refused", "purchase.refused", []],
    ["invoice_overdue", "payment.late", []],
    ["invoice_processing", "unknown", ["event.no-trigger"]],
    ["invoice_analysing", "unknown", ["event.no-trigger"]],
    ["invoice_waiting_documents", "unknown", ["event.no-trigger"]],
    ["invoice_trial", "unknown", ["event.no-trigger"]],
    ["invoice_deleted", "unknown", ["event.no-trigger"]],
    ["invoice_negociated", "unknown", ["event.no-trigger"]],
    ["invoice_unpaid", "unknown", []],
  ])("%s, whose number nobody documented, is %s", (event_name, trigger, notes) => {
    expect(first({ event_name }).trigger).toBe(trigger);
    expect(first({ event_name, trans_status: "99" }).trigger).toBe(trigger);
    expect(codes(first({ event_name }))).toEqual(notes);
  });

  test.each([
    ["invoice_paid", "1"],
    ["invoice_open", "3"],
    ["invoice_unpaid", "3"],
    ["invoice_paid", "7"],
  ])("%s with the number %s is taken for neither", (event_name, trans_status) => {
    const facts = first({ event_name, trans_status });

    expect(facts.trigger).toBe("unknown");
    expect(facts.notes).toEqual([{ code: "eduzz.status-contradicts", params: { native: event_name, status: trans_status } }]);
  });

  test("99 alone, or nothing, is unknown", () => {
    expect([first({ trans_status: "99" }).trigger, first({}).trigger]).toEqual(["unknown", "unknown"]);
  });
});

describe("a charge of a contract", () => {
  const PAID = { trans_status: "3", recurrence_cod: "8000001" };

  test.each([
    [{ recurrence_first_payment: "1" }, ["subscription.started"], 1],
    [{ recurrence_first_payment: "1", recurrence_count: "3" }, ["subscription.started"], 1],
    [{ recurrence_first_payment: "0", recurrence_count: "3" }, ["subscription.renewed"], 3],
    [{ recurrence_first_payment: "0", recurrence_count: "1" }, ["subscription.renewed"], null],
    [{ recurrence_first_payment: "0" }, ["subscription.renewed"], null],
    [{ recurrence_count: "1" }, ["subscription.started"], 1],
    [{ recurrence_count: "2" }, ["subscription.renewed"], 2],
    [{ recurrence_count: "0" }, [], null],
    [{}, [], null],
  ])("with %j", (fields, also, recurrence) => {
    expect(first({ ...PAID, ...fields })).toMatchObject({
      trigger: "purchase.approved",
      also,
      transaction: { id: "70000001", subscriptionId: "8000001", recurrence },
      product: { kind: "subscription" },
    });
  });

  test("shares its keys with the webhook, which does not count charges", () => {
    expect(first({ ...PAID, recurrence_count: "3" }).keys).toEqual([
      "tx:70000001:purchase.approved",
      "tx:70000001:purchase.approved:item:1234567",
    ]);
  });

  test.each([
    [{ recurrence_first_payment: "1" }, "boleto.issued"],
    [{ recurrence_first_payment: "0" }, "invoice.issued"],
    [{}, "invoice.issued"],
    [{ recurrence_cod: "" }, "boleto.issued"],
    [{ recurrence_cod: "0" }, "boleto.issued"],
  ])("that was opened with %j is %s", (fields, trigger) => {
    expect(first({ trans_status: "1", recurrence_cod: "8000001", ...fields }).trigger).toBe(trigger);
  });

  test("of which only the item says that it recurs is a subscription without a contract", () => {
    expect(first({ trans_status: "3", product_chargetype: "A" })).toMatchObject({ also: [], product: { kind: "subscription" } });
    expect(["N", "G", "L", ""].map((product_chargetype) => first({ trans_status: "3", product_chargetype }).product.kind)).toEqual([
      "one-time",
      "one-time",
      "one-time",
      "one-time",
    ]);
  });
});

describe("a contract", () => {
  const contract = (fields: Fields) => first({ type: "contract", recurrence_cod: "8000001", trans_status: "3", ...fields });

  test.each([
    ["contract_up_to_date", "1", "unknown", ["event.no-trigger"]],
    ["contract_waiting_payment", "2", "payment.late", []],
    ["contract_suspended", "3", "unknown", ["event.no-trigger", "eduzz.suspended"]],
    ["contract_canceled", "4", "subscription.canceled", []],
    ["contract_overdue", "7", "payment.late", []],
    ["contract_finished", "9", "unknown", ["event.no-trigger", "eduzz.finished"]],
    ["contract_delayed", "99", "unknown", ["event.no-trigger"]],
    ["contract_next_charge", "99", "unknown", ["event.no-trigger"]],
    ["contract_something", "99", "unknown", []],
  ])("%s, or status %s alone, is %s, whatever its last charge was", (event_name, recurrence_status, trigger, notes) => {
    const facts = contract({ event_name });

    expect(facts).toMatchObject({ trigger, amount: null, amountPaid: null, transaction: { id: null, subscriptionId: "8000001" } });
    expect(codes(facts)).toEqual(notes);
    if (recurrence_status !== "99") expect(contract({ recurrence_status }).trigger).toBe(trigger);
  });

  test.each(["contract_trial", "contract_free"])("%s is a sale of nothing", (event_name) => {
    const facts = contract({ event_name });

    expect(facts).toMatchObject({
      trigger: "purchase.approved",
      also: ["subscription.started"],
      amount: { minor: 0, currency: "BRL" },
      transaction: { id: "8000001/trial", subscriptionId: "8000001" },
    });
    expect(facts.keys).toContain("tx:8000001/trial:purchase.approved");
  });

  test("that is late again for another charge, or canceled again, is another event", () => {
    const keys = [
      contract({ event_name: "contract_overdue", trans_cod: "1" }),
      contract({ event_name: "contract_overdue", trans_cod: "2" }),
      contract({ event_name: "contract_canceled", recurrence_canceled_at: "2026-03-02 09:00:00" }),
      contract({ event_name: "contract_canceled", recurrence_canceled_at: "2026-05-02 09:00:00" }),
    ].flatMap((facts) => facts.keys);

    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe("products", () => {
  test("of a list come after the main one, each once, without amounts", () => {
    const facts = events({
      ...SALE,
      trans_status: "3",
      "trans_items[0][item_product_id]": "7",
      "trans_items[0][item_product_name]": "Extra",
      "trans_items[1][item_product_id]": "1234567",
      "trans_items[2][item_product_id]": "7",
    });

    expect(
      facts.map(({ product, transaction, amount }) => [product.externalId, product.name, transaction.parentId, amount?.minor]),
    ).toEqual([
      ["1234567", "Curso", null, 19790],
      ["7", "Extra", "70000001", undefined],
    ]);
  });

  test("of a list alone have the first as the main one", () => {
    const facts = events({
      trans_cod: "1",
      trans_status: "3",
      "trans_items[0][item_product_id]": "7",
      "trans_items[1][item_product_id]": "8",
    });

    expect(facts.map(({ product, transaction }) => [product.externalId, transaction.parentId])).toEqual([
      ["7", null],
      ["8", "1"],
    ]);
  });

  test("bought beside a subscription renew nothing themselves", () => {
    const facts = events({
      ...SALE,
      trans_status: "3",
      recurrence_cod: "8000001",
      recurrence_first_payment: "0",
      "trans_items[0][item_product_id]": "7",
      "trans_items[0][item_product_chargetype]": "N",
    });

    expect(facts.map(({ also, transaction, product }) => [also, transaction.subscriptionId, product.kind])).toEqual([
      [["subscription.renewed"], "8000001", "subscription"],
      [[], null, "one-time"],
    ]);
  });
});

describe("what the fields say", () => {
  test.each([
    ["197,00", { minor: 19700, currency: "BRL" }],
    ["0.5", { minor: 50, currency: "BRL" }],
    ["50", { minor: 5000, currency: "BRL" }],
    ["1.197,50", { minor: 119750, currency: "BRL" }],
  ])("%s is an amount in reais", (trans_value, amount) => {
    expect(first({ trans_status: "3", trans_value }).amount).toEqual(amount);
  });

  test("another currency is taken as it is named, and what is no amount is told", () => {
    expect(first({ trans_status: "3", trans_currency: "USD" }).amount).toEqual({ minor: 19790, currency: "USD" });
    expect(first({ trans_status: "3", trans_value: "grátis" })).toMatchObject({
      amount: null,
      notes: [{ code: "eduzz.amount-unreadable", params: { field: "trans_value" } }],
    });
  });

  test("nothing was paid of an open invoice that says zero, and zero of a free sale", () => {
    expect(first({ trans_status: "1", trans_paid: "0" }).amountPaid).toBe(null);
    expect(first({ trans_status: "3", trans_paid: "0" }).amountPaid).toEqual({ minor: 0, currency: "BRL" });
  });

  test.each([
    [{ trans_paiddate: "20260302", trans_paidtime: "09:00:30" }, "2026-03-02T12:00:30.000Z"],
    [{ trans_paiddate: "2026-03-02", trans_paidtime: "09:00:30" }, "2026-03-02T12:00:30.000Z"],
    [{ trans_paiddate: "20260302" }, "2026-03-02T03:00:00.000Z"],
    [{ trans_paiddate: "20260302", trans_paidtime: "soon" }, "2026-03-02T03:00:00.000Z"],
    [{ trans_paiddate: "00000000" }, null],
    [{}, null],
  ])("%j is when it was paid, in Brasília's time", (fields, occurredAt) => {
    expect(first({ trans_status: "3", ...fields })).toMatchObject({ occurredAt, zoneAssumed: occurredAt !== null });
  });

  test.each([
    ["1", "boleto"],
    ["9", "paypal"],
    ["11", "other"],
    ["13", "credit_card"],
    ["17", "bank_transfer"],
    ["24", "credit_card"],
    ["25", "paypal"],
    ["27", "credit_card"],
    ["32", "pix"],
    ["3", "other"],
  ])("payment method %s is %s", (trans_paymentmethod, method) => {
    expect(first({ trans_status: "3", trans_paymentmethod }).payment).toMatchObject({ method, methodRaw: trans_paymentmethod });
  });

  test("the student is who gets the content", () => {
    const facts = first({ trans_status: "3", student_name: "Bia", student_email: "bia@example.com" });

    expect(facts.buyer).toMatchObject({ name: "Bia", email: "bia@example.com", phone: null });
    expect(codes(facts)).toEqual(["eduzz.student-is-not-payer", "buyer.no-phone"]);
  });
});

test("the panel's test post is a test, and pressing the button again is no repeat", () => {
  const once = first({ trans_status: "3", api_key: "testWebhook" });
  const again = first({ trans_status: "3", api_key: "testWebhook", trans_value: "198" });

  expect([once.isTest, first({ trans_status: "3", api_key: "0a1b2c" }).isTest]).toEqual([true, false]);
  expect(once.keys[0]).toMatch(/^body:/);
  expect(once.keys).not.toEqual(again.keys);
});
