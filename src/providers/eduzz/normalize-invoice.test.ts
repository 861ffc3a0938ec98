import { describe, expect, test } from "vitest";
import type { EventFacts } from "../../core/event.ts";
import { InboundRequest } from "../../core/http-message.ts";
import type { JsonObject } from "../../core/json.ts";
import { eduzz } from "./index.ts";

const CONTEXT = { receivedAt: "2026-11-03T12:00:00.000Z", zone: "America/Sao_Paulo" };

const SALE: JsonObject = {
  id: "70000001",
  status: "paid",
  buyer: { name: "Maria Exemplo", email: "Maria@Example.com", document: "52998224725", cellphone: "+5511900000001" },
  price: { currency: "BRL", value: 197.9 },
  paid: { currency: "BRL", value: 197.9 },
  paymentMethod: "pix",
  items: [{ productId: "1234567", name: "Curso Exemplo", billingType: "single" }],
  contract: null,
};

function events(event: string, data: JsonObject, envelope: JsonObject = {}): readonly EventFacts[] {
  const body = JSON.stringify({ id: "evt1", event, sentDate: "2026-03-02T12:00:05.000Z", ...envelope, data: { ...SALE, ...data } });
  const request = new InboundRequest({ method: "POST", target: "/hooks/eduzz", headers: [], body: new TextEncoder().encode(body) });
  const read = eduzz.normalize(request, CONTEXT);
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
}

function first(event: string, data: JsonObject = {}, envelope: JsonObject = {}): EventFacts {
  const [facts] = events(event, data, envelope);
  if (facts === undefined) throw new Error("no event");
  return facts;
}

const codes = ({ notes }: EventFacts) => notes.map(({ code }) => code);

describe("the name of an event", () => {
  test.each(["myeduzz.invoice_paid", "invoice_paid", "MyEduzz.Invoice_Paid"])("%s is an approval", (event) => {
    const facts = first(event);

    expect(facts).toMatchObject({ trigger: "purchase.approved", nativeEvent: event });
    expect(facts.keys).toContain("id:evt1:invoice_paid");
  });

  test.each([
    "myeduzz.invoice_unpaid",
    "myeduzz.invoice_paid_later",
    "myeduzz.paid",
    "invoice",
    "sun.invoice_paid",
    "myeduzz.invoice_completed",
  ])("%s is none that we know, whatever it contains", (event) => {
    const facts = first(event);

    expect(facts).toMatchObject({ trigger: "unknown", also: [] });
    expect(codes(facts)).not.toContain("event.no-trigger");
  });
});

describe("an invoice that was opened or waits", () => {
  const methods: [string, string][] = [
    ["bankslip", "boleto.issued"],
    ["installmentBankslip", "boleto.issued"],
    ["pix", "pix.issued"],
    ["creditCard", "purchase.pending"],
    ["combinedPayment", "purchase.pending"],
    ["unknown", "purchase.pending"],
  ];

  test.each(methods)("to be paid by %s is %s", (paymentMethod, trigger) => {
    expect(first("invoice_opened", { paymentMethod }).trigger).toBe(trigger);
    expect(first("invoice_waiting_payment", { paymentMethod }).trigger).toBe(trigger);
  });

  test.each(methods)("of a contract, to be paid by %s, is a charge that is issued or late", (paymentMethod) => {
    const contract = { id: "8000001", isUnlimitedInstallments: false };

    expect(first("invoice_opened", { paymentMethod, contract }).trigger).toBe("invoice.issued");
    expect(first("invoice_waiting_payment", { paymentMethod, contract }).trigger).toBe("payment.late");
  });

  test("says the same about one invoice only once", () => {
    const business = (event: string) => first(event, {}, { id: event }).keys.filter((key) => key.startsWith("tx:"));

    expect(business("invoice_opened")).toEqual(["tx:70000001:pix.issued", "tx:70000001:pix.issued:item:1234567"]);
    expect(business("invoice_waiting_payment")).toEqual(business("invoice_opened"));
  });
});

