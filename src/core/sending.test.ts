import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { breakerState, type Outcome } from "./breaker.ts";
import { admission, afterOutcome, afterTaking, IDLE, type SendHealth, type SendPolicy } from "./sending.ts";

const FREE: SendPolicy = { concurrency: 16, spacingMs: 0, burst: 1, perDay: null, quiet: null };
/** One message in 20 s, as the providers of WhatsApp numbers advise. */
const SPACED: SendPolicy = { ...FREE, concurrency: 1, spacingMs: 20_000 };
const BURST: SendPolicy = { ...FREE, spacingMs: 1000, burst: 5 };

const at = (time: string) => `2026-11-03T${time}Z`;
const NOON = at("12:00:00.000");

function taken(policy: SendPolicy, count: number, now = NOON, health = IDLE): SendHealth {
  return afterTaking(health, policy, now, count);
}

function failed(times: number, now = NOON, health = IDLE): SendHealth {
  return Array.from({ length: times }).reduce<SendHealth>((before) => afterOutcome(before, "failed", now), health);
}

const admits = (count: number) => ({ count, until: null, why: null });
const waits = (why: string, until: string) => ({ count: 0, until, why });

describe("without limits", () => {
  test("twice as many are admitted as may be under way, for the next to be at hand", () => {
    expect(admission(IDLE, FREE, NOON)).toStrictEqual(admits(32));
    expect(admission(taken(FREE, 32), FREE, NOON)).toStrictEqual(admits(32));
  });

  test("nothing taken changes nothing", () => {
    expect(taken(SPACED, 0)).toBe(IDLE);
  });
});

describe("a strict spacing", () => {
  test("admits one, and the next when its time is over", () => {
    const health = taken(SPACED, 1);

    expect(admission(IDLE, SPACED, NOON)).toStrictEqual(admits(1));
    expect(admission(health, SPACED, NOON)).toStrictEqual(waits("spacing", at("12:00:20.000")));
    expect(admission(health, SPACED, at("12:00:19.999"))).toStrictEqual(waits("spacing", at("12:00:20.000")));
    expect(admission(health, SPACED, at("12:00:20.000"))).toStrictEqual(admits(1));
  });

  test("saves nothing up in a rest", () => {
    expect(admission(taken(SPACED, 1), SPACED, at("18:00:00.000"))).toStrictEqual(admits(1));
  });

  test("of a fraction of a millisecond is rounded up", () => {
    const ninetyAMinute = { ...FREE, spacingMs: 60_000 / 90 };

    expect(admission(taken(ninetyAMinute, 1), ninetyAMinute, NOON)).toStrictEqual(waits("spacing", at("12:00:00.667")));
  });
});

describe("a spacing with a burst", () => {
  test.each([
    [0, "12:00:00.000", 5],
    [2, "12:00:00.000", 3],
    [5, "12:00:01.000", 1],
    [5, "12:00:01.999", 1],
    [5, "12:00:02.500", 2],
    [5, "12:00:05.000", 5],
    [5, "18:00:00.000", 5],
    [3, "12:00:01.500", 3],
  ])("after %d at noon admits at %s %d", (before, time, count) => {
    expect(admission(taken(BURST, before), BURST, at(time))).toStrictEqual(admits(count));
  });

  test("waits for one place in it", () => {
    expect(admission(taken(BURST, 5), BURST, at("12:00:00.300"))).toStrictEqual(waits("spacing", at("12:00:01.000")));
  });

  test("is cut by what may be under way", () => {
    expect(admission(IDLE, { ...BURST, concurrency: 2 }, NOON)).toStrictEqual(admits(4));
  });
});

