import { describe, expect, test } from "vitest";
import { changed, facts, form } from "../../../test/support/hotmart-calls.ts";

describe("meaning of 1.0.0", () => {
  test.each([
    ["evermart", "hotmart.clone-engine"],
    ["PagTrust", "hotmart.clone-engine"],
    ["pepper", "hotmart.clone-engine"],
    ["hotmart", undefined],
    ["moip", undefined],
  ])("payment engine %s gives note %s", (engine, code) => {
    expect(facts(form({ payment_engine: engine })).notes[0]?.code).toBe(code);
  });

  test("notes a transaction that is none of Hotmart's", () => {
    expect(facts(form({ transaction: "PT123" })).notes).toEqual([
      { code: "hotmart.foreign-transaction", params: { transaction: "PT123" } },
    ]);
  });

  test("prefers the phone of the checkout and falls back to the account's", () => {
    const account = { phone_local_code: "21", phone_number: "31900000003" };

    expect(facts(form(account)).buyer.phone).toBe("+5511900000002");
    expect(facts(form({ ...account, phone_checkout_number: "" })).buyer.phone).toBe("+5531900000003");
  });

  test("takes empty fields for absent", () => {
    const event = facts(form({ email: "", doc: "", off: " ", src: "", price: "", payment_type: "", recurrency: "" }));

    expect(event).toMatchObject({
      buyer: { email: null, document: null },
      product: { offer: null },
      tracking: {},
      amount: null,
      payment: null,
      notes: [],
    });
  });

  test.each([
    ["approved", "2026-01-02T15:00:04.000Z"],
    ["billet_printed", "2026-01-02T15:00:00.000Z"],
    ["wayting_payment", "2026-01-02T15:00:00.000Z"],
    ["refunded", null],
    ["chargeback", null],
  ])("status %s happened at %s", (status, at) => {
    expect(facts(form({ status })).occurredAt).toBe(at);
  });

  test("reads the ISO date of a clone's cancellation", () => {
    const event = facts(changed("subscription.canceled.1.0.0-json", "cancellationDate", "2026-02-01T00:00:00Z"));

    expect(event.occurredAt).toBe("2026-02-01T00:00:00.000Z");
  });
});
