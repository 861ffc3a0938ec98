import { describe, expect, test } from "vitest";
import type { EventFacts } from "../../core/event.ts";
import { InboundRequest } from "../../core/http-message.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import { eduzz } from "./index.ts";

const CONTEXT = { receivedAt: "2026-11-03T12:00:00.000Z", zone: "America/Sao_Paulo" };
const UPDATED = "2026-03-02T12:00:00.000Z";

function events(event: string, data: JsonObject, id: string | null = "evt1"): readonly EventFacts[] {
  const body = JSON.stringify({ id, event, sentDate: "2026-03-02T12:00:10.000Z", data });
  const request = new InboundRequest({ method: "POST", target: "/hooks/eduzz", headers: [], body: new TextEncoder().encode(body) });
  const read = eduzz.normalize(request, CONTEXT);
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
}

function contract(event: string, changes: JsonObject, reason?: string | null, id: string | null = "evt1"): EventFacts {
  const [facts] = events(
    event,
    {
      products: [{ id: "1234568", name: "Clube", plan: null }],
      contract: { id: "8000001", status: "upToDate", createdAt: "2026-01-02T12:00:00.000Z", updatedAt: UPDATED, ...changes },
      customer: { name: "José", email: "jose@example.com", phone: { countryCode: "55", areaCode: "11", number: "900000001" } },
      ...(reason === undefined ? {} : { reason }),
    },
    id,
  );
  if (facts === undefined) throw new Error("no event");
  return facts;
}

function attempt(invoice: JsonObject, event = "myeduzz.contract_card_attempted", id = "evt1"): EventFacts {
  const [facts] = events(
    event,
    {
      invoice: { id: "70000001", attemptDate: UPDATED, payment: { method: "creditCard" }, ...invoice },
      contract: { id: "8000001", status: "late" },
      customer: { email: "jose@example.com" },
    },
    id,
  );
  if (facts === undefined) throw new Error("no event");
  return facts;
}

const codes = ({ notes }: EventFacts) => notes.map(({ code }) => code);

describe("a contract that was updated", () => {
  test.each([
    ["cancellation", "subscription.canceled", []],
    ["upgrade", "subscription.plan_changed", []],
    ["downgrade", "subscription.plan_changed", []],
    ["suspension", "unknown", ["event.no-trigger", "eduzz.suspended"]],
    ["reactivation", "unknown", ["event.no-trigger"]],
    ["negotiation", "unknown", ["event.no-trigger"]],
    ["readjustment", "unknown", ["event.no-trigger"]],
  ])("for %s is %s, whatever state it is in", (reason, trigger, notes) => {
    for (const status of ["upToDate", "late", "canceled"]) {
      const facts = contract("myeduzz.contract_updated", { status }, reason);

      expect(facts).toMatchObject({ trigger, nativeStatus: reason });
      expect(codes(facts)).toEqual(notes);
    }
  });

  test.each([
    ["canceled", "subscription.canceled", []],
    ["late", "payment.late", []],
    ["defaulter", "payment.late", []],
    ["awaitingPayment", "payment.late", []],
    ["awaiting_payment", "payment.late", []],
    ["suspended", "unknown", ["event.no-trigger", "eduzz.suspended"]],
    ["finished", "unknown", ["event.no-trigger", "eduzz.finished"]],
    ["upToDate", "unknown", ["event.no-trigger"]],
    ["trial", "unknown", ["event.no-trigger"]],
    ["free", "unknown", ["event.no-trigger"]],
    ["dreaming", "unknown", []],
  ])("to the state %s is %s", (status, trigger, notes) => {
    for (const reason of ["status_updated", "statusUpdated", null, undefined]) {
      const facts = contract("contract_updated", { status }, reason);

      expect(facts).toMatchObject({ trigger, nativeStatus: status, amount: null, transaction: { id: null, subscriptionId: "8000001" } });
      expect(codes(facts)).toEqual(notes);
    }
  });

  test("a second time for another reason, or later, is another event", () => {
    const keys = [
      contract("contract_updated", { status: "canceled" }, "cancellation", "1"),
      contract("contract_updated", { status: "upToDate" }, "reactivation", "2"),
      contract("contract_updated", { status: "canceled", updatedAt: "2026-05-02T12:00:00.000Z" }, "cancellation", "3"),
    ].flatMap((facts) => facts.keys);

    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toContain(`contract:8000001:contract_updated:${UPDATED}:cancellation:canceled`);
  });

  test("without a date is known by the call alone, for it may come again", () => {
    expect(contract("contract_updated", { updatedAt: null }, "cancellation").keys).toEqual(["id:evt1:contract_updated"]);
    expect(contract("contract_updated", { updatedAt: null }, "cancellation", null).keys[0]).toMatch(/^body:/);
  });
});

