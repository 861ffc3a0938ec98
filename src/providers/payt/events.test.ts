import { describe, expect, test } from "vitest";
import type { EventFacts } from "../../core/event.ts";
import { InboundRequest } from "../../core/http-message.ts";
import { TRIGGERS } from "../../core/triggers.ts";
import { payt } from "./index.ts";

const CONTEXT = { receivedAt: "2026-11-03T12:00:00.000Z", zone: "America/Sao_Paulo" };

interface States {
  readonly status?: string;
  readonly payment?: string;
  readonly method?: string;
  readonly type?: string;
  readonly more?: object;
}

function facts({ status, payment, method, type = "order", more = {} }: States): EventFacts {
  const transaction = { payment_method: method ?? "credit_card", payment_status: payment, total_price: 19700 };
  const body = { transaction_id: "T00001", cart_id: "C00001", status, type, transaction, product: { code: "PRD042" }, ...more };
  const request = new InboundRequest({ method: "POST", target: "/", headers: [], body: Buffer.from(JSON.stringify(body)) });
  const events = payt.normalize(request, CONTEXT);
  if (!events.ok || events.value[0] === undefined) throw new Error("not normalised");
  return events.value[0];
}

const codes = (event: EventFacts): readonly string[] => event.notes.map(({ code }) => code).filter((code) => code.startsWith("payt."));

describe("the boxes an operator ticks in the panel", () => {
  test.each([
    ["Aguardando pagamento", { status: "waiting_payment", payment: "waiting_payment", method: "boleto" }, "boleto.issued"],
    ["Aguardando pagamento", { status: "waiting_payment", payment: "waiting_payment", method: "pix" }, "pix.issued"],
    ["Aguardando pagamento", { status: "waiting_payment", payment: "waiting_payment", method: "credit_card" }, "purchase.pending"],
    ["Cancelada", { status: "canceled", payment: "refused" }, "purchase.refused"],
    ["Cancelada", { status: "cancelled", payment: "one_click_buy_refused" }, "purchase.refused"],
    ["Cancelada", { status: "canceled", payment: "canceled" }, "purchase.canceled"],
    ["Cancelada", { status: "canceled", payment: "expired" }, "purchase.expired"],
    ["Abandono de Checkout", { status: "lost_cart" }, "cart.abandoned"],
    ["Finalizada/Aprovada", { status: "paid", payment: "paid" }, "purchase.approved"],
    ["Finalizada/Aprovada", { status: "paid", payment: "reprocessed" }, "purchase.approved"],
    ["Cancelada - Chargeback", { status: "canceled", payment: "chargeback_presented" }, "purchase.disputed"],
    ["Cancelada - Chargeback", { status: "canceled", payment: "chargeback" }, "purchase.chargeback"],
    ["Status de Entrega Atualizado", { status: "separation", payment: "paid" }, "delivery.updated"],
    ["Status de Entrega Atualizado", { status: "collected", payment: "paid" }, "delivery.updated"],
    ["Status de Entrega Atualizado", { status: "shipping", payment: "paid" }, "delivery.updated"],
    ["Status de Entrega Atualizado", { status: "shipped", payment: "paid" }, "delivery.updated"],
    ["Faturada", { status: "billed", payment: "paid" }, "invoice.issued"],
    ["Cancelada - Reembolsada", { status: "canceled", payment: "refunded" }, "purchase.refunded"],
    ["Cancelada - Reembolsada", { status: "canceled", payment: "one_click_buy_refunded" }, "purchase.refunded"],
    ["Cancelada - Reembolsada", { status: "canceled", payment: "refunded_partial" }, "purchase.refunded"],
    ["Solicitação de Reembolso (newer panels)", { status: "paid", payment: "peding_refund" }, "purchase.disputed"],
  ] as const)("%s: %j", (_, states, trigger) => {
    expect(facts(states).trigger).toBe(trigger);
  });

  test("are labels, not values", () => {
    expect(facts({ status: "Finalizada/Aprovada" }).trigger).toBe("unknown");
  });
});

describe("the status comes first", () => {
  const STAGES = ["separation", "collected", "collected_order", "shipping", "shipped", "billed"];

  test.each(STAGES)("%s with a paid payment is no second approval", (status) => {
    expect(facts({ status, payment: "paid" }).trigger).toBe(status === "billed" ? "invoice.issued" : "delivery.updated");
  });

  test.each([
    ["subscription_overdue", "expired", "payment.late"],
    ["subscription_overdue", "paid", "payment.late"],
    ["subscription_canceled", "paid", "subscription.canceled"],
    ["subscription_cancelled", "refunded", "subscription.canceled"],
    ["waiting_payment", "paid", "purchase.pending"],
    ["lost_cart", "paid", "cart.abandoned"],
  ])("%s with payment status %s is %s", (status, payment, trigger) => {
    expect(facts({ status, payment }).trigger).toBe(trigger);
  });

  test("a type of abandoned cart is a cart, whatever the status", () => {
    expect(facts({ type: "abandoned-cart" }).trigger).toBe("cart.abandoned");
    expect(facts({ status: "paid", payment: "paid", type: "abandoned-cart" }).trigger).toBe("cart.abandoned");
  });

  test("reads the vendor's words in any case", () => {
    expect(facts({ status: "PAID", payment: "Paid" })).toMatchObject({
      trigger: "purchase.approved",
      nativeEvent: "PAID",
      nativeStatus: "Paid",
    });
  });
});

