import { describe, expect, test } from "vitest";
import type { EventFacts } from "../../core/event.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import type { JsonValue } from "../../core/json.ts";
import { readFixture } from "../../shared/fixture-files.ts";
import { payt } from "./index.ts";

const CONTEXT = { receivedAt: "2026-11-03T12:00:00.000Z", zone: "America/Sao_Paulo" };
const SALE = "purchase.approved.v1";
const CANCELED = "subscription.canceled.v1";

type Changes = Readonly<Record<string, JsonValue>>;

function eventsOf(name: string, changes: Changes = {}): readonly EventFacts[] {
  const request = Object.entries(changes).reduce(
    (call, [path, value]) => payt.setField(call, path, JSON.stringify(value)),
    readFixture("payt", name).request,
  );
  return read(request);
}

function read(request: InboundRequest): readonly EventFacts[] {
  const events = payt.normalize(request, CONTEXT);
  if (!events.ok) throw new Error(events.error.code);
  return events.value;
}

function facts(name: string, changes: Changes = {}): EventFacts {
  const [event] = eventsOf(name, changes);
  if (event === undefined) throw new Error("no event");
  return event;
}

const codes = ({ notes }: EventFacts): readonly string[] => notes.map(({ code }) => code);

describe("money", () => {
  test("is counted in cents, and never taken from the list price", () => {
    const event = facts(SALE, {
      "product.price": 99900,
      "transaction.total_price": 25176,
      "transaction.price_without_installments": 22392,
    });

    expect([event.amount, event.amountPaid]).toEqual([
      { minor: 22392, currency: "BRL" },
      { minor: 25176, currency: "BRL" },
    ]);
  });

  test.each([
    ["absent", null],
    ["none", 0],
    ["empty", ""],
  ])("is the total where the price without interest is %s", (_, price) => {
    expect(facts(SALE, { "transaction.price_without_installments": price })).toMatchObject({ amount: { minor: 22302 }, notes: [] });
  });

  test("that nobody can read is none, with a note of the field", () => {
    const event = facts(SALE, { "transaction.total_price": "197,00", "transaction.price_without_installments": 19.7 });

    expect([event.amount, event.amountPaid]).toEqual([null, null]);
    expect(event.notes).toEqual([
      { code: "payt.amount-unreadable", params: { field: "transaction.total_price" } },
      { code: "payt.amount-unreadable", params: { field: "transaction.price_without_installments" } },
    ]);
  });

  test("is paid once the payment is, or was", () => {
    const paid = (name: string, changes: Changes = {}) => facts(name, changes).amountPaid?.minor ?? null;

    expect([paid("pix.issued.v1"), paid("purchase.refused.v1"), paid("purchase.expired.v1")]).toEqual([null, null, null]);
    expect([paid("purchase.refunded.v1"), paid("purchase.chargeback.v1"), paid("invoice.issued.v1")]).toEqual([19700, 19700, 15912]);
    expect(paid(SALE, { "transaction.paid_at": null })).toBe(22302);
  });

  test.each([
    [3, 59100],
    ["2", 39400],
    [0, 19700],
    [null, 19700],
  ])("of a cart is estimated from the list price, times %j", (quantity, minor) => {
    const event = facts("cart.abandoned.v1", { "product.quantity": quantity });

    expect([event.amount, event.amountPaid, codes(event)]).toEqual([{ minor, currency: "BRL" }, null, ["payt.amount-estimated"]]);
  });

  test("of a cart is none where its price cannot be read, or is not told", () => {
    expect(codes(facts("cart.abandoned.v1", { "product.price": "free" }))).toEqual(["payt.amount-unreadable"]);
    expect(facts("cart.abandoned.v1", { "product.price": null })).toMatchObject({ amount: null, notes: [] });
    expect(facts("cart.abandoned.v1", { "product.price": 9_007_199_254_740_991, "product.quantity": 2 }).amount).toBeNull();
  });
});

