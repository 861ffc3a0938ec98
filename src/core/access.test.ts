import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { GRANT_STATES, type Grant, grantsOf, isOpen } from "./access.ts";
import type { AccessValue, Effect } from "./effect.ts";

const ANA = "ctc_ana";

/** An access effect `minute` minutes after noon. */
function effect(subject: string, value: AccessValue, minute: number, changes: Partial<Effect> = {}): Effect {
  const RANKS = { provisional: 20, granted: 50, blocked: 90, ended: 0 } as const;
  return {
    contactId: ANA,
    eventId: `evt_${subject}_${value}_${minute}`,
    rule: "link",
    action: "access.grant",
    kind: "access",
    target: "curso",
    value,
    subject,
    rank: RANKS[value],
    at: at(minute),
    subscription: null,
    recurrence: null,
    until: null,
    ...changes,
  };
}

function at(minute: number): string {
  return new Date(Date.UTC(2026, 0, 2, 12, minute)).toISOString();
}

const charge = (subject: string, minute: number, recurrence: number | null, changes: Partial<Effect> = {}) =>
  effect(subject, "granted", minute, { subscription: "hotmart:default:S1", recurrence, ...changes });

const ending = (minute: number, until: number, changes: Partial<Effect> = {}) =>
  effect("subscription:hotmart:default:S1", "ended", minute, { subscription: "hotmart:default:S1", until: at(until), ...changes });

/** `subject state since until` of each grant. */
function told(effects: readonly Effect[]): readonly string[] {
  const minute = (instant: string | null) => (instant === null ? "-" : (Date.parse(instant) - Date.UTC(2026, 0, 2, 12)) / 60_000);
  return grantsOf(ANA, "curso", effects).map((grant) => `${grant.subject} ${grant.state} ${minute(grant.since)} ${minute(grant.until)}`);
}

describe("one sale", () => {
  test("gives access when it is granted, from then on and without end", () => {
    expect(grantsOf(ANA, "curso", [effect("A", "granted", 3)])).toEqual([
      {
        contactId: ANA,
        product: "curso",
        subject: "A",
        state: "active",
        since: at(3),
        until: null,
        eventId: "evt_A_granted_3",
        rule: "link",
      },
    ]);
  });

  test("is provisional while a boleto is open, and confirmed from the payment on", () => {
    expect(told([effect("A", "provisional", 1)])).toEqual(["A provisional 1 -"]);
    expect(told([effect("A", "provisional", 1), effect("A", "granted", 5)])).toEqual(["A active 5 -"]);
  });

  test("is blocked once it is taken back, and still tells since when it was paid", () => {
    expect(told([effect("A", "granted", 3), effect("A", "blocked", 9)])).toEqual(["A blocked 3 -"]);
  });

  test("that was only ever taken back is no grant", () => {
    expect(told([effect("A", "blocked", 9)])).toEqual([]);
  });

  test("stays paid when only what was unpaid is taken back", () => {
    const unpaidEnd = effect("A", "blocked", 9, { rank: 45 });

    expect(told([effect("A", "granted", 3), unpaidEnd])).toEqual(["A active 3 -"]);
    expect(told([effect("A", "provisional", 1), unpaidEnd])).toEqual(["A blocked 1 -"]);
  });

  test("names the event and the rule that settled it", () => {
    const [grant] = grantsOf(ANA, "curso", [effect("A", "granted", 3), effect("A", "blocked", 9, { rule: "rul_1" })]);

    expect([grant?.eventId, grant?.rule]).toEqual(["evt_A_blocked_9", "rul_1"]);
  });
});

describe("several sales", () => {
  test("are grants of their own: taking one back leaves the other", () => {
    expect(told([effect("A", "granted", 1), effect("B", "granted", 2), effect("A", "blocked", 3)])).toEqual([
      "A blocked 1 -",
      "B active 2 -",
    ]);
  });

  test("of other contacts count for nothing", () => {
    expect(told([effect("A", "granted", 1, { contactId: "ctc_bia" })])).toEqual([]);
  });

  test("of nobody give nothing", () => {
    expect(told([])).toEqual([]);
  });
});