describe("the payment status decides the rest", () => {
  test.each([
    ["paid", "refused", "purchase.refused"],
    ["paid", "refunded", "purchase.refunded"],
    ["paid", "waiting_payment", "purchase.pending"],
    ["some_new_state", "chargeback", "purchase.chargeback"],
    ["some_new_state", "paid", "purchase.approved"],
    ["some_new_state", "pending_refund", "purchase.disputed"],
    ["some_new_state", "cancelled", "purchase.canceled"],
    ["some_new_state", undefined, "unknown"],
    ["some_new_state", "another_new_state", "unknown"],
    ["paid", "another_new_state", "unknown"],
    ["canceled", "another_new_state", "unknown"],
    ["paid", undefined, "purchase.approved"],
    ["canceled", undefined, "purchase.canceled"],
    ["cancelled", undefined, "purchase.canceled"],
    ["reprocessed", undefined, "unknown"],
    ["constructor", "constructor", "unknown"],
  ])("status %s with payment status %s is %s", (status, payment, trigger) => {
    expect(facts({ status, ...(payment === undefined ? {} : { payment }) }).trigger).toBe(trigger);
  });

  test.each([
    ["refunded", "purchase.refunded", false],
    ["refunded_partial", "purchase.refunded", true],
    ["chargeback", "purchase.chargeback", false],
    ["chargeback_presented", "purchase.disputed", false],
    ["expired", "purchase.expired", false],
    ["refused", "purchase.refused", false],
    ["peding_refund", "purchase.disputed", false],
  ])("a status of %s counts as if it were the payment status, whatever that says", (status, trigger, partial) => {
    for (const payment of [{}, { payment: "paid" }, { payment: status }]) {
      const event = facts({ status, ...payment });
      expect([event.trigger, event.isPartialRefund ?? false]).toEqual([trigger, partial]);
    }
  });

  test("a payment that says partial makes a refund partial", () => {
    expect(facts({ status: "refunded", payment: "refunded_partial" }).isPartialRefund).toBe(true);
  });

  test.each([
    ["paid", ["payt.canceled-but-paid"]],
    ["reprocessed", ["payt.canceled-but-paid"]],
    ["waiting_payment", []],
  ])("a canceled order is never an approval, nor open, when its payment still says %s", (payment, notes) => {
    const event = facts({ status: "canceled", payment, method: "pix" });

    expect([event.trigger, codes(event)]).toEqual(["purchase.canceled", notes]);
  });
});

describe("refunds that take nothing back", () => {
  test.each(["refunded_partial", "one_click_buy_refunded_partial"])("%s is partial, and says so", (payment) => {
    const event = facts({ status: "canceled", payment });

    expect([event.trigger, event.isPartialRefund, codes(event)]).toEqual(["purchase.refunded", true, ["payt.partial-refund"]]);
  });

  test.each(["peding_refund", "pending_refund"])("%s is only asked for, and says so", (payment) => {
    const event = facts({ status: "paid", payment });

    expect([event.trigger, event.isPartialRefund, codes(event)]).toEqual(["purchase.disputed", undefined, ["payt.refund-requested"]]);
  });
});

describe("subscriptions", () => {
  test.each([
    ["subscription_activated", "paid", "purchase.approved", ["subscription.started"]],
    ["subscription_activated", "reprocessed", "purchase.approved", ["subscription.started"]],
    ["subscription_activated", "waiting_payment", "subscription.started", []],
    ["subscription_activated", undefined, "subscription.started", []],
    ["subscription_renewed", "paid", "purchase.approved", ["subscription.renewed"]],
    ["subscription_reactivated", "paid", "purchase.approved", ["subscription.renewed"]],
    ["subscription_renewed", "refused", "subscription.renewed", []],
    ["subscription_overdue", "expired", "payment.late", []],
    ["subscription_canceled", "paid", "subscription.canceled", []],
    ["subscription_paused", "paid", "unknown", []],
  ])("%s with payment status %s is %s, also %j", (status, payment, trigger, also) => {
    const event = facts({ status, ...(payment === undefined ? {} : { payment }) });

    expect([event.trigger, event.also, event.product.kind]).toEqual([trigger, also, "subscription"]);
  });

  test.each([
    [1, ["subscription.started"], 1],
    [2, ["subscription.renewed"], 2],
    ["3", ["subscription.renewed"], 3],
    [0, [], null],
    [null, [], null],
    ["many", [], null],
  ])("a sale that is charge %j of a subscription raises %j", (charges, also, recurrence) => {
    const event = facts({ status: "paid", payment: "paid", more: { subscription: { code: "SUBS01", charges } } });

    expect([event.trigger, event.also]).toEqual(["purchase.approved", also]);
    expect(event.transaction).toMatchObject({ subscriptionId: "SUBS01", recurrence });
  });
});

test("an unknown event keeps its words and is not one that is known to change nothing", () => {
  const event = facts({ status: "in_review", payment: "under_review" });

  expect([event.trigger, event.nativeEvent, event.nativeStatus]).toEqual(["unknown", "in_review", "under_review"]);
  expect(event.notes.map(({ code }) => code)).not.toContain("event.no-trigger");
});

test("every trigger of the table is in the vocabulary, and every common word has a row", () => {
  const words = payt.events.flatMap((row) => row.words);
  const common = "purchase approved boleto pix pending cart cancel refuse expired refund chargeback dispute late subscription renewal";
  const ours = "subscription-cancel delivery shipping shipped invoice refund-request upsell test-button";

  expect(payt.events.filter((row) => !TRIGGERS.includes(row.trigger))).toEqual([]);
  expect(`${common} ${ours}`.split(" ").filter((word) => !words.includes(word))).toEqual([]);
  expect(
    payt.events
      .filter((row) => row.format === "payt/v1-flat")
      .flatMap((row) => row.words)
      .filter((word) => !word.endsWith("-flat")),
  ).toEqual([]);
});