describe("items", () => {
  const idsOf = (events: readonly EventFacts[]) => events.map(({ product }) => product.externalId);

  test("are the main one, what is in it, and what was added at the checkout, each once", () => {
    const bumps = [
      { code: "B1", product: { code: "PRD042" } },
      { code: "B2", product: { code: "X1", items: [{ code: "X2" }, { code: "X1" }] } },
      { code: "B3", product: { sku: "only-a-sku" } },
      { code: "B4", product: { name: "no id" } },
      { code: "B5" },
      "junk",
    ];

    const events = eventsOf(SALE, { "product.items": [{ code: "PRD042" }, { code: "P2" }, { code: "P2" }], order_bumps: bumps });

    expect(idsOf(events)).toEqual(["PRD042", "P2", "X1", "X2", null]);
    expect(events.map(({ product }) => product.offer)).toEqual([null, null, "B2", null, "B3"]);
    expect(events.at(-1)?.product.aliases).toEqual(["only-a-sku"]);
    expect(new Set(events.flatMap(({ keys }) => keys)).size).toBe(5);
  });

  test("beside the first carry its transaction as their parent, and no amount", () => {
    const [main, ...extras] = eventsOf("purchase.approved.v1.order-bumps");

    expect(main?.transaction).toMatchObject({ id: "TBMPS1", parentId: null });
    expect(extras).toHaveLength(3);
    for (const extra of extras) {
      expect(extra.transaction).toMatchObject({ id: "TBMPS1", parentId: "TBMPS1" });
      expect([extra.amount, extra.amountPaid]).toEqual([null, null]);
    }
  });

  test("have the sku as another name only where it is one", () => {
    expect(facts(SALE).product.aliases).toEqual(["VIOLAO-01"]);
    expect(facts(SALE, { "product.sku": "PRD042" }).product.aliases).toEqual([]);
    expect(facts(SALE, { "product.sku": "" }).product.aliases).toEqual([]);
  });

  test("added to a subscription are neither of its kind and plan nor ended with it", () => {
    const more = { order_bumps: [{ code: "B1", product: { code: "X1" } }], "product.items": [{ code: "P2" }] };
    const [main, part, bump] = eventsOf("purchase.approved.v1.activated", more);

    expect([main, part].map((event) => [event?.product.kind, event?.product.plan, event?.also, event?.transaction.subscriptionId])).toEqual(
      [
        ["subscription", "Mensal", ["subscription.started"], "SUBS01"],
        ["subscription", "Mensal", ["subscription.started"], "SUBS01"],
      ],
    );
    expect([bump?.product.kind, bump?.product.plan, bump?.also, bump?.transaction.subscriptionId]).toEqual([null, null, [], null]);
    for (const name of [CANCELED, "payment.late.v1", "subscription.started.v1"]) {
      expect(idsOf(eventsOf(name, more))).toEqual(["PRD060", "P2"]);
    }
  });

  test("of a sale without a product are one that has no id", () => {
    expect(idsOf(eventsOf(SALE, { product: "junk" }))).toEqual([null]);
  });
});

describe("kind and parent", () => {
  test.each([
    ["purchase.approved.v1", "one-time"],
    ["cart.abandoned.v1", null],
    ["purchase.approved.v1.renewed", "subscription"],
  ])("%s is of kind %s", (name, kind) => {
    expect(facts(name).product.kind).toBe(kind);
  });

  test("an empty subscription is none", () => {
    expect(facts(SALE, { subscription: {} }).product.kind).toBe("one-time");
    expect(facts(SALE, { subscription: [] }).product.kind).toBe("one-time");
    expect(facts(SALE, { subscription: { code: "", plan_name: null } }).product.kind).toBe("one-time");
  });

  test("a cart with a subscription is of a subscription", () => {
    expect(facts("cart.abandoned.v1", { subscription: { plan_name: "Mensal" } }).product).toMatchObject({
      kind: "subscription",
      plan: "Mensal",
    });
  });

  test("an upsell hangs on another sale, and is no further item of it", () => {
    const { transaction, amount } = facts("purchase.approved.v1.upsell");

    expect([transaction.id, transaction.parentId, amount?.minor]).toEqual(["TUPS01", "TP41D1", 19700]);
    expect(facts("purchase.approved.v1.upsell", { "transaction.upsell_from": "TUPS01" }).transaction.parentId).toBeNull();
  });

  test("ids that public code invented are not read", () => {
    const event = facts(SALE, { transaction_id: null, "transaction.id": "T1", order_id: "T2", codigo_transacao: "T3" });

    expect(event.transaction.id).toBeNull();
  });
});

