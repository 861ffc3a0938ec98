import { describe, expect, test } from "vitest";
import type { EventFacts } from "../../core/event.ts";
import { InboundRequest } from "../../core/http-message.ts";
import { pagseguro } from "./index.ts";

const DATE = "2025-06-06T13:05:00Z";

function facts(event: string, resource: object, more: object = { date: DATE }): EventFacts {
  const body = Buffer.from(JSON.stringify({ env: "production", event, resource, ...more }));
  const request = new InboundRequest({ method: "POST", target: "/", headers: [], body });
  const read = pagseguro.normalize(request, { receivedAt: "2025-06-06T13:05:30.000Z", zone: "America/Sao_Paulo" });
  const [first] = read.ok ? read.value : [];
  if (first === undefined) throw new Error("not read");
  return first;
}

function subscription(status: unknown, occurrence?: unknown, more: object = {}) {
  return {
    id: "SUBS_0001",
    status,
    plan: { id: "PLAN_0001", name: "Clube" },
    customer: { email: "Ana@Example.com" },
    amount: { value: 2990, currency: "BRL" },
    billing_cycle: { occurrence },
    ...more,
  };
}

const codes = ({ notes }: EventFacts) => notes.map(({ code }) => code);

describe("events of a subscription", () => {
  test.each([
    ["subscription.initial", "PENDING", undefined, "purchase.pending", [], "SUBS_0001/1", 1],
    ["subscription.activated", "ACTIVE", 1, "purchase.approved", ["subscription.started"], "SUBS_0001/1", 1],
    ["subscription.activated", "active", 0, "purchase.approved", ["subscription.started"], "SUBS_0001/1", 1],
    ["subscription.activated", undefined, undefined, "purchase.approved", ["subscription.started"], "SUBS_0001/1", 1],
    ["subscription.activated", "TRIAL", 1, "purchase.approved", ["subscription.started"], "SUBS_0001/trial", null],
    ["subscription.recurrence", "ACTIVE", 2, "purchase.approved", ["subscription.renewed"], "SUBS_0001/2", 2],
    ["subscription.recurrence", "ACTIVE", "3", "purchase.approved", ["subscription.renewed"], "SUBS_0001/3", 3],
    ["subscription.recurrence", "ACTIVE", undefined, "purchase.approved", ["subscription.renewed"], `SUBS_0001/${DATE}`, null],
    ["subscription.recurrence", "OVERDUE", 2, "payment.late", [], "SUBS_0001/2", 2],
    ["subscription.suspended", "SUSPENDED", 2, "payment.late", [], null, null],
    ["subscription.inactivated", "SUSPENDED", 2, "payment.late", [], null, null],
    ["subscription.canceled", "CANCELED", 2, "subscription.canceled", [], null, null],
    ["subscription.expired", "EXPIRED", 2, "subscription.canceled", [], null, null],
    ["subscription.migrated", "ACTIVE", 2, "subscription.plan_changed", [], null, null],
  ])("%s with status %j and charge %j is %s, also %j, of %s", (event, status, occurrence, trigger, also, id, recurrence) => {
    const read = facts(event, subscription(status, occurrence));

    expect(read).toMatchObject({
      trigger,
      also,
      transaction: { id, recurrence, subscriptionId: "SUBS_0001" },
      product: { externalId: "PLAN_0001", planName: "Clube", kind: "subscription" },
      buyer: { email: "ana@example.com" },
    });
  });

  test.each([
    ["subscription.activated", "ACTIVE", 2],
    ["subscription.activated", "PENDING", 1],
    ["subscription.activated", "SUSPENDED", 1],
    ["subscription.recurrence", "SUSPENDED", 2],
    ["subscription.recurrence", undefined, 2],
    ["subscription.recurrence", "TRIAL", 1],
    ["subscription.updated", "ACTIVE", 1],
  ])("%s with status %j and charge %j approves nothing, and is known", (event, status, occurrence) => {
    const read = facts(event, subscription(status, occurrence));

    expect([read.trigger, read.also, codes(read)]).toEqual(["unknown", [], ["event.no-trigger"]]);
  });

  test.each([
    ["plan.created", true],
    ["coupon.activated", true],
    ["customer.updated", true],
    ["payment.refund.canceled", true],
    ["subscription.paused", false],
    ["order.paid", false],
    ["constructor", false],
  ])("%s changes nothing; that it is known: %s", (event, isKnown) => {
    const read = facts(event, { id: "PLAN_0001" });

    expect([read.trigger, codes(read)]).toEqual(["unknown", isKnown ? ["event.no-trigger"] : []]);
  });
});

describe("amounts", () => {
  test("are the subscription's where a charge is told, nothing in its free time, and none elsewhere", () => {
    const minor = (event: string, status: string) => facts(event, subscription(status, 1)).amount?.minor;

    expect(minor("subscription.activated", "ACTIVE")).toBe(2990);
    expect(minor("subscription.activated", "TRIAL")).toBe(0);
    expect(minor("subscription.canceled", "CANCELED")).toBeUndefined();
  });
});

