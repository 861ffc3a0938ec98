import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { latestEffect } from "./fold.ts";
import { rankOf } from "./purchase.ts";
import type { Trigger } from "./triggers.ts";

interface TagEffect {
  readonly subject: string;
  readonly rank: number;
  readonly at: string;
  readonly eventId: string;
  readonly rule: string;
  readonly value: string | null;
}

function effect(subject: string, trigger: Trigger, day: number, value: string | null, rule = "rul_1"): TagEffect {
  const at = `2026-11-${String(day).padStart(2, "0")}T12:00:00.000Z`;
  return { subject, rank: rankOf(trigger), at, eventId: `evt_${subject}_${trigger}_${day}`, rule, value };
}

describe("within one purchase", () => {
  test("a refund beats an approval that happened after it", () => {
    const refund = effect("A", "purchase.refunded", 1, null);
    const approval = effect("A", "purchase.approved", 2, "on");

    expect(latestEffect([refund, approval])).toBe(refund);
  });

  test("an approval beats a declined attempt that happened after it", () => {
    const approval = effect("A", "purchase.approved", 1, "on");
    const refusal = effect("A", "purchase.refused", 2, null);

    expect(latestEffect([approval, refusal])).toBe(approval);
  });

  test("of two events at the same place on the path the later wins", () => {
    const boleto = effect("A", "boleto.issued", 1, "boleto");
    const pix = effect("A", "pix.issued", 2, "pix");

    expect(latestEffect([pix, boleto])).toBe(pix);
  });

  test("an operator's rule beats the product's link at the same moment", () => {
    const link = effect("A", "purchase.approved", 1, "on", "link");
    const rule = effect("A", "purchase.approved", 1, null, "rul_1");

    expect(latestEffect([rule, link])).toBe(rule);
  });
});

describe("between purchases", () => {
  test("the one that happened last wins, wherever each is on its path", () => {
    const refundOfFirst = effect("A", "purchase.refunded", 5, null);
    const approvalOfSecond = effect("B", "purchase.approved", 6, "on");

    expect(latestEffect([approvalOfSecond, refundOfFirst])).toBe(approvalOfSecond);
  });

  test("each is settled first: a late approval of a refunded purchase does not count", () => {
    const refund = effect("A", "purchase.refunded", 3, null);
    const lateApproval = effect("A", "purchase.approved", 9, "on");
    const other = effect("B", "purchase.approved", 5, "pos-venda");

    expect(latestEffect([refund, lateApproval, other])).toBe(other);
  });

  test("at the same moment the one further along its path wins", () => {
    const refund = effect("A", "purchase.refunded", 1, null);
    const approval = effect("B", "purchase.approved", 1, "on");

    expect(latestEffect([approval, refund])).toBe(refund);
  });
});

test("no effect at all gives none, one gives itself", () => {
  const only = effect("A", "purchase.approved", 1, "on");

  expect(latestEffect([])).toBeUndefined();
  expect(latestEffect([only])).toBe(only);
});

test("every order of arrival, with any repeats, has the same winner", () => {
  const fields = {
    subject: fc.constantFrom("A", "B", "C"),
    rank: fc.constantFrom(0, 20, 50, 90),
    at: fc.constantFrom("2026-11-01T00:00:00.000Z", "2026-11-02T00:00:00.000Z"),
    eventId: fc.constantFrom("evt_1", "evt_2", "evt_3"),
    rule: fc.constantFrom("link", "rul_1", "rul_2"),
    value: fc.constantFrom(null, "on", "boas-vindas"),
  };
  const anyEffect = fc.record(fields, { noNullPrototype: true });
  const arrivals = fc
    .array(anyEffect, { minLength: 1, maxLength: 8 })
    .chain((effects) =>
      fc.tuple(
        fc.constant(effects),
        fc.shuffledSubarray(effects, { minLength: effects.length, maxLength: effects.length }),
        fc.subarray(effects),
      ),
    );

  fc.assert(
    fc.property(arrivals, ([effects, shuffled, repeated]) => {
      const winner = latestEffect(effects);

      expect(winner).toBeDefined();
      expect(latestEffect([...repeated, ...shuffled, ...repeated])).toStrictEqual(winner);
    }),
    { numRuns: 500 },
  );
});
