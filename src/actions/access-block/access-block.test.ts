import { describe, expect, test } from "vitest";
import { anEvent } from "../../../test/support/events.ts";
import type { CanonicalEvent } from "../../core/event.ts";
import type { Trigger } from "../../core/triggers.ts";
import { accessBlock } from "./index.ts";

const CALL = { id: "access.block", target: null } as const;
const CHARGE = { id: "HP1", parentId: null, subscriptionId: "S1", recurrence: 2 };
const AT = "2026-11-03T13:22:41.507Z";
const ENDED = { kind: "access", target: "curso-x", value: "ended", scope: "subscription", until: AT };
const BLOCKED = { kind: "access", target: "curso-x", value: "blocked" };

const plan = (changes: Partial<CanonicalEvent>) => accessBlock.plan(anEvent(changes), CALL);

describe("blocking", () => {
  test.each<Trigger>(["purchase.refunded", "purchase.chargeback", "purchase.canceled", "purchase.disputed", "purchase.approved"])(
    "on %s takes back the one charge, also when it is a subscription's",
    (trigger) => {
      expect(plan({ trigger })).toEqual([BLOCKED]);
      expect(plan({ trigger, transaction: CHARGE })).toEqual([BLOCKED]);
    },
  );

  test.each<Trigger>(["payment.late", "subscription.canceled", "subscription.plan_changed", "subscription.charge_date_changed"])(
    "on %s of a subscription ends the whole of it, at the moment it happened",
    (trigger) => {
      expect(plan({ trigger, transaction: CHARGE })).toEqual([ENDED]);
      expect(plan({ trigger, transaction: { ...CHARGE, id: null } })).toEqual([ENDED]);
    },
  );

  test("on anything that names a subscription and no charge ends the subscription", () => {
    expect(plan({ trigger: "purchase.refunded", transaction: { ...CHARGE, id: null } })).toEqual([ENDED]);
  });

  test("ends it at the arrival when the call tells no time", () => {
    const [draft] = plan({ trigger: "payment.late", transaction: CHARGE, occurredAt: null, receivedAt: "2026-11-04T00:00:00.000Z" });

    expect(draft?.until).toBe("2026-11-04T00:00:00.000Z");
  });

  test("on a late payment that belongs to no subscription takes back its sale", () => {
    expect(plan({ trigger: "payment.late" })).toEqual([BLOCKED]);
  });
});
