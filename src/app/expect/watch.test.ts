import { describe, expect, test } from "vitest";
import { anEvent } from "../../../test/support/events.ts";
import { aDecision, anExpectation, wanted } from "../../../test/support/expectation.ts";
import { VirtualClock } from "../../../test/support/virtual-clock.ts";
import { BLOCK } from "../../../test/support/world.ts";
import type { CanonicalEvent } from "../../core/event.ts";
import type { ActionCall } from "../../core/rule.ts";
import type { Arrivals } from "./arrivals.ts";
import type { Expectation } from "./expectation.ts";
import { type WatchOutcome, watchFor } from "./watch.ts";

const FORBID_BLOCK: Expectation["forbidden"] = [{ kind: "action", action: wanted("access.block") }];
const AT_LEAST = (n: number) => ({ kind: "at-least", n }) as const;
const EXACTLY = (n: number) => ({ kind: "exactly", n }) as const;

/** An event that comes so many seconds after the start, and what it decides. */
interface Coming {
  readonly at: number;
  readonly event?: Partial<CanonicalEvent>;
  readonly decides?: readonly ActionCall[];
}

/** What is there at a time is seen by the next look, `perLook` events at a time. */
function arrivalsOf(
  coming: readonly Coming[],
  clock: VirtualClock,
  perLook: number,
): Arrivals & { looks(): number; read(): readonly string[] } {
  const events = coming.map((one, number) => ({ ...one, event: anEvent({ id: `evt_${number}`, ...one.event }) }));
  const read: string[] = [];
  let seen = 0;
  let looks = 0;
  return {
    hasStore: () => true,
    looks: () => looks,
    read: () => read,
    async next() {
      looks += 1;
      const there = events.filter(({ at }) => at * 1000 <= clock.monotonicMs()).slice(seen);
      const page = there.slice(0, perLook);
      seen += page.length;
      return { events: page.map(({ event }) => event), hasMore: there.length > page.length };
    },
    async detailsOf({ id }) {
      read.push(id);
      const found = events.find(({ event }) => event.id === id);
      return { decisions: [aDecision(found?.decides ?? [])], tags: [] };
    },
  };
}

/** Watches for so many seconds. `ended` is when it came to an end. */
async function watched(
  expectation: Partial<Expectation>,
  coming: readonly Coming[],
  { stopAt = Number.POSITIVE_INFINITY, perLook = 500 } = {},
) {
  const clock = new VirtualClock();
  const arrivals = arrivalsOf(coming, clock, perLook);
  let ended: { readonly at: number; readonly outcome: WatchOutcome | null } | undefined;
  const time = {
    clock,
    pause: (ms: number) => new Promise<void>((resolve) => void clock.later(ms, resolve)),
    isStopped: () => clock.monotonicMs() >= stopAt * 1000,
  };
  const watching = watchFor(anExpectation(expectation), arrivals, time).then((outcome) => {
    ended = { at: clock.monotonicMs() / 1000, outcome };
  });
  await clock.advance(120);
  await watching;
  if (ended === undefined) throw new Error("it never ended");
  const { outcome } = ended;
  return { at: ended.at, outcome, ids: outcome?.matched.map(({ id }) => id), looks: arrivals.looks(), read: arrivals.read() };
}

describe("at least", () => {
  test("ends with the look that sees the last of them", async () => {
    const { at, ids, outcome } = await watched({ count: AT_LEAST(2) }, [{ at: 1 }, { at: 2.05 }, { at: 2.5 }]);

    expect(at).toBeCloseTo(2.1);
    expect(ids).toEqual(["evt_0", "evt_1"]);
    expect(outcome).toMatchObject({ came: 2, endedEarly: false });
    expect(outcome?.reachedMs).toBeCloseTo(2100);
  });

  test("ends at once when they are there at the start", async () => {
    expect(await watched({}, [{ at: 0 }])).toMatchObject({ at: 0, ids: ["evt_0"], looks: 1 });
  });

  test("gives up when the time is over, not a moment before", async () => {
    const { at, outcome } = await watched({ count: AT_LEAST(2), withinMs: 5_000 }, [{ at: 1 }, { at: 5.001 }]);

    expect(at).toBe(5);
    expect(outcome).toMatchObject({ came: 1, reachedMs: null, elapsedMs: 5_000 });
  });

  test("counts what came with the last moment", async () => {
    expect(await watched({ withinMs: 5_000 }, [{ at: 5 }])).toMatchObject({ at: 5, ids: ["evt_0"] });
  });

  test("looks once when it has no time", async () => {
    expect(await watched({ withinMs: 0 }, [{ at: 0.1 }])).toMatchObject({ at: 0, ids: [], looks: 1 });
    expect(await watched({ withinMs: 0 }, [{ at: 0 }])).toMatchObject({ at: 0, ids: ["evt_0"], looks: 1 });
  });

  test("reads everything that is there before it gives up", async () => {
    const coming = [{ at: 0, event: { provider: "eduzz" } }, { at: 0, event: { provider: "eduzz" } }, { at: 0 }];

    expect(await watched({ provider: "hotmart", withinMs: 0 }, coming, { perLook: 1 })).toMatchObject({ ids: ["evt_2"], looks: 3 });
  });

  test("does not read on when it has what it wants", async () => {
    expect(await watched({}, [{ at: 0 }, { at: 0 }, { at: 0 }], { perLook: 1 })).toMatchObject({ ids: ["evt_0"], looks: 1 });
  });

  test("looks ten times a second", async () => {
    expect(await watched({ withinMs: 3_000 }, [])).toMatchObject({ at: 3, looks: 31 });
  });
});