describe("a subscription", () => {
  test("is held by its newest paid charge; the older ones are overtaken", () => {
    expect(told([charge("A", 1, 1), charge("B", 20, 2)])).toEqual(["A superseded 1 -", "B active 20 -"]);
  });

  test("is told by the number of the charge before its time, and by the time where there is no number", () => {
    expect(told([charge("A", 30, 1), charge("B", 20, 2)])).toEqual(["A superseded 30 -", "B active 20 -"]);
    expect(told([charge("A", 30, null), charge("B", 20, null)])).toEqual(["A active 30 -", "B superseded 20 -"]);
  });

  test("ends for everyone when its newest charge is taken back", () => {
    expect(
      told([charge("A", 1, 1), charge("B", 20, 2), effect("B", "blocked", 25, { subscription: "hotmart:default:S1", recurrence: 2 })]),
    ).toEqual(["A superseded 1 -", "B blocked 20 -"]);
  });

  test("does not overtake another subscription, nor a one-time sale", () => {
    const other = charge("B", 20, 2, { subscription: "hotmart:default:S2" });

    expect(told([charge("A", 1, 1), other, effect("C", "granted", 2)])).toEqual(["A active 1 -", "B active 20 -", "C active 2 -"]);
  });

  test("is not overtaken by a charge that nobody paid", () => {
    const unpaid = effect("B", "provisional", 20, { subscription: "hotmart:default:S1", recurrence: 2 });

    expect(told([charge("A", 1, 1), unpaid])).toEqual(["A active 1 -", "B provisional 20 -"]);
  });
});

describe("the end of a subscription", () => {
  test("closes its charges at the end of the paid period", () => {
    expect(told([charge("A", 1, 1), ending(10, 40)])).toEqual(["A active 1 40"]);
  });

  test("leaves a charge that came after it: that one starts anew", () => {
    expect(told([charge("A", 1, 1), ending(10, 10), charge("B", 20, 2)])).toEqual(["A superseded 1 10", "B active 20 -"]);
  });

  test("closes a charge of the same moment", () => {
    expect(told([charge("A", 10, 1), ending(10, 40)])).toEqual(["A active 10 40"]);
  });

  test("is the earliest of several", () => {
    expect(told([charge("A", 1, 1), ending(10, 40), ending(12, 20), ending(15, 60)])).toEqual(["A active 1 20"]);
  });

  test("said by somebody else's event counts, for the subscription is what it is about", () => {
    expect(told([charge("A", 1, 1), ending(10, 40, { contactId: "ctc_bia", target: "outro" })])).toEqual(["A active 1 40"]);
  });

  test("of another subscription, or of none, closes nothing", () => {
    expect(told([charge("A", 1, 1), ending(10, 40, { subscription: "hotmart:default:S2" })])).toEqual(["A active 1 -"]);
    expect(told([effect("A", "granted", 1), ending(10, 40)])).toEqual(["A active 1 -"]);
  });

  test("alone is no grant", () => {
    expect(told([ending(10, 40)])).toEqual([]);
  });
});

describe("whether a grant is open", () => {
  const grant = (state: Grant["state"], until: string | null = null) => ({ state, until });

  test.each(GRANT_STATES.map((state) => [state, state === "active" || state === "provisional"] as const))(
    "%s without an end: %s",
    (state, open) => {
      expect(isOpen(grant(state), at(0))).toBe(open);
    },
  );

  test("until its end, and no longer at the very moment of it", () => {
    expect(isOpen(grant("active", at(10)), at(9))).toBe(true);
    expect(isOpen(grant("active", at(10)), at(10))).toBe(false);
    expect(isOpen(grant("provisional", at(10)), at(11))).toBe(false);
    expect(isOpen(grant("blocked", at(10)), at(9))).toBe(false);
  });
});

test("the order and the repeats of effects make no difference, whatever they are", () => {
  const any = fc.record({
    subject: fc.constantFrom("A", "B", "C"),
    value: fc.constantFrom<AccessValue>("granted", "provisional", "blocked", "ended"),
    minute: fc.nat(5),
    rank: fc.constantFrom(0, 20, 45, 50, 90),
    rule: fc.constantFrom("link", "rul_1"),
    contactId: fc.constantFrom(ANA, "ctc_bia"),
    until: fc.option(fc.nat(5).map(at)),
  });
  const SALES = {
    A: { subscription: "S1", recurrence: 1 },
    B: { subscription: "S1", recurrence: 2 },
    C: { subscription: null, recurrence: null },
  } as const;
  const seen = new Set<string>();
  /** Of two endings that say the same either may be named as the cause. */
  const meaning = (effects: readonly Effect[]) =>
    grantsOf(ANA, "curso", effects).map((grant) => (grant.until === null ? grant : { ...grant, eventId: "an ending" }));

  fc.assert(
    fc.property(fc.array(any, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (drawn, keys) => {
      const effects = drawn.map(({ subject, value, minute, ...changes }, index) =>
        effect(subject, value, minute, { ...SALES[subject as keyof typeof SALES], ...changes, eventId: `evt_${index}` }),
      );
      const shuffled = [...effects, ...effects]
        .map((one) => ({ one, key: keys.next().value ?? 0 }))
        .sort((first, second) => first.key - second.key);
      const grants = meaning(effects);

      expect(meaning(shuffled.map(({ one }) => one))).toEqual(grants);
      for (const { state } of grants) seen.add(state);
    }),
    { numRuns: 500 },
  );

  expect([...seen].sort()).toEqual([...GRANT_STATES].sort());
});