describe("a spacing that the clock or the operator overtook", () => {
  test("admits one after the clock was set back, and spaces the next", () => {
    const health = taken(SPACED, 1);
    const earlier = at("08:00:00.000");

    expect(admission(health, SPACED, earlier)).toStrictEqual(admits(1));
    expect(admission(taken(SPACED, 1, earlier, health), SPACED, earlier)).toStrictEqual(waits("spacing", at("08:00:20.000")));
  });

  test("admits no more than one of a burst then", () => {
    expect(admission(taken(BURST, 5), BURST, at("08:00:00.000"))).toStrictEqual(admits(1));
  });

  test("does not wait for an old spacing that was longer", () => {
    expect(admission(taken({ ...SPACED, spacingMs: 3_600_000 }, 1), SPACED, at("12:00:01.000"))).toStrictEqual(admits(1));
  });
});

describe("a quota", () => {
  const THREE = { ...FREE, perDay: 3 };

  test("counts down and comes again at midnight of UTC", () => {
    expect(admission(IDLE, THREE, NOON)).toStrictEqual(admits(3));
    expect(admission(taken(THREE, 2), THREE, NOON)).toStrictEqual(admits(1));
    expect(admission(taken(THREE, 3), THREE, at("23:59:59.999"))).toStrictEqual(waits("quota", "2026-11-04T00:00:00.000Z"));
    expect(admission(taken(THREE, 3), THREE, "2026-11-04T00:00:00.000Z")).toStrictEqual(admits(3));
  });

  test("counts one day at a time", () => {
    const health = taken(THREE, 1, "2026-11-04T00:00:00.000Z", taken(THREE, 3));

    expect([health.day, health.sentToday]).toStrictEqual(["2026-11-04", 1]);
  });

  test("of nothing never ends", () => {
    const none = { ...FREE, perDay: 0 };

    expect(admission(IDLE, none, NOON)).toStrictEqual(waits("quota", "2026-11-04T00:00:00.000Z"));
    expect(admission(IDLE, none, "2026-11-04T00:00:00.000Z")).toStrictEqual(waits("quota", "2026-11-05T00:00:00.000Z"));
  });

  test("that was lowered below what was sent waits for the next day", () => {
    expect(admission(taken(FREE, 20), THREE, NOON)).toStrictEqual(waits("quota", "2026-11-04T00:00:00.000Z"));
  });
});

describe("a quiet time", () => {
  const NIGHT = { ...FREE, quiet: { from: "21:00", to: "08:00", zone: "America/Sao_Paulo" } };

  test("admits nothing until it is over", () => {
    expect(admission(IDLE, NIGHT, at("10:59:59.999"))).toStrictEqual(waits("quiet", at("11:00:00.000")));
    expect(admission(IDLE, NIGHT, at("11:00:00.000"))).toStrictEqual(admits(32));
  });
});

describe("a circuit", () => {
  const OPEN = failed(10);

  test("that is open admits nothing, and then one", () => {
    expect(admission(failed(9), FREE, NOON)).toStrictEqual(admits(32));
    expect(admission(OPEN, FREE, NOON)).toStrictEqual(waits("circuit", at("12:00:30.000")));
    expect(admission(OPEN, FREE, at("12:00:30.000"))).toStrictEqual(admits(1));
  });

  test("with a probe under way admits nothing until it must have been lost", () => {
    const probed = taken(FREE, 1, at("12:00:40.000"), OPEN);

    expect(admission(probed, FREE, at("12:00:41.000"))).toStrictEqual(waits("circuit", at("12:01:40.000")));
    expect(admission(probed, FREE, at("12:01:40.000"))).toStrictEqual(admits(1));
  });

  test("is closed by its probe, or opened anew", () => {
    const probed = taken(FREE, 1, at("12:00:40.000"), OPEN);

    expect(admission(afterOutcome(probed, "ok", at("12:00:41.000")), FREE, at("12:00:41.000"))).toStrictEqual(admits(32));
    expect(admission(afterOutcome(probed, "failed", at("12:00:41.000")), FREE, at("12:00:41.000"))).toStrictEqual(
      waits("circuit", at("12:01:11.000")),
    );
  });
});

