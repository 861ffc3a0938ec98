import { describe, expect, test } from "vitest";
import { anEvent } from "../../test/support/events.ts";
import { transactionOf } from "./access.ts";
import type { TransactionFacts } from "./event.ts";
import { subjectOf, subscriptionOf } from "./subject.ts";

const NONE: TransactionFacts = { id: null, parentId: null, subscriptionId: null, recurrence: null };

describe("what an event is an event of", () => {
  test("its purchase, when it names one, also when that is a charge of a subscription", () => {
    expect(subjectOf(anEvent({ transaction: { ...NONE, id: "HP1" } }))).toBe("purchase:hotmart:default:HP1");
    expect(subjectOf(anEvent({ transaction: { ...NONE, id: "HP1", subscriptionId: "S1" } }))).toBe("purchase:hotmart:default:HP1");
  });

  test("else its subscription", () => {
    expect(subjectOf(anEvent({ transaction: { ...NONE, subscriptionId: "S1" } }))).toBe("subscription:hotmart:default:S1");
  });

  test("else itself", () => {
    expect(subjectOf(anEvent({ id: "evt_x", transaction: NONE }))).toBe("event:evt_x");
  });

  test("never the purchase of the same id at another store or provider", () => {
    const transaction = { ...NONE, id: "1", subscriptionId: "1" };
    const events = [anEvent({ transaction }), anEvent({ transaction, store: "loja-b" }), anEvent({ transaction, provider: "eduzz" })];

    expect(new Set(events.map(subjectOf)).size).toBe(3);
    expect(new Set(events.map(subscriptionOf)).size).toBe(3);
  });

  test("the bump of a purchase is a purchase of its own", () => {
    expect(subjectOf(anEvent({ transaction: { ...NONE, id: "HP2", parentId: "HP1" } }))).toBe("purchase:hotmart:default:HP2");
  });
});

describe("the transaction of a subject", () => {
  test.each(["HP1", "HP:1:2", "", "a b"])("%j is read back from it, colons and all", (id) => {
    expect(transactionOf(subjectOf(anEvent({ transaction: { ...NONE, id } })))).toBe(id);
  });

  test.each(["subscription:hotmart:default:S1", "event:evt_x", ""])("%j has none", (subject) => {
    expect(transactionOf(subject)).toBeNull();
  });
});

test("an event that names no subscription belongs to none", () => {
  expect(subscriptionOf(anEvent({ transaction: { ...NONE, id: "HP1" } }))).toBeNull();
});
