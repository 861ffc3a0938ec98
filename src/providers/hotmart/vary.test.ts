import { describe, expect, test } from "vitest";
import { CREDENTIALS, call, facts, fixture, form, NAMES, NOW, outcome } from "../../../test/support/hotmart-calls.ts";
import type { EventFacts } from "../../core/event.ts";
import { seededRandom } from "../../core/random.ts";
import type { Variation } from "../contract.ts";
import { hotmart } from "./index.ts";

describe("vary", () => {
  const AT = "2026-11-02T09:08:07.654Z";
  const variation = (seed: number, more: Partial<Variation> = {}): Variation => ({ random: seededRandom(seed), at: AT, ...more });
  const varied = (name: string, seed: number, more: Partial<Variation> = {}): EventFacts =>
    facts(hotmart.vary(fixture(name), variation(seed, more)));

  test.each(NAMES)("%s becomes a distinct event of the same meaning", (name) => {
    const before = facts(fixture(name));
    const after = varied(name, 1);
    const signed = hotmart.sign(hotmart.vary(fixture(name), variation(1)), CREDENTIALS, NOW);

    expect(outcome(signed)).toBe("accepted");
    expect([after.format, after.trigger, after.also, after.nativeEvent]).toEqual([
      before.format,
      before.trigger,
      before.also,
      before.nativeEvent,
    ]);
    expect(after.keys.filter((key) => [...before.keys, ...varied(name, 2).keys].includes(key))).toEqual([]);
    expect(after).toEqual(varied(name, 1));
    expect(after.isTest).toBe(false);
    expect(before.occurredAt === null ? after.occurredAt : AT).toBe(after.occurredAt);
  });

  test.each(NAMES)("%s takes over what was asked for", (name) => {
    const before = facts(fixture(name));
    const after = varied(name, 3, {
      email: "nova@example.com",
      productId: "4711",
      transaction: "HP4711",
      subscriptionId: "ZZZZ9999",
      phone: "+5541987654321",
    });

    expect(after.buyer.email).toBe("nova@example.com");
    expect(after.product.externalId).toBe(before.product.externalId === null ? null : "4711");
    expect(after.transaction.id).toBe(before.transaction.id === null ? null : "HP4711");
    expect(after.transaction.subscriptionId).toBe(before.transaction.subscriptionId === null ? null : "ZZZZ9999");
    expect([null, "+5541987654321"]).toContain(after.buyer.phone);
    expect(before.buyer.phone === null || after.buyer.phone === "+5541987654321").toBe(true);
  });

  test("sets name, offer, plan and product name in both versions", () => {
    const more = { name: "Nova Teste Silva", offer: "zz11yy22", plan: "880009", productName: "Outro" };
    const modern = varied("purchase.approved.2.0.0.subscription", 4, more);
    const legacy = varied("purchase.approved.1.0.0-form.subscription", 4, more);
    const switched = varied("subscription.plan_changed.2.0.0", 4, more);

    expect([modern.buyer.name, modern.product.offer, modern.product.plan, modern.product.name]).toEqual([
      "Nova Teste Silva",
      "zz11yy22",
      "880009",
      "Outro",
    ]);
    expect([legacy.buyer.name, legacy.product.offer, legacy.product.planName, legacy.product.name]).toEqual([
      "Nova Teste Silva",
      "zz11yy22",
      "880009",
      "Outro",
    ]);
    expect([switched.product.offer, switched.product.plan]).toEqual(["zz11yy22", "880009"]);
  });

  test("moves every date with the event and keeps its notation", () => {
    const body = hotmart.vary(fixture("purchase.approved.2.0.0.subscription"), variation(5)).json();
    const legacy = hotmart.vary(fixture("purchase.approved.1.0.0-form.subscription"), variation(5)).form();
    const at = Date.parse(AT);

    expect(body).toMatchObject({
      value: {
        creation_date: at,
        data: {
          product: { warranty_date: "2026-11-08T00:00:00Z" },
          purchase: { order_date: at - 7412, approved_date: at - 4412, date_next_charge: Date.parse("2026-12-02T12:00:00Z") },
        },
      },
    });
    expect(legacy.ok && legacy.value.get("confirmation_purchase_date")).toBe(AT);
    expect(legacy.ok && legacy.value.get("warranty_date")).toBe("2026-11-08T00:00:00Z");
    expect(legacy.ok && legacy.value.get("subscription_date_next_charge")).toBe("2026-12-02T12:00:00Z");
    expect(varied("subscription.canceled.2.0.0", 5).accessUntil).toBe("2026-12-02T12:00:00.000Z");
  });

  test("draws ids in the look of the vendor's", () => {
    const event = varied("purchase.approved.2.0.0.subscription", 6);

    expect(event.nativeId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(event.transaction.id).toMatch(/^HP\d{10}$/);
    expect(event.transaction.subscriptionId).toMatch(/^[A-Z0-9]{8}$/);
  });

  test("keeps the numeric id when the product was linked by its ucode", () => {
    const ucode = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";
    const { product } = varied("purchase.approved.2.0.0", 7, { productId: ucode });

    expect([product.externalId, product.aliases]).toEqual(["9100002", [ucode]]);
  });

  test("leaves a body alone that is none of ours", () => {
    const request = call("[1]");

    expect(hotmart.vary(request, variation(8))).toBe(request);
  });
});

describe("setField", () => {
  test("writes JSON by path and a form by key", () => {
    const json = hotmart.setField(fixture("purchase.approved.2.0.0"), "data.buyer.email", "x@example.com");
    const typed = hotmart.setField(json, "data.purchase.price.value", "12.5");
    const flat = hotmart.setField(form({}), "price", "12.50");

    expect(facts(json).buyer.email).toBe("x@example.com");
    expect(facts(typed).amount).toEqual({ minor: 1250, currency: "BRL" });
    expect(facts(flat).amount).toEqual({ minor: 1250, currency: "BRL" });
  });
});

describe("the wished way of paying", () => {
  const paid = (name: string, method: Variation["method"] & string) =>
    facts(hotmart.vary(fixture(name), { random: seededRandom(1), at: "2026-11-02T09:08:07.654Z", method }));

  test("takes the place of another one, with all that belongs to that", () => {
    expect(paid("purchase.approved.2.0.0", "boleto").payment).toMatchObject({ method: "boleto", methodRaw: "BILLET", installments: 1 });
    expect(paid("purchase.expired.2.0.0", "pix").payment).toMatchObject({
      method: "pix",
      methodRaw: "PIX",
      boletoUrl: null,
      boletoBarcode: null,
    });
  });

  test("changes nothing where the sale is paid like that already", () => {
    expect(paid("purchase.approved.2.0.0", "credit_card").payment).toMatchObject({ method: "credit_card", installments: 3 });
  });
});