describe("access after a cancellation", () => {
  const until = (nextDue: JsonValue) =>
    contract("contract_updated", { recurrence: { nextDue, finishesAt: "" } }, "cancellation").accessUntil;

  test("lasts until the next due date, where that is still to come", () => {
    expect(until("2026-04-02T12:00:00.000Z")).toBe("2026-04-02T12:00:00.000Z");
    expect(until("2026-02-02T12:00:00.000Z")).toBe(null);
    expect(until("")).toBe(null);
    expect(contract("contract_updated", { recurrence: { nextDue: "2026-04-02T12:00:00.000Z" } }, "suspension").accessUntil).toBe(null);
  });
});

describe("a contract that was made", () => {
  test.each(["upToDate", "awaitingPayment", "late", "somethingNew"])("gives no access while it is %s", (status) => {
    const facts = contract("contract_created", { status });

    expect(facts).toMatchObject({
      trigger: "subscription.started",
      also: [],
      amount: null,
      transaction: { id: null, subscriptionId: "8000001" },
    });
    expect(facts.keys).toEqual(["id:evt1:contract_created", "contract:8000001:contract_created"]);
    expect(facts.occurredAt).toBe("2026-01-02T12:00:00.000Z");
  });

  test.each(["trial", "free"])("is a sale of nothing when it is %s", (status) => {
    const facts = contract("contract_created", { status });

    expect(facts).toMatchObject({
      trigger: "purchase.approved",
      also: ["subscription.started"],
      amount: { minor: 0, currency: "BRL" },
      amountPaid: null,
      transaction: { id: "8000001/trial", parentId: null, subscriptionId: "8000001", recurrence: null },
      product: { kind: "subscription" },
    });
    expect(facts.keys).toContain("tx:8000001/trial:purchase.approved");
    expect(codes(facts)).toEqual(["eduzz.free-access"]);
  });

  test("is no subscription where it is one of instalments", () => {
    const facts = contract("contract_created", { isUnlimitedInstallments: true, status: "upToDate" });

    expect(facts).toMatchObject({ trigger: "unknown", product: { kind: "instalments" } });
    expect(codes(facts)).toEqual(["event.no-trigger"]);
  });

  test("for several products is an event for each", () => {
    const data = {
      products: [{ id: 1, plan: { id: 5, name: "Anual" } }, { id: 2 }, { id: 2 }],
      contract: { id: "8", status: "trial" },
      customer: {},
    };
    const facts = events("contract_created", data);

    expect(
      facts.map(({ product, transaction, amount }) => [product.externalId, product.plan, product.planName, transaction.parentId, amount]),
    ).toEqual([
      ["1", "5", "Anual", null, { minor: 0, currency: "BRL" }],
      ["2", null, null, "8/trial", null],
    ]);
    const keys = facts.flatMap((one) => one.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

test("an event of contracts that nobody knows is unknown, and never a cancellation", () => {
  const facts = contract("myeduzz.contract_canceled", { status: "canceled" }, "cancellation");

  expect(facts.trigger).toBe("unknown");
  expect(codes(facts)).toEqual([]);
});

describe("an attempt to charge", () => {
  test.each([
    ["refused", "creditCard", "purchase.refused", []],
    ["overdue", "creditCard", "payment.late", []],
    ["waitingPayment", "creditCard", "payment.late", []],
    ["open", "pix", "pix.issued", []],
    ["open", "bankslip", "boleto.issued", []],
    ["open", "creditCard", "unknown", ["event.no-trigger"]],
    ["paid", "creditCard", "unknown", ["event.no-trigger"]],
    ["somethingNew", "creditCard", "unknown", []],
  ])("that is %s by %s is %s", (status, method, trigger, notes) => {
    const facts = attempt({ status, payment: { method } });

    expect(facts).toMatchObject({
      trigger,
      product: { externalId: null, kind: null },
      amount: null,
      transaction: { id: "70000001", subscriptionId: "8000001" },
    });
    expect(codes(facts)).toEqual(notes);
  });

  test("is known by its name where the invoice does not tell the method", () => {
    expect(attempt({ status: "open", payment: null }, "contract_pix_attempted")).toMatchObject({
      trigger: "pix.issued",
      payment: { method: "pix" },
    });
    expect(attempt({ status: "refused", payment: null }, "contract_eduzz_balance_attempted").payment).toMatchObject({ method: "wallet" });
  });

  test("that is declined again is another event; a late invoice is late once", () => {
    const later = { attemptDate: "2026-03-03T12:00:00.000Z" };
    const sale = (facts: EventFacts) => facts.keys.filter((key) => key.startsWith("tx:"));

    expect(sale(attempt({ status: "refused" }))).not.toEqual(sale(attempt({ status: "refused", ...later })));
    expect(sale(attempt({ status: "overdue" }))).toEqual(["tx:70000001:payment.late"]);
    expect(sale(attempt({ status: "overdue", ...later }))).toEqual(["tx:70000001:payment.late"]);
  });

  test("tells why it was declined, in words where there are any", () => {
    expect(attempt({ status: "refused", failReason: "51", failReasonMessage: "Sem saldo" }).payment?.refusalReason).toBe("Sem saldo");
    expect(attempt({ status: "refused", failReason: "51" }).payment?.refusalReason).toBe("51");
  });
});
