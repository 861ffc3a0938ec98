import { describe, expect, test } from "vitest";
import { aLead, anEvent } from "../../test/support/events.ts";
import { CONDITION_FIELDS, type ConditionField } from "./condition.ts";
import { eventFields } from "./event-fields.ts";

/** What each field is in a sale; null where a sale has no such thing. */
const SALE: Readonly<Record<(typeof CONDITION_FIELDS)[number], unknown>> = {
  provider: "hotmart",
  store: "default",
  trigger: "purchase.approved",
  nativeEvent: "PURCHASE_APPROVED",
  nativeStatus: "APPROVED",
  isTest: false,
  occurredAt: "2026-11-03T13:22:41.507Z",
  "product.externalId": "1234567",
  "product.name": "Curso X",
  "product.slug": "curso-x",
  "product.kind": "one-time",
  "product.offer": "ab12cd34",
  "product.plan": null,
  "product.planName": null,
  "transaction.id": "HP0000000001",
  "transaction.parentId": null,
  "transaction.subscriptionId": null,
  "transaction.recurrence": null,
  "buyer.name": "Maria Teste",
  "buyer.email": "maria@example.com",
  "buyer.phone": "+5531900000001",
  "buyer.document": "52998224725",
  amount: "197.00",
  "amount.minor": 19700,
  "amount.currency": "BRL",
  amountPaid: "214.30",
  "amountPaid.minor": 21430,
  "amountPaid.currency": "BRL",
  "payment.method": "credit_card",
  "payment.methodRaw": "CREDIT_CARD",
  "payment.installments": 12,
  "payment.refusalReason": null,
  isPartialRefund: false,
  "shipment.status": null,
  "shipment.trackingCode": null,
  accessUntil: null,
  "lead.subtype": null,
  "lead.origin": null,
  "lead.channel": null,
  "lead.temperature": null,
  "lead.transactionType": null,
  "lead.listing": null,
  "lead.portalListing": null,
  "lead.advertiser": null,
  "lead.message": null,
  "contact.tags": ["aluno"],
};

const LEAD: Readonly<Partial<Record<ConditionField, unknown>>> = {
  "lead.subtype": "listing",
  "lead.origin": "VivaReal",
  "lead.channel": "CONTACT_FORM",
  "lead.temperature": "HOT",
  "lead.transactionType": "SELL",
  "lead.listing": "AP-1",
  "lead.portalListing": "2500000000",
  "lead.advertiser": "acme",
  "lead.message": "I want to visit",
};

test.each(CONDITION_FIELDS)("%s of a sale", (field) => {
  expect(eventFields(anEvent(), ["aluno"])(field)).toEqual(SALE[field]);
});

test.each(Object.entries(LEAD))("%s of a lead", (field, value) => {
  const fields = eventFields(anEvent({ lead: aLead, advertiser: "acme" }), []);

  expect(fields(field as ConditionField)).toBe(value);
});

describe("what is not there is null", () => {
  const bare = eventFields(anEvent({ amount: null, amountPaid: null, payment: null, lead: null, productSlug: null, occurredAt: null }), []);

  test.each<ConditionField>([
    "amount",
    "amount.minor",
    "amountPaid",
    "payment.method",
    "payment.installments",
    "product.slug",
    "occurredAt",
    "lead.listing",
  ])("%s", (field) => {
    expect(bare(field)).toBeNull();
  });
});

describe("tracking", () => {
  const fields = eventFields(anEvent({ tracking: { src: "ig", utm_source: "", "a.b": "dotted" } }), []);

  test.each<[ConditionField, string | null]>([
    ["tracking.src", "ig"],
    ["tracking.utm_source", ""],
    ["tracking.a.b", "dotted"],
    ["tracking.sck", null],
    ["tracking.constructor", null],
    ["tracking.__proto__", null],
    ["tracking.toString", null],
  ])("%s is %j", (field, value) => {
    expect(fields(field)).toBe(value);
  });
});

test("a field that names a group, or something every object has, is null and never an object", () => {
  const fields = eventFields(anEvent(), []);

  expect(
    ["product", "buyer", "product.aliases", "constructor", "buyer.constructor", "notes"].map((field) => fields(field as ConditionField)),
  ).toEqual(Array(6).fill(null));
});