describe("access after the end", () => {
  const until = (next_invoice_at: unknown, more?: object) =>
    facts("subscription.canceled", subscription("CANCELED", 2, { next_invoice_at }), more).accessUntil;

  test("reaches to the next charge, if that lies ahead", () => {
    expect(until("2025-07-06")).toBe("2025-07-06T03:00:00.000Z");
    expect(until("2025-07-06T10:00:00-03:00")).toBe("2025-07-06T13:00:00.000Z");
    expect(until("2025-06-06T13:06:00Z", {})).toBe("2025-06-06T13:06:00.000Z");
  });

  test.each([["2025-06-06"], ["2025-05-06"], [""], ["soon"], [null]])("is not told by %j", (next) => {
    expect(until(next)).toBeNull();
  });

  test("is told by an end only", () => {
    expect(facts("subscription.recurrence", subscription("ACTIVE", 2, { next_invoice_at: "2025-07-06" })).accessUntil).toBeNull();
  });
});

describe("keys", () => {
  const shared = (one: EventFacts, other: EventFacts) => one.keys.filter((key) => other.keys.includes(key));
  const later = { date: "2025-06-06T15:05:00Z" };

  test("make the same charge told again the same event, whenever it is told", () => {
    const paid = facts("subscription.recurrence", subscription("ACTIVE", 2));

    expect(shared(paid, facts("subscription.recurrence", subscription("ACTIVE", 2), later))).toEqual([
      "tx:SUBS_0001/2:2:purchase.approved",
    ]);
    expect(shared(paid, facts("subscription.recurrence", subscription("ACTIVE", 3), later))).toEqual([]);
    expect(shared(paid, facts("subscription.recurrence", subscription("OVERDUE", 2), later))).toEqual([]);
  });

  test("make the first charge one, whether it is told as the start or as a charge", () => {
    const started = facts("subscription.activated", subscription("ACTIVE", 1));

    expect(shared(started, facts("subscription.recurrence", subscription("ACTIVE", 1), later))).toEqual([
      "tx:SUBS_0001/1:purchase.approved",
    ]);
  });

  test("tell the first charge from the free time before it", () => {
    const trial = facts("subscription.activated", subscription("TRIAL", 1));

    expect(shared(trial, facts("subscription.recurrence", subscription("ACTIVE", 1), later))).toEqual([]);
  });

  test("make every end one end, and each suspension its own", () => {
    const canceled = facts("subscription.canceled", subscription("CANCELED", 2));
    const suspended = facts("subscription.suspended", subscription("SUSPENDED", 2));

    expect(shared(canceled, facts("subscription.expired", subscription("EXPIRED", 2), later))).toEqual([
      "subscription:SUBS_0001:subscription.canceled",
    ]);
    expect(shared(suspended, facts("subscription.suspended", subscription("SUSPENDED", 2), later))).toEqual([]);
    expect(shared(suspended, facts("subscription.suspended", subscription("SUSPENDED", 2)))).toHaveLength(1);
  });

  test("are of the body where nothing else tells", () => {
    expect(facts("subscription.suspended", { status: "SUSPENDED" }, {}).keys[0]).toMatch(/^body:[0-9a-f]{64}$/);
  });
});

describe("a refund, whose layout is published nowhere", () => {
  test.each([
    [{ id: "SUBS_0001", billing_cycle: { occurrence: 2 } }, "SUBS_0001/2", "SUBS_0001", "pagseguro.refund-review"],
    [
      { id: "REFU_0001", subscription: { id: "SUBS_0001" }, billing_cycle: { occurrence: 2 } },
      "SUBS_0001/2",
      "SUBS_0001",
      "pagseguro.refund-review",
    ],
    [{ id: "REFU_0001", subscription_id: "SUBS_0001" }, null, "SUBS_0001", "pagseguro.refund-untold"],
    [{ id: "REFU_0001" }, null, null, "pagseguro.refund-untold"],
  ])("of %j is of charge %j", (resource, id, subscriptionId, note) => {
    const read = facts("payment.refund.activated", resource);

    expect([read.trigger, read.transaction.id, read.transaction.subscriptionId, codes(read)]).toEqual([
      "purchase.refunded",
      id,
      subscriptionId,
      [note],
    ]);
  });
});

test("a changed card is told about its customer", () => {
  const read = facts("customer.billing_info.updated", { id: "CUST_0001", name: "Ana", email: "ANA@example.com" });

  expect(read).toMatchObject({
    trigger: "subscription.card_updated",
    buyer: { email: "ana@example.com" },
    transaction: { subscriptionId: null },
  });
});

test("the sandbox is noticed, and is no test call", () => {
  const read = facts("subscription.recurrence", subscription("ACTIVE", 2), { env: "sandbox", date: DATE });

  expect([codes(read), read.isTest]).toEqual([["pagseguro.sandbox"], false]);
});
