import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { furtherState, mergePurchase, PURCHASE_STATES, type Purchase, type PurchaseState, rankOf, stateOf } from "./purchase.ts";
import { TRIGGERS, type Trigger } from "./triggers.ts";

function purchase(changes: Partial<Purchase> = {}): Purchase {
  return {
    provider: "hotmart",
    store: "default",
    transaction: "HP0900000001",
    subscriptionId: null,
    recurrence: null,
    state: null,
    approvedAt: null,
    disputed: false,
    completed: false,
    ...changes,
  };
}

describe("a trigger puts a purchase in a state", () => {
  const states: Readonly<Record<Trigger, PurchaseState | null>> = {
    "cart.abandoned": "cart",
    "purchase.pending": "issued",
    "boleto.issued": "issued",
    "pix.issued": "issued",
    "purchase.approved": "approved",
    "purchase.completed": null,
    "purchase.canceled": "canceled",
    "purchase.expired": "expired",
    "purchase.refused": "refused",
    "purchase.refunded": "refunded",
    "purchase.chargeback": "chargeback",
    "purchase.disputed": null,
    "payment.late": null,
    "subscription.started": null,
    "subscription.renewed": null,
    "subscription.canceled": null,
    "subscription.plan_changed": null,
    "subscription.charge_date_changed": null,
    "subscription.card_updated": null,
    "invoice.issued": null,
    "delivery.updated": null,
    "access.first": null,
    "access.module_completed": null,
    "lead.received": null,
    unknown: null,
  };

  test.each(TRIGGERS)("%s", (trigger) => {
    expect(stateOf(trigger)).toBe(states[trigger]);
  });
});

describe("the path of a purchase", () => {
  test("runs from the abandoned cart to the chargeback", () => {
    const path: readonly Trigger[] = [
      "cart.abandoned",
      "purchase.pending",
      "boleto.issued",
      "payment.late",
      "purchase.refused",
      "purchase.expired",
      "purchase.approved",
      "invoice.issued",
      "delivery.updated",
      "purchase.completed",
      "purchase.disputed",
      "purchase.canceled",
      "purchase.refunded",
      "purchase.chargeback",
    ];

    expect([...path].reverse().sort((first, second) => rankOf(first) - rankOf(second))).toStrictEqual(path);
    expect(new Set(path.map(rankOf)).size).toBe(path.length);
  });

  test("has boleto and pix at the same place", () => {
    expect(rankOf("pix.issued")).toBe(rankOf("boleto.issued"));
  });

  test.each(TRIGGERS.filter((trigger) => /^(subscription|access|lead)\.|^unknown$/.test(trigger)))("does not include %s", (trigger) => {
    expect(rankOf(trigger)).toBe(0);
  });
});

describe("the further of two states", () => {
  test.each([
    ["refunded", "approved", "refunded"],
    ["approved", "refused", "approved"],
    ["approved", "expired", "approved"],
    ["canceled", "approved", "canceled"],
    ["chargeback", "refunded", "chargeback"],
    ["refunded", "canceled", "refunded"],
    ["cart", "issued", "issued"],
    ["issued", "issued", "issued"],
    ["cart", null, "cart"],
    [null, null, null],
  ] as const)("of %s and %s is %s, whichever comes first", (first, second, further) => {
    expect(furtherState(first, second)).toBe(further);
    expect(furtherState(second, first)).toBe(further);
  });
});

describe("merging what events tell of a purchase", () => {
  test("keeps the refund when the approval arrives after it", () => {
    const refund = purchase({ state: "refunded", approvedAt: "2026-11-03T13:22:41.507Z" });
    const approval = purchase({ state: "approved", approvedAt: "2026-11-03T13:22:41.507Z" });

    expect(mergePurchase(refund, approval).state).toBe("refunded");
  });

  test("keeps the first time of approval, the flags once raised and what only one event told", () => {
    const approval = purchase({ state: "approved", approvedAt: "2026-11-03T13:22:41.507Z", subscriptionId: "S1", recurrence: 1 });
    const dispute = purchase({ approvedAt: "2026-11-04T09:00:00.000Z", disputed: true });
    const completion = purchase({ completed: true });

    expect([dispute, completion].reduce<Purchase>(mergePurchase, approval)).toStrictEqual({
      provider: "hotmart",
      store: "default",
      transaction: "HP0900000001",
      subscriptionId: "S1",
      recurrence: 1,
      state: "approved",
      approvedAt: "2026-11-03T13:22:41.507Z",
      disputed: true,
      completed: true,
    });
  });

  test("starts from nothing with the first event", () => {
    const seen = purchase({ state: "issued" });

    expect(mergePurchase(null, seen)).toStrictEqual(seen);
  });
});

describe("merging purchases", () => {
  const instants = ["2026-11-01T00:00:00.000Z", "2026-11-02T00:00:00.000Z", "2026-11-03T00:00:00.000Z"];
  const anyPurchase = fc
    .record({
      subscriptionId: fc.constantFrom(null, "S1", "S2"),
      recurrence: fc.constantFrom(null, 1, 2, 3),
      state: fc.constantFrom(null, ...PURCHASE_STATES),
      approvedAt: fc.constantFrom(null, ...instants),
      disputed: fc.boolean(),
      completed: fc.boolean(),
    })
    .map((changes) => purchase(changes));

  test("gives the same in both orders", () => {
    fc.assert(
      fc.property(anyPurchase, anyPurchase, (a, b) => {
        expect(mergePurchase(a, b)).toStrictEqual(mergePurchase(b, a));
      }),
    );
  });

  test("gives the same however it is grouped", () => {
    fc.assert(
      fc.property(anyPurchase, anyPurchase, anyPurchase, (a, b, c) => {
        expect(mergePurchase(mergePurchase(a, b), c)).toStrictEqual(mergePurchase(a, mergePurchase(b, c)));
      }),
    );
  });

  test("changes nothing when an event is repeated", () => {
    fc.assert(
      fc.property(anyPurchase, anyPurchase, (a, b) => {
        expect(mergePurchase(a, a)).toStrictEqual(a);
        expect(mergePurchase(mergePurchase(a, b), a)).toStrictEqual(mergePurchase(a, b));
      }),
    );
  });
});
