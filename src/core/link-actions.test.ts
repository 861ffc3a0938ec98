import { describe, expect, test } from "vitest";
import { asActionCall, type LinkAction, linkAction } from "./link-actions.ts";
import type { Link } from "./product.ts";
import { TRIGGERS, type Trigger } from "./triggers.ts";

type Row = readonly [neither: LinkAction | null, boleto: LinkAction | null, block: LinkAction | null, both: LinkAction | null];

/** What the link does, by its switches: none, release on boleto, block on cancel (the default), both. */
const TABLE: Readonly<Partial<Record<Trigger, Row>>> = {
  "boleto.issued": [null, "grant-provisionally", null, "grant-provisionally"],
  "purchase.approved": ["grant", "grant", "grant", "grant"],
  "purchase.expired": [null, "take-back-unpaid-only", null, "take-back-unpaid-only"],
  "purchase.canceled": [null, "take-back-unpaid-only", "take-back", "take-back"],
  "purchase.refunded": [null, "take-back-unpaid-only", "take-back", "take-back"],
  "purchase.chargeback": [null, "take-back-unpaid-only", "take-back", "take-back"],
  "subscription.canceled": [null, null, "end-subscription", "end-subscription"],
};

const NOTHING: Row = [null, null, null, null];

function link(releaseOnBoleto: boolean, blockOnCancel: boolean): Link {
  return {
    product: "a",
    provider: "hotmart",
    store: "default",
    externalId: "1",
    offer: null,
    plan: null,
    kind: "one-time",
    releaseOnBoleto,
    blockOnCancel,
  };
}

describe("what a link does by itself", () => {
  test.each(TRIGGERS)("on %s", (trigger) => {
    const done = [link(false, false), link(true, false), link(false, true), link(true, true)].map((one) => linkAction({ trigger }, one));

    expect(done).toEqual(TABLE[trigger] ?? NOTHING);
  });

  test.each<Trigger>(["purchase.refused", "purchase.disputed", "purchase.completed", "payment.late", "pix.issued"])(
    "is nothing on %s, ever",
    (trigger) => {
      expect(TABLE[trigger]).toBeUndefined();
      expect(linkAction({ trigger }, link(true, true))).toBeNull();
    },
  );
});

test("a refund of a part takes nothing back, whatever the switches", () => {
  const links = [link(false, false), link(true, false), link(false, true), link(true, true)];

  expect(links.map((one) => linkAction({ trigger: "purchase.refunded", isPartialRefund: true }, one))).toEqual([null, null, null, null]);
});

test.each([
  ["grant", "access.grant"],
  ["grant-provisionally", "access.grant"],
  ["take-back", "access.block"],
  ["take-back-unpaid-only", "access.block"],
  ["end-subscription", "access.block"],
] as const)("%s is recorded as %s", (action, id) => {
  expect(asActionCall(action)).toEqual({ id, target: null });
});