describe("of several reasons to wait the longest is told", () => {
  const NIGHT = { from: "09:00", to: "12:30", zone: "UTC" };

  test.each<[string, string, Partial<SendPolicy>, SendHealth]>([
    ["spacing", at("12:01:00.000"), { spacingMs: 60_000 }, failed(10, NOON, taken({ ...FREE, spacingMs: 60_000 }, 1))],
    ["circuit", at("12:00:30.000"), { spacingMs: 20_000 }, failed(10, NOON, taken(SPACED, 1))],
    ["quiet", at("12:30:00.000"), { spacingMs: 60_000, quiet: NIGHT }, failed(10, NOON, taken({ ...FREE, spacingMs: 60_000 }, 1))],
    ["quota", "2026-11-04T00:00:00.000Z", { perDay: 1, quiet: NIGHT }, failed(10, NOON, taken(FREE, 1))],
  ])("%s until %s", (why, until, changes, health) => {
    expect(admission(health, { ...FREE, ...changes }, NOON)).toStrictEqual(waits(why, until));
  });
});

describe("over any run", () => {
  const DAY_MS = 86_400_000;
  const ZONES = { UTC: 0, "America/Sao_Paulo": -3, "Asia/Tokyo": 9 } as const;

  const hour = fc.integer({ min: 0, max: 23 }).map((number) => `${String(number).padStart(2, "0")}:00`);
  const quiet = fc
    .record({ from: hour, to: hour, zone: fc.constantFrom("UTC", "America/Sao_Paulo", "Asia/Tokyo") })
    .filter(({ from, to }) => from !== to);
  const policies = fc.record({
    concurrency: fc.integer({ min: 1, max: 8 }),
    spacingMs: fc.constantFrom(0, 333.4, 1000, 20_000, 3_600_000),
    burst: fc.integer({ min: 1, max: 5 }),
    perDay: fc.constantFrom(null, null, 0, 1, 7, 50),
    quiet: fc.option(quiet),
  });
  type Step =
    | { readonly kind: "take"; readonly most: number }
    | { readonly kind: "end"; readonly outcome: Outcome; readonly most: number }
    | { readonly kind: "wait"; readonly ms: number }
    | { readonly kind: "lose" | "follow" };
  const most = fc.integer({ min: 1, max: 20 });
  const waitMs = fc.oneof(fc.integer({ min: 0, max: 40_000 }), fc.constantFrom(1, 333, 1000, 30_000, 60_000, 3_600_000, 8 * 3_600_000));
  const steps = fc.array<Step>(
    fc.oneof(
      most.map((number): Step => ({ kind: "take", most: number })),
      fc
        .tuple(fc.constantFrom("ok", "failed", "failed", "failed"), most)
        .map(([outcome, number]): Step => ({ kind: "end", outcome, most: number })),
      waitMs.map((ms): Step => ({ kind: "wait", ms })),
      fc.constantFrom<Step>({ kind: "lose" }, { kind: "follow" }, { kind: "follow" }),
    ),
    { maxLength: 80, size: "max" },
  );
  const starts = fc.integer({ min: 0, max: DAY_MS }).map((ms) => Date.parse("2026-11-03T00:00:00.000Z") + ms);
  const instant = (ms: number) => new Date(ms).toISOString();

  interface Begun {
    readonly ms: number;
    readonly state: string;
  }

  /** Plays workers with a virtual clock; `look` sees what is remembered after every step. */
  function play(
    policy: SendPolicy,
    startMs: number,
    run: readonly Step[],
    look: (health: SendHealth, nowMs: number) => void = () => {},
  ): readonly Begun[] {
    const begun: Begun[] = [];
    let [nowMs, health, underWay] = [startMs, IDLE, 0];
    for (const step of run) {
      const { count, until } = admission(health, policy, instant(nowMs));
      if (step.kind === "wait") nowMs += step.ms;
      if (step.kind === "follow") nowMs = until === null ? nowMs : Date.parse(until);
      if (step.kind === "lose") underWay = 0;
      for (let ended = 0; step.kind === "end" && ended < step.most && underWay > 0; ended += 1) {
        underWay -= 1;
        health = afterOutcome(health, step.outcome, instant(nowMs));
      }
      if (step.kind === "take") {
        const taking = Math.min(step.most, count);
        begun.push(...Array.from({ length: taking }, () => ({ ms: nowMs, state: breakerState(health.breaker, instant(nowMs)) })));
        underWay += taking;
        health = afterTaking(health, policy, instant(nowMs), taking);
      }
      health = JSON.parse(JSON.stringify(health));
      look(health, nowMs);
    }
    return begun;
  }

  test("no more is begun in a day of UTC than its quota", () => {
    fc.assert(
      fc.property(policies, starts, steps, (policy, startMs, run) => {
        const days = play(policy, startMs, run).map(({ ms }) => Math.floor(ms / DAY_MS));

        for (const day of new Set(days)) {
          expect(days.filter((other) => other === day).length).toBeLessThanOrEqual(policy.perDay ?? Number.POSITIVE_INFINITY);
        }
      }),
    );
  });

  test("no more is begun in any time than the burst and one for each spacing in it", () => {
    fc.assert(
      fc.property(policies, starts, steps, (policy, startMs, run) => {
        fc.pre(policy.spacingMs > 0);
        const begun = play(policy, startMs, run);

        const tooMany = begun.flatMap(({ ms: from }, first) =>
          begun.slice(first).filter(({ ms: to }, more) => more + 1 > policy.burst + Math.floor((to - from) / policy.spacingMs)),
        );

        expect(tooMany).toStrictEqual([]);
      }),
    );
  });

  test("nothing is begun in the quiet time", () => {
    fc.assert(
      fc.property(policies, quiet, starts, steps, (policy, hours, startMs, run) => {
        const [from, to] = [Number(hours.from.slice(0, 2)), Number(hours.to.slice(0, 2))];

        for (const { ms } of play({ ...policy, quiet: hours }, startMs, run)) {
          const clock = (((ms / 3_600_000 + ZONES[hours.zone]) % 24) + 24) % 24;

          expect(from < to ? clock >= from && clock < to : clock >= from || clock < to).toBe(false);
        }
      }),
    );
  });

  test("nothing is begun while the circuit is open, and one at a time while it is half-open", () => {
    const states = new Set<string>();
    const busy = policies.map(
      (policy): SendPolicy => ({ ...policy, spacingMs: Math.min(policy.spacingMs, 1000), perDay: null, quiet: null }),
    );

    fc.assert(
      fc.property(busy, starts, steps, (policy, startMs, run) => {
        const begun = play(policy, startMs, run);
        for (const { state } of begun) states.add(state);

        for (const [index, { ms, state }] of begun.entries()) {
          expect(state).not.toBe("open");
          expect(state === "half-open" && begun[index + 1]?.state === "half-open" && begun[index + 1]?.ms === ms).toBe(false);
        }
      }),
      { numRuns: 300 },
    );

    expect([...states].sort()).toStrictEqual(["closed", "half-open"]);
  });

  test("whoever has to wait is told a moment before which nothing goes, and after a few of them may send", () => {
    fc.assert(
      fc.property(policies, starts, steps, (policy, startMs, run) => {
        play(policy, startMs, run, (health, nowMs) => {
          let [now, rounds] = [instant(nowMs), 0];
          for (let { count, until } = admission(health, policy, now); count < 1; { count, until } = admission(health, policy, now)) {
            expect(until === null ? "" : until > now ? "later" : until).toBe("later");
            expect(admission(health, policy, instant(Date.parse(until ?? now) - 1)).count).toBe(0);
            now = until ?? now;
            rounds += 1;
            if (policy.perDay === 0 && rounds > 5) return;
            expect(rounds).toBeLessThan(6);
          }
        });
      }),
    );
  });

  test("what is admitted is a whole number, within twice the concurrency", () => {
    fc.assert(
      fc.property(policies, starts, steps, (policy, startMs, run) => {
        play(policy, startMs, run, (health, nowMs) => {
          const { count, until, why } = admission(health, policy, instant(nowMs));

          expect(Number.isInteger(count) && count >= 0 && count <= 2 * policy.concurrency).toBe(true);
          expect([until === null, why === null]).toStrictEqual([count > 0, count > 0]);
        });
      }),
    );
  });
});
