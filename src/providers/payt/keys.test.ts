import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { InboundRequest } from "../../core/http-message.ts";
import { readFixture } from "../../shared/fixture-files.ts";
import { payt } from "./index.ts";

const CONTEXT = { receivedAt: "2026-11-03T12:00:00.000Z", zone: "America/Sao_Paulo" };

function keysIn(request: InboundRequest): readonly (readonly string[])[] {
  const events = payt.normalize(request, CONTEXT);
  return events.ok ? events.value.map(({ keys }) => keys) : [];
}

function keysOf(order: object): readonly (readonly string[])[] {
  return keysIn(new InboundRequest({ method: "POST", target: "/", headers: [], body: Buffer.from(JSON.stringify(order)) }));
}

const PAID = {
  status: "paid",
  transaction_id: "T00001",
  cart_id: "C00001",
  product: { code: "P1" },
  transaction: { payment_status: "paid" },
};

describe("keys", () => {
  test("are the same when a call is sent again after an unrelated edit", () => {
    const again = { ...PAID, updated_at: "2026-01-02 10:00:00", customer: { code: "NEW" } };

    expect(keysOf(again)).toEqual(keysOf(PAID));
    expect(keysOf(PAID)).toEqual([["tx:T00001:purchase.approved"]]);
  });

  test("are the same for both types of postback", () => {
    const flat = { status: "paid", transaction_id: "T00001", "transaction.payment_status": "paid", "product.code": "P1" };

    expect(keysOf(flat)).toEqual(keysOf(PAID));
  });

  test.each([1, 2])("are the same for charge %i told as a sale and as a step of the subscription", (charges) => {
    const charge = { ...PAID, subscription: { code: "S1", charges } };
    const step = charges === 1 ? "subscription_activated" : "subscription_renewed";

    expect(keysOf({ ...charge, status: step })).toEqual(keysOf(charge));
  });

  test("tell the charges of a subscription apart even if they came under one transaction", () => {
    const keys = [1, 2, 3].flatMap((charges) => keysOf({ ...PAID, subscription: { charges } }).flat());

    expect(new Set(keys).size).toBe(3);
  });

  test("differ for every state of one sale", () => {
    const outcomes = [
      "refused",
      "expired",
      "canceled",
      "chargeback_presented",
      "peding_refund",
      "chargeback",
      "refunded_partial",
      "refunded",
    ];
    const ofOutcomes = outcomes.flatMap((payment_status) => keysOf({ ...PAID, status: "canceled", transaction: { payment_status } }));
    const ofStages = ["billed", "separation", "collected", "shipping", "shipped", "in_review"].flatMap((status) =>
      keysOf({ ...PAID, status, transaction: { payment_status: "in_review" } }),
    );
    const keys = [...keysOf(PAID), ...ofOutcomes, ...ofStages].flat();

    expect(keys).toHaveLength(15);
    expect(new Set(keys).size).toBe(15);
  });

  test("of goods on their way change with either status, and not with its spelling", () => {
    const shipment = (status: string, shipping?: string) => keysOf({ ...PAID, status, shipping: { status: shipping } })[0]?.[0];

    expect(shipment("collected", "waiting")).toBe("tx:T00001:delivery.updated:collected/waiting");
    expect(shipment("collected_order", "waiting")).toBe(shipment("collected", "waiting"));
    expect(shipment("collected", "posted_object")).not.toBe(shipment("collected", "waiting"));
    expect(shipment("shipping", "waiting")).not.toBe(shipment("collected", "waiting"));
    expect(shipment("shipped")).toBe("tx:T00001:delivery.updated:shipped");
  });

  test("of unknown events differ by status and by payment status", () => {
    const unknown = (status: string, payment_status: string) => keysOf({ ...PAID, status, transaction: { payment_status } })[0]?.[0];

    expect(new Set([unknown("x", "y"), unknown("x", "z"), unknown("w", "y")]).size).toBe(3);
  });

  test("of a cart are the cart's, never shared with the sale that follows", () => {
    const cart = { status: "lost_cart", cart_id: "C00001", product: { code: "P1", items: [{ code: "P2" }] } };

    expect(keysOf(cart)).toEqual([["cart:C00001:cart.abandoned"], ["cart:C00001:cart.abandoned:item:P2"]]);
    expect(
      keysOf(cart)
        .flat()
        .filter((key) => keysOf(PAID).flat().includes(key)),
    ).toEqual([]);
  });

  test("of a cart that names a transaction too are both", () => {
    expect(keysOf({ ...PAID, status: "lost_cart" })).toEqual([["tx:T00001:cart.abandoned", "cart:C00001:cart.abandoned"]]);
  });

  test("of test calls, and of calls without any id, are a digest of the body without its key, one for each item", () => {
    const bump = { code: "B1", product: { code: "P2" } };
    for (const order of [
      { ...PAID, test: true, order_bumps: [bump] },
      { status: "paid", product: { code: "P1" }, order_bumps: [bump] },
    ]) {
      const digest = createHash("sha256").update(JSON.stringify(order)).digest("hex");

      expect(keysOf({ integration_key: "secret", ...order })).toEqual([[`body:${digest}`], [`body:${digest}:item:P2`]]);
    }
  });

  test("of two presses of the test button are different as soon as anything in them is", () => {
    const { request } = readFixture("payt", "delivery.updated.v1.test-button");
    const again = payt.setField(request, "updated_at", "2026-01-02 10:00:00");

    expect(
      keysIn(again)
        .flat()
        .filter((key) => keysIn(request).flat().includes(key)),
    ).toEqual([]);
  });
});