describe("what rides along", () => {
  test("a filled chargeback or refund does not make a payment anything else", () => {
    const facts = first("invoice_paid", { chargeback: { status: "refunded" }, refund: { type: "partial" } });

    expect(facts).toMatchObject({ trigger: "purchase.approved", nativeStatus: "paid" });
    expect(facts.isPartialRefund).toBeUndefined();
  });

  test("nor does a status of another kind", () => {
    expect(first("invoice_canceled", { status: "paid" }).trigger).toBe("purchase.canceled");
  });
});

describe("a chargeback", () => {
  test.each([
    ["pendingDocuments", "purchase.disputed", []],
    ["pending_documents", "purchase.disputed", []],
    ["underReview", "purchase.disputed", []],
    ["refunded", "purchase.chargeback", []],
    ["rejected", "unknown", ["event.no-trigger"]],
    ["unknown", "unknown", ["event.no-trigger"]],
    ["somethingNew", "unknown", []],
    [null, "unknown", []],
  ])("that is %s is %s", (status, trigger, notes) => {
    const facts = first("myeduzz.invoice_chargeback", { chargeback: { status }, status: "waitingRefund" });

    expect(facts).toMatchObject({ trigger, nativeStatus: status });
    expect(codes(facts)).toEqual(notes);
  });

  test("and a refund that was asked for are three different disputes of one sale", () => {
    const keys = [
      first("invoice_chargeback", { chargeback: { status: "pendingDocuments" } }, { id: "1" }),
      first("invoice_chargeback", { chargeback: { status: "underReview" } }, { id: "2" }),
      first("invoice_waiting_refund", {}, { id: "3" }),
    ].flatMap((facts) => facts.keys);

    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe("a refund", () => {
  test.each([
    [{ type: "common" }, "refunded", undefined],
    [{ type: "partial" }, "refunded", true],
    [{ type: "partialRefund" }, "refunded", true],
    [undefined, "partialRefund", true],
    [undefined, "refunded", undefined],
  ])("of %j with status %s", (refund, status, isPartialRefund) => {
    const facts = first("invoice_refunded", { status, ...(refund === undefined ? {} : { refund }) });

    expect(facts.trigger).toBe("purchase.refunded");
    expect(facts.isPartialRefund).toBe(isPartialRefund);
    expect(codes(facts)).toEqual(isPartialRefund === true ? ["eduzz.partial-refund"] : []);
  });

  test("of a part hides neither another part nor the rest", () => {
    const at = (refundedAt: string) => first("invoice_refunded", { refund: { type: "partial", refundedAt } }, { id: refundedAt }).keys;
    const keys = [
      ...at("2026-03-03T12:00:00.000Z"),
      ...at("2026-03-04T12:00:00.000Z"),
      ...first("invoice_refunded", { refund: { type: "common" } }, { id: "whole" }).keys,
    ];

    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toContain("tx:70000001:purchase.refunded");
  });
});

describe("the kind of a sale", () => {
  const kindOf = (data: JsonObject) => first("invoice_paid", data).product.kind;
  const items = (billingType: string | null) => [{ productId: "1", billingType }];

  test.each([
    ["contract null", { contract: null, items: items(null) }, "one-time"],
    ["a contract", { contract: { id: "8" }, items: items("single") }, "subscription"],
    ["a contract of instalments", { contract: { id: "8", isUnlimitedInstallments: true }, items: items("recurrence") }, "instalments"],
    ["no contract, but an item that recurs", { contract: null, items: items("recurrence") }, "subscription"],
  ])("with %s", (_, data, kind) => {
    expect(kindOf(data)).toBe(kind);
  });

  test("is not told where the short body has neither contract nor billing", () => {
    const { contract: _, ...short }: JsonObject = { ...SALE, items: items(null) };
    const body = new TextEncoder().encode(JSON.stringify({ event: "invoice_paid", data: short }));
    const read = eduzz.normalize(new InboundRequest({ method: "POST", target: "/", headers: [], body }), CONTEXT);

    expect(read.ok && read.value[0]?.product.kind).toBe(null);
  });

  test("a charge of a contract does not say whether it is the first, nor do instalments start or renew anything", () => {
    const charge = first("invoice_paid", { contract: { id: 8000001, isUnlimitedInstallments: false } });
    const instalment = first("invoice_paid", { contract: { id: "8000002", isUnlimitedInstallments: true } });

    expect(charge).toMatchObject({ also: [], transaction: { id: "70000001", subscriptionId: "8000001", recurrence: null } });
    expect(instalment).toMatchObject({ also: [], transaction: { subscriptionId: "8000002", recurrence: null } });
  });
});

describe("products of one invoice", () => {
  const item = (productId: string | null, billingType = "single") => ({
    productId,
    name: `P${productId}`,
    billingType,
    price: { value: 1 },
  });

  test("are one event each, every product once, and the first has the amounts", () => {
    const facts = events("invoice_paid", { items: [item("1"), item("2"), item("1"), item(null), item("2"), item("3")] });

    expect(facts.map(({ product, transaction, amount }) => [product.externalId, transaction.parentId, amount?.minor])).toEqual([
      ["1", null, 19790],
      ["2", "70000001", undefined],
      ["3", "70000001", undefined],
    ]);
    const keys = facts.flatMap((one) => one.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("that are no part of the subscription stay out of its contract", () => {
    const contract = { id: "8000001", isUnlimitedInstallments: false };
    const facts = events("invoice_paid", {
      contract,
      items: [item("1", "recurrence"), item("2"), item("3", "recurrence"), item("4", "other")],
    });

    expect(facts.map(({ product, transaction }) => [product.kind, transaction.subscriptionId])).toEqual([
      ["subscription", "8000001"],
      ["one-time", null],
      ["subscription", "8000001"],
      [null, null],
    ]);
  });

  test("may be missing", () => {
    const [facts, ...others] = events("invoice_paid", { items: [] });

    expect(others).toEqual([]);
    expect(facts?.product.externalId).toBe(null);
    expect(facts?.keys).toEqual(["id:evt1:invoice_paid", "tx:70000001:purchase.approved"]);
  });

  test("that are variations can be linked by the product they vary", () => {
    expect(first("invoice_paid", { items: [{ productId: 11, parentId: 10 }] }).product).toMatchObject({
      externalId: "11",
      aliases: ["10"],
    });
    expect(first("invoice_paid", { items: [{ productId: "11", parentId: "11" }] }).product.aliases).toEqual([]);
  });
});

describe("an order bump", () => {
  test("is a sale of its own below the main one, and a main sale that names itself is not below itself", () => {
    expect(first("invoice_paid", { orderBump: { mainSaleId: "70000000" } }).transaction.parentId).toBe("70000000");
    expect(first("invoice_paid", { orderBump: { mainSaleId: "70000001" } }).transaction.parentId).toBe(null);
  });
});

describe("who it is about", () => {
  test("is the student, and nothing of the payer is taken for the student's", () => {
    const facts = first("invoice_paid", { student: { name: "Bia", email: "bia@example.com" } });

    expect(facts.buyer).toEqual({ name: "Bia", email: "bia@example.com", phone: null, phoneRaw: null, document: null });
    expect(codes(facts)).toEqual(["eduzz.student-is-not-payer", "buyer.no-phone"]);
  });

  test("is both where they are one", () => {
    const facts = first("invoice_paid", { student: { email: "maria@example.com" } });

    expect(facts.buyer).toMatchObject({ name: "Maria Exemplo", phone: "+5511900000001", document: "52998224725" });
    expect(codes(facts)).toEqual([]);
  });

  test("is the payer where the student has no address", () => {
    expect(first("invoice_paid", { student: { name: "Bia", email: " " } }).buyer.email).toBe("maria@example.com");
  });

  test.each([
    [{ cellphone: null, phone: "1133334444" }, "+551133334444", "1133334444"],
    [{ cellphone: "0", phone: "11900000001" }, "+5511900000001", "11900000001"],
    [{ cellphone: "+351912345678" }, "+351912345678", "+351912345678"],
    [{ cellphone: "123", phone2: null }, null, "123"],
    [{}, null, null],
  ])("has the phone that can be called: %j", (phones, phone, phoneRaw) => {
    expect(first("invoice_paid", { buyer: { name: "M", email: "m@example.com", ...phones } }).buyer).toMatchObject({ phone, phoneRaw });
  });
});

describe("amounts", () => {
  test.each([
    [{ currency: "BRL", value: 301.5 }, { minor: 30150, currency: "BRL" }, []],
    [{ currency: "usd", value: "20" }, { minor: 2000, currency: "USD" }, []],
    [{ value: 20 }, null, ["eduzz.amount-unreadable"]],
    [{ currency: "BRL", value: "free" }, null, ["eduzz.amount-unreadable"]],
    [{ currency: "BRL", value: null }, null, []],
    [null, null, []],
  ])("price %j", (price, amount, notes) => {
    const facts = first("invoice_opened", { price });

    expect(facts.amount).toEqual(amount);
    expect(codes(facts)).toEqual(notes);
  });

  test("have what was paid under its own name, and nothing where nothing was", () => {
    expect(first("invoice_paid", { paid: { currency: "BRL", value: 210 } })).toMatchObject({
      amount: { minor: 19790 },
      amountPaid: { minor: 21000 },
    });
    expect(first("invoice_opened", { paid: null }).amountPaid).toBe(null);
  });
});

describe("payment", () => {
  test("is told by paymentMethod, and by payment only where that is unknown", () => {
    const payment = { method: "automaticPix", details: "pix" };

    expect(first("invoice_paid", { paymentMethod: "creditCard", payment }).payment).toMatchObject({ method: "credit_card" });
    expect(first("invoice_paid", { paymentMethod: "unknown", payment }).payment).toMatchObject({
      method: "pix",
      methodRaw: "automaticPix",
    });
    expect(first("invoice_paid", { paymentMethod: "barter" }).payment).toMatchObject({ method: "other", methodRaw: "barter" });
    expect(first("invoice_paid", { paymentMethod: null }).payment).toBe(null);
  });
});

describe("when it happened", () => {
  test.each([
    ["paid", { paidAt: "2026-03-02T04:04:25.0Z" }, {}, "2026-03-02T04:04:25.000Z"],
    ["paid", { paidAt: "yesterday" }, {}, "2026-03-02T12:00:05.000Z"],
    ["canceled", { paidAt: "2026-03-02T04:04:25.0Z" }, {}, "2026-03-02T12:00:05.000Z"],
    ["canceled", { sentDate: "2026-03-03T10:00:00.000Z" }, { sentDate: null }, "2026-03-03T10:00:00.000Z"],
    ["canceled", {}, { sentDate: null }, null],
    ["refunded", { refund: { refundedAt: "2026-03-04T10:00:00.000Z" } }, {}, "2026-03-04T10:00:00.000Z"],
  ])("of invoice_%s with %j", (state, data, envelope, occurredAt) => {
    expect(first(`invoice_${state}`, data, envelope).occurredAt).toBe(occurredAt);
  });
});

test("whatever has another type than documented is absent", () => {
  const facts = first("invoice_paid", {
    id: { a: 1 },
    buyer: [],
    items: "1234567",
    contract: "8",
    price: 5,
    paymentMethod: {},
    student: 1,
    tracker: null,
  });

  expect(facts).toMatchObject({
    trigger: "purchase.approved",
    transaction: { id: null, subscriptionId: null },
    amount: null,
    payment: null,
  });
  expect(facts.keys).toEqual(["id:evt1:invoice_paid"]);
});

test("the same call twice has a key of its body where it has no id at all", () => {
  const keys = first("invoice_paid", { id: null }, { id: null }).keys;

  expect(keys).toEqual(first("invoice_paid", { id: null }, { id: null }).keys);
  expect(keys[0]).toMatch(/^body:[0-9a-f]{64}$/);
  const [main, extra] = events("invoice_paid", { id: null, items: [{ productId: "1" }, { productId: "2" }] }, { id: null });
  expect(extra?.keys).toEqual([`${main?.keys[0]}:item:2`]);
});
