import { describe, expect, test } from "vitest";
import { call, changed, facts, JSON_BODY } from "../../../test/support/hotmart-calls.ts";
import type { JsonValue } from "../../core/json.ts";
import { hotmart } from "./index.ts";

describe("meaning of 2.0.0", () => {
  test.each([
    ["BILLET", "boleto.issued", "boleto"],
    ["FINANCED_BILLET", "boleto.issued", "boleto"],
    ["PIX", "pix.issued", "pix"],
    ["CASHPAYMENT", "purchase.pending", "cash"],
    ["MANUAL_TRANSFER", "purchase.pending", "bank_transfer"],
    ["PICPAY", "purchase.pending", "wallet"],
    ["PAYPAL_INTERNACIONAL", "purchase.pending", "paypal"],
    ["HYBRID", "purchase.pending", "other"],
    ["toString", "purchase.pending", "other"],
  ])("a deferred payment by %s is %s", (type, trigger, method) => {
    const event = facts(changed("boleto.issued.2.0.0", "data.purchase.payment.type", type));

    expect([event.trigger, event.payment?.method, event.payment?.methodRaw]).toEqual([trigger, method, type]);
  });

  test.each([
    [null, "Saldo insuficiente.", "purchase.refused"],
    [null, "UNKNOWN", "purchase.refused"],
    [null, "", "purchase.canceled"],
    [1_767_370_804_000, "Saldo insuficiente.", "purchase.canceled"],
  ])("canceled, approved at %s, reason %j: %s", (approved, reason, trigger) => {
    const request = changed("purchase.refused.2.0.0", "data.purchase.approved_date", approved);
    const body = hotmart.setField(request, "data.purchase.payment.refusal_reason", JSON.stringify(reason));

    expect(facts(body).trigger).toBe(trigger);
  });

  test.each([
    [{ plan: { id: 1, name: "A" } }, 1, "subscription", ["subscription.started"]],
    [{ plan: { id: 1, name: "A" } }, null, "subscription", ["subscription.started"]],
    [{ plan: { id: 1, name: "A" } }, "7", "subscription", ["subscription.renewed"]],
    [{ plan: {} }, 2, "instalments", []],
    [{ status: "ACTIVE" }, 1, "instalments", []],
    [[], null, "one-time", []],
    [null, 3, null, []],
  ] as const)("subscription %j with recurrence %j is %s", (subscription, recurrence, kind, also) => {
    const request = changed("purchase.approved.2.0.0", "data.subscription", subscription);
    const event = facts(hotmart.setField(request, "data.purchase.recurrence_number", JSON.stringify(recurrence)));

    expect([event.product.kind, event.also]).toEqual([kind, also]);
  });

  test.each([
    ["PRINTED_BILLET", "BILLET_PRINTED"],
    ["CANCELLED", "CANCELED"],
    ["COMPLETE", "COMPLETED"],
    ["OVERDUE", "DELAYED"],
    ["PROTESTED", "DISPUTE"],
    ["approved", "APPROVED"],
    ["UNDER_ANALISYS", "UNDER_ANALISYS"],
  ])("status %s reads as %s and never decides the trigger", (status, expected) => {
    const event = facts(changed("purchase.refunded.2.0.0", "data.purchase.status", status));

    expect([event.nativeStatus, event.trigger]).toEqual([expected, "purchase.refunded"]);
  });

  test.each([
    ["CANCELED_BY_VENDOR", "CANCELLED_BY_SELLER"],
    ["CANCELLED_BY_SELLER", "CANCELLED_BY_SELLER"],
    ["CANCELED_BY_CUSTOMER", "CANCELLED_BY_CUSTOMER"],
    ["OVERDUE", "OVERDUE"],
  ])("subscription status %s reads as %s", (status, expected) => {
    expect(facts(changed("subscription.plan_changed.2.0.0", "data.subscription.status", status)).nativeStatus).toBe(expected);
  });

  test.each([
    [1_767_366_003_412, "2026-01-02T15:00:03.412Z", false],
    [1_767_366_003, "2026-01-02T15:00:03.000Z", false],
    ["1767366003412", "2026-01-02T15:00:03.412Z", false],
    ["2026-01-02T15:00:03.412Z", "2026-01-02T15:00:03.412Z", false],
    ["2026-01-02T12:00:03", "2026-01-02T15:00:03.000Z", true],
    ["tomorrow", null, false],
    [1_767_366_003_412_000, null, false],
    [{}, null, false],
  ])("creation date %j is %s", (date, at, zoneAssumed) => {
    const event = facts(changed("purchase.approved.2.0.0", "creation_date", date));

    expect([event.occurredAt, event.zoneAssumed]).toEqual([at, zoneAssumed]);
  });

  test.each([
    ["31900000001", "31", "BR", "+5531900000001", "31900000001"],
    ["(31) 90000-0001", "31", "BR", "+5531900000001", "31 (31) 90000-0001"],
    ["900000001", "31", "BR", "+5531900000001", "31 900000001"],
    ["3130000001", null, "br", "+553130000001", "3130000001"],
    ["5531900000001", "31", "BR", "+5531900000001", "31 5531900000001"],
    ["351900000004", null, "BR", "+351900000004", "351900000004"],
    ["351900000004", null, "PT", "+351900000004", "351900000004"],
    ["31900000001", null, "US", null, "31900000001"],
    ["900000001", "", "BR", null, "900000001"],
    ["012345678901", null, "ES", null, "012345678901"],
  ])("phone %s with code %s in %s is %s", (number, code, country, phone, raw) => {
    const buyer = { email: "a@example.com", checkout_phone: number, checkout_phone_code: code, address: { country_iso: country } };
    const event = facts(changed("purchase.approved.2.0.0", "data.buyer", buyer));

    expect([event.buyer.phone, event.buyer.phoneRaw]).toEqual([phone, raw]);
    expect(event.notes.map((note) => note.code)).toEqual(phone === null ? ["buyer.phone-invalid"] : []);
  });

  test("takes the country of the checkout when the address names none, and Brazil when nobody does", () => {
    const buyer = { checkout_phone: "31900000001" };
    const abroad = changed("purchase.approved.2.0.0.foreign", "data.buyer", buyer);

    expect(facts(abroad).buyer.phone).toBeNull();
    expect(facts(hotmart.setField(abroad, "data.purchase.checkout_country", "null")).buyer.phone).toBe("+5531900000001");
  });

  test.each([
    [{ is_order_bump: true, parent_purchase_transaction: "HP9" }, "HP9"],
    [{ is_order_bump: true }, null],
    [{ is_order_bump: false, parent_purchase_transaction: "HP9" }, null],
    ["yes", null],
  ])("order bump %j has parent %s", (bump, parent) => {
    expect(facts(changed("purchase.approved.2.0.0", "data.purchase.order_bump", bump)).transaction.parentId).toBe(parent);
  });

  test.each([
    [{ value: 1497, currency_value: "BRL" }, 149_700],
    [{ value: 2626.56, currency_value: "BRL" }, 262_656],
    [{ value: "48.90", currency_value: "brl" }, 4890],
    [{ value: 48.9, currency_code: "BRL" }, 4890],
    [{ value: 0, currency_value: "BRL" }, 0],
    [{ value: 48.9 }, null],
    [{ value: "gratis", currency_value: "BRL" }, null],
  ])("price %j is %s cents", (price, minor) => {
    const event = facts(changed("purchase.approved.2.0.0", "data.purchase.price", price));

    expect(event.amount?.minor ?? null).toBe(minor);
    expect(event.notes).toEqual(minor === null ? [{ code: "hotmart.amount-unreadable", params: { field: "purchase.price" } }] : []);
  });

  test("notes a partial refund, which has no event of its own", () => {
    const event = facts(changed("purchase.refunded.2.0.0", "data.purchase.status", "PARTIALLY_REFUNDED"));

    expect([event.trigger, event.isPartialRefund, event.notes.map((note) => note.code)]).toEqual([
      "purchase.refunded",
      true,
      ["hotmart.partial-refund"],
    ]);
  });

  test("suspects instalments only when the charges are monthly and without interest", () => {
    const codes = (name: string, path: string, value: JsonValue): readonly string[] =>
      facts(changed(name, path, value)).notes.map((note) => note.code);
    const smart = "purchase.approved.2.0.0.smart-instalments";

    expect(codes(smart, "data.purchase.date_next_charge", 1_785_931_200_000)).toEqual(["hotmart.maybe-instalments"]);
    expect(codes(smart, "data.purchase.date_next_charge", 1_814_788_800_000)).toEqual([]);
    expect(codes(smart, "data.purchase.full_price.value", 90)).toEqual([]);
    expect(codes(smart, "data.purchase.recurrence_number", 13)).toEqual([]);
    expect(codes(smart, "data.purchase.payment.installments_number", 1)).toEqual([]);
  });

  test("counts a wrong-typed branch as absent", () => {
    const data = {
      product: "x",
      buyer: [],
      purchase: { payment: "PIX", price: 5, offer: null, origin: [], order_bump: 1 },
      subscription: "S",
      affiliates: {},
    };
    const event = facts(call({ ...JSON_BODY, data }));

    expect(event).toMatchObject({
      trigger: "purchase.approved",
      product: { externalId: null, kind: "one-time", offer: null },
      buyer: { name: null, email: null, phone: null },
      amount: null,
      payment: null,
      tracking: {},
      notes: [],
    });
  });

  test("joins first and last name when the full name is missing", () => {
    expect(facts(changed("purchase.approved.2.0.0", "data.buyer", { first_name: "Caio", last_name: "Teste" })).buyer.name).toBe(
      "Caio Teste",
    );
  });

  test("reads what it can of an event that it does not know", () => {
    const data = { subscription: { product: { id: 5, name: "P" }, user: { email: "A@EXAMPLE.COM" }, subscriber_code: "AAAA1111" } };
    const event = facts(call({ ...JSON_BODY, event: "SUBSCRIPTION_PAUSED", data }));

    expect([event.trigger, event.nativeEvent]).toEqual(["unknown", "SUBSCRIPTION_PAUSED"]);
    expect([event.product.externalId, event.buyer.email, event.transaction.subscriptionId]).toEqual(["5", "a@example.com", "AAAA1111"]);
  });

  test.each(["constructor", "__proto__", "PURCHASE_COMPLETED", "purchase_approved", ""])("event %j is unknown", (event) => {
    expect(facts(call({ ...JSON_BODY, event })).trigger).toBe("unknown");
  });
});