describe("exactly", () => {
  test("is watched to the end of the time", async () => {
    const { at, outcome } = await watched({ count: EXACTLY(1), withinMs: 5_000 }, [{ at: 1 }]);

    expect(at).toBe(5);
    expect(outcome).toMatchObject({ came: 1, endedEarly: false });
    expect(outcome?.reachedMs).not.toBeNull();
  });

  test("ends as soon as one too many came", async () => {
    const { at, outcome, ids } = await watched({ count: EXACTLY(1), withinMs: 5_000 }, [{ at: 1 }, { at: 2 }]);

    expect(at).toBeCloseTo(2);
    expect(ids).toEqual(["evt_0", "evt_1"]);
    expect(outcome).toMatchObject({ reachedMs: null, endedEarly: true });
  });

  test("none: whatever else comes is well", async () => {
    const coming = [{ at: 1, event: { trigger: "boleto.issued" as const } }];
    const expectation = { count: EXACTLY(0), trigger: "purchase.approved", withinMs: 5_000 } as const;

    expect(await watched(expectation, coming)).toMatchObject({ at: 5, ids: [], outcome: { came: 1, reachedMs: 0, endedEarly: false } });
    expect((await watched(expectation, [...coming, { at: 3 }])).outcome).toMatchObject({ reachedMs: null, endedEarly: true });
  });
});

describe("what is forbidden", () => {
  test("ends it at once, before the count is reached", async () => {
    const { at, outcome } = await watched({ count: AT_LEAST(2), forbidden: FORBID_BLOCK }, [{ at: 1 }, { at: 3, decides: [BLOCK] }]);

    expect(at).toBeCloseTo(3);
    expect(outcome).toMatchObject({ violations: [{ forbidden: FORBID_BLOCK[0], event: { id: "evt_1" } }], endedEarly: true });
  });

  test("is looked for a while longer once the count is reached, also past the time", async () => {
    const { at, outcome } = await watched({ forbidden: FORBID_BLOCK, withinMs: 5_000, settleMs: 2_000 }, [{ at: 4 }, { at: 6.5 }]);

    expect(at).toBeCloseTo(6);
    expect(outcome).toMatchObject({ came: 1, violations: [], endedEarly: false });
    expect(outcome?.reachedMs).toBeCloseTo(4000);
  });

  test("is found in that while", async () => {
    const coming = [{ at: 4 }, { at: 4.6, decides: [BLOCK] }];

    const { at, outcome } = await watched({ forbidden: FORBID_BLOCK, settleMs: 1_000 }, coming);

    expect(at).toBeCloseTo(4.6);
    expect(outcome?.violations.map(({ event }) => event.id)).toEqual(["evt_1"]);
  });

  test("is not looked for any more without a while", async () => {
    expect(
      (await watched({ forbidden: FORBID_BLOCK, settleMs: 0 }, [{ at: 1 }, { at: 1.05, decides: [BLOCK] }])).outcome?.violations,
    ).toEqual([]);
  });

  test("is looked for all the time when so many and no more are expected", async () => {
    const { at } = await watched({ count: EXACTLY(0), trigger: "purchase.refunded", forbidden: FORBID_BLOCK, withinMs: 9_000 }, []);

    expect(at).toBe(9);
  });
});

test("an event whose last form is none of those expected is taken back", async () => {
  const coming = [
    { at: 1, event: { id: "evt_a" } },
    { at: 1.2, event: { id: "evt_a", status: "unmatched" as const } },
  ];

  const { at, ids } = await watched({ count: EXACTLY(0), withinMs: 2_000 }, coming.slice(1));
  expect([at, ids]).toEqual([2, []]);

  const settled = await watched({ forbidden: FORBID_BLOCK, withinMs: 2_000, settleMs: 5_000 }, coming);
  expect(settled).toMatchObject({ at: 2, ids: [], outcome: { came: 1, reachedMs: null } });
});

test("decisions are read of the events that they matter for, and of no others", async () => {
  const coming = [{ at: 1, event: { provider: "eduzz" } }, { at: 1 }];

  expect((await watched({ provider: "hotmart", forbidden: FORBID_BLOCK }, coming)).read).toEqual(["evt_1"]);
  expect((await watched({ provider: "hotmart" }, coming)).read).toEqual([]);
});

test("when it is stopped it ends with the next look, whatever came", async () => {
  expect(await watched({ count: AT_LEAST(2) }, [{ at: 1 }], { stopAt: 3 })).toMatchObject({ at: 3, outcome: null });
});
