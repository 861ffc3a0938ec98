import { describe, expect, test } from "vitest";
import { PURCHASE_STATES, type Purchase, type PurchaseState } from "../../core/purchase.ts";
import type { SaleStanding, VendorSale } from "../../providers/vendor-api.ts";
import { agrees, compareSales } from "./compare.ts";
import type { LocalSale } from "./local-sales.ts";

const STATES: readonly (PurchaseState | null)[] = [null, ...PURCHASE_STATES];

/** States here that mean the same as each standing there. */
const AGREEING: Readonly<Record<Exclude<SaleStanding, "disputed" | "untold">, readonly (PurchaseState | null)[]>> = {
  open: [null, "cart", "issued", "refused", "expired"],
  ended: [null, "cart", "refused", "expired", "canceled"],
  approved: ["approved"],
  canceled: ["canceled"],
  refunded: ["refunded"],
  chargeback: ["chargeback"],
};

describe("a standing there agrees with a state here", () => {
  test.each(Object.entries(AGREEING))("%s with exactly %j", (standing, states) => {
    expect(STATES.filter((state) => agrees(standing as SaleStanding, { state, disputed: false }))).toEqual(states);
  });

  test("disputed with an approved sale that is flagged so, and a flag disagrees with nothing", () => {
    expect(STATES.filter((state) => agrees("disputed", { state, disputed: true }))).toEqual(["approved"]);
    expect(agrees("disputed", { state: "approved", disputed: false })).toBe(false);
    expect(agrees("approved", { state: "approved", disputed: true })).toBe(true);
  });
});

const AT = "2026-11-01T12:00:00.000Z";

function sale(standing: SaleStanding, more: Partial<VendorSale> = {}): VendorSale {
  return {
    transaction: "T1",
    status: standing.toUpperCase(),
    standing,
    orderedAt: AT,
    changedAt: AT,
    amount: { minor: 19700, currency: "BRL" },
    product: { externalId: "1", name: "Curso" },
    isEndUntold: false,
    source: null,
    ...more,
  };
}

function purchase(state: PurchaseState | null): Purchase {
  return {
    provider: "hotmart",
    store: "default",
    transaction: "T1",
    subscriptionId: null,
    recurrence: null,
    state,
    approvedAt: null,
    disputed: false,
    completed: false,
  };
}

function local(amounts: LocalSale["amounts"], lastAt = AT): LocalSale {
  return { firstAt: AT, lastAt, eventId: "evt_1", product: { externalId: "1", name: "Curso" }, amounts };
}

function compare(there: VendorSale, here: Purchase | null, events: LocalSale | null = null) {
  return compareSales({
    vendor: new Map([["T1", there]]),
    purchases: new Map(here === null ? [] : [["T1", here]]),
    local: new Map(events === null ? [] : [["T1", events]]),
    unknown: [],
    youngSince: "2026-11-02T00:00:00.000Z",
  });
}

describe("a difference can be mended", () => {
  test.each<[SaleStanding, PurchaseState | null, boolean]>([
    ["approved", "issued", true],
    ["approved", "expired", true],
    ["approved", null, true],
    ["approved", "canceled", false],
    ["refunded", "approved", true],
    ["refunded", "chargeback", false],
    ["chargeback", "refunded", true],
    ["ended", "issued", true],
    ["ended", "approved", false],
    ["ended", "refunded", false],
    ["open", "approved", false],
    ["disputed", "approved", true],
  ])("of %s there and %s here: %s", (standing, state, isMendable) => {
    expect(compare(sale(standing), purchase(state)).differences).toMatchObject([{ kind: "status", isMendable }]);
  });
});

describe("amounts", () => {
  test.each([
    ["the price", [{ minor: 19700, currency: "BRL" }], 0],
    [
      "what was paid with interest, beside the price",
      [
        { minor: 21000, currency: "BRL" },
        { minor: 19700, currency: "BRL" },
      ],
      0,
    ],
    ["another currency only", [{ minor: 4000, currency: "USD" }], 0],
    ["nothing", [], 0],
    ["another price", [{ minor: 9700, currency: "BRL" }], 1],
  ])("that are %s here differ %#", (_, amounts, differing) => {
    expect(compare(sale("approved"), purchase("approved"), local(amounts)).differences).toHaveLength(differing);
  });
});

describe("what is young", () => {
  const young = "2026-11-02T00:00:01.000Z";

  test.each([
    ["a sale that nobody knows here yet", compare(sale("approved", { changedAt: young }), null)],
    ["a state that changed there just now", compare(sale("refunded", { changedAt: young }), purchase("approved"))],
    ["a state that changed here just now", compare(sale("approved"), purchase("refunded"), local([], young))],
  ])("is no difference: %s", (_, comparison) => {
    expect(comparison).toMatchObject({ young: 1, differences: [], agreeing: 0 });
  });

  test("differs in its amount all the same", () => {
    const comparison = compare(sale("approved"), purchase("approved"), local([{ minor: 1, currency: "BRL" }], young));

    expect(comparison.differences).toMatchObject([{ kind: "amount" }]);
  });
});