describe("payment", () => {
  test.each([
    ["credit_card", "credit_card"],
    ["BOLETO", "boleto"],
    ["pix", "pix"],
    ["cash_on_delivery", "other"],
  ])("method %s is %s, and kept as it came", (raw, method) => {
    expect(facts(SALE, { "transaction.payment_method": raw }).payment).toMatchObject({ method, methodRaw: raw });
  });

  test("is none without a method or a reason", () => {
    expect(facts(SALE, { "transaction.payment_method": null }).payment).toBeNull();
    expect(facts(SALE, { "transaction.payment_method": null, "transaction.error_message": "why" }).payment).toMatchObject({
      method: "other",
      methodRaw: "",
      refusalReason: "why",
    });
  });

  test("does not read a nested pix code, which PayT never sends", () => {
    expect(facts("pix.issued.v1", { "transaction.pix_code": null, "transaction.pix": { code: "x" } }).payment?.pixCode).toBeNull();
  });
});

describe("the end of a subscription", () => {
  test.each([
    ["canceled_by_customer", "2025-12-02", "2025-12-02T03:00:00.000Z"],
    ["canceled_by_tenant", "2025-12-02", "2025-12-02T03:00:00.000Z"],
    ["canceled_by_admin", "2025-12-02", "2025-12-02T03:00:00.000Z"],
    ["finished", "2025-12-02", "2025-12-02T03:00:00.000Z"],
    ["canceled_by_overdue", "2025-12-02", null],
    ["canceled_by_customer", "2025-11-10", null],
    ["canceled_by_customer", "0000-00-00", null],
    ["canceled_by_customer", null, null],
  ])("%s with the next charge on %s gives access until %s", (status, next, until) => {
    expect(facts(CANCELED, { "subscription.status": status, "subscription.next_charge_at": next }).accessUntil).toBe(until);
  });

  test("is measured by the arrival where the call has no time", () => {
    const timeless = { updated_at: null, "transaction.updated_at": null };

    expect(facts(CANCELED, { ...timeless, "subscription.next_charge_at": "2026-11-04" })).toMatchObject({
      occurredAt: null,
      accessUntil: "2026-11-04T03:00:00.000Z",
    });
    expect(facts(CANCELED, { ...timeless, "subscription.next_charge_at": "2026-11-02" }).accessUntil).toBeNull();
  });

  test("is told by no other event", () => {
    expect(facts("purchase.approved.v1.renewed").accessUntil).toBeNull();
  });
});

describe("times", () => {
  test.each([
    ["2025-10-02 21:03:44", "2025-10-03T00:03:44.000Z"],
    // Brazil had summer time until February 2019.
    ["2019-01-10 12:00:00", "2019-01-10T14:00:00.000Z"],
    ["2025-13-02 21:03:44", null],
  ])("%s is read as of São Paulo: %s", (text, at) => {
    const event = facts(SALE, { updated_at: text, "transaction.updated_at": null });

    expect([event.occurredAt, event.zoneAssumed]).toEqual([at, at !== null]);
  });

  test("fall back to the transaction's", () => {
    expect(facts(SALE, { updated_at: null }).occurredAt).toBe("2025-10-03T13:04:30.000Z");
  });
});

describe("goods on their way", () => {
  test.each(["waiting_code", "cancelled", "something_new"])("pass on the shipping status %s as it is", (status) => {
    expect(facts("delivery.updated.v1", { "shipping.status": status }).shipment?.status).toBe(status);
  });

  test("are told by delivery events only", () => {
    expect(Object.hasOwn(facts("purchase.approved.v1.kit"), "shipment")).toBe(false);
    expect(facts("delivery.updated.v1", { shipping: [] }).shipment).toEqual({ status: null, trackingCode: null, trackingUrl: null });
  });
});

describe("test calls", () => {
  test.each([
    [true, true],
    ["true", true],
    [1, true],
    ["1", true],
    [false, false],
    ["0", false],
    ["yes?", false],
    [null, false],
  ])("test: %j is a test: %s", (flag, isTest) => {
    expect(facts(SALE, { test: flag }).isTest).toBe(isTest);
  });

  test("the call of Testar URL is admitted and read like any other", () => {
    const { request } = readFixture("payt", "delivery.updated.v1.test-button");

    expect(payt.admit(request).ok).toBe(true);
    expect(read(request).map(({ isTest, trigger, buyer }) => [isTest, trigger, buyer.name])).toEqual([
      [true, "delivery.updated", "Compradora Teste"],
    ]);
  });
});
