import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectedTimes } from "./send-times.ts";
import { afterOutcome, afterTaking, IDLE, type SendHealth, type SendPolicy } from "./sending.ts";

const FREE: SendPolicy = { concurrency: 1, spacingMs: 0, burst: 1, perDay: null, quiet: null };
const SPACED: SendPolicy = { ...FREE, spacingMs: 20_000 };
const NIGHT = { from: "21:00", to: "08:00", zone: "America/Sao_Paulo" };

const at = (time: string) => `2026-11-03T${time}.000Z`;
const NOON = at("12:00:00");
const LAST = "2099-12-31T23:59:59.999Z";

/** So many entries that are due already. */
const due = (count: number) => Array.from({ length: count }, () => at("11:00:00"));

const OPEN = Array.from({ length: 10 }).reduce<SendHealth>((health) => afterOutcome(health, "failed", NOON), IDLE);

describe("the expected times of a queue", () => {
  test("are none for an empty one", () => {
    expect(expectedTimes([], IDLE, SPACED, NOON)).toStrictEqual([]);
  });

  test("are now where nothing limits it, and what is due later then", () => {
    expect(expectedTimes([...due(2), at("12:00:05")], IDLE, FREE, NOON)).toStrictEqual([NOON, NOON, at("12:00:05")]);
  });

  test("are an interval apart", () => {
    expect(expectedTimes(due(3), IDLE, SPACED, NOON)).toStrictEqual([NOON, at("12:00:20"), at("12:00:40")]);
  });

  test("go on from what was sent last", () => {
    const health = afterTaking(IDLE, SPACED, at("11:59:50"), 1);

    expect(expectedTimes(due(2), health, SPACED, NOON)).toStrictEqual([at("12:00:10"), at("12:00:30")]);
  });

  test("keep the interval to what is due later", () => {
    expect(expectedTimes([NOON, at("12:00:05"), at("12:01:30")], IDLE, SPACED, NOON)).toStrictEqual([NOON, at("12:00:20"), at("12:01:30")]);
  });

  test("begin with a burst", () => {
    expect(expectedTimes(due(5), IDLE, { ...SPACED, burst: 3 }, NOON)).toStrictEqual([NOON, NOON, NOON, at("12:00:20"), at("12:00:40")]);
  });

  test("go on after midnight of UTC when the quota is used up", () => {
    const policy = { ...SPACED, perDay: 2 };
    const health = afterTaking(IDLE, policy, at("11:00:00"), 1);

    expect(expectedTimes(due(4), health, policy, NOON)).toStrictEqual([
      NOON,
      "2026-11-04T00:00:00.000Z",
      "2026-11-04T00:00:20.000Z",
      "2026-11-05T00:00:00.000Z",
    ]);
  });

  test("wait for the end of the quiet time, and a quota that comes again in it for its end", () => {
    const policy = { ...SPACED, perDay: 2, quiet: NIGHT };

    expect(expectedTimes(due(3), IDLE, policy, "2026-11-03T23:59:40.000Z")).toStrictEqual([
      "2026-11-03T23:59:40.000Z",
      "2026-11-04T11:00:00.000Z",
      "2026-11-04T11:00:20.000Z",
    ]);
  });

  test("wait until an open circuit reopens, and no longer", () => {
    expect(expectedTimes(due(2), OPEN, SPACED, at("12:00:10"))).toStrictEqual([at("12:00:30"), at("12:00:50")]);
    expect(expectedTimes(due(2), OPEN, SPACED, at("12:00:31"))).toStrictEqual([at("12:00:31"), at("12:00:51")]);
  });

  test("do not wait for a probe that is under way", () => {
    const probed = afterTaking(OPEN, FREE, at("12:00:30"), 1);

    expect(expectedTimes(due(2), probed, FREE, at("12:00:31"))).toStrictEqual([at("12:00:31"), at("12:00:31")]);
  });
});

describe("a queue that is never sent", () => {
  test("ends with the years that we count where nothing may be sent in a day", () => {
    expect(expectedTimes(due(3), IDLE, { ...SPACED, perDay: 0 }, NOON)).toStrictEqual([LAST, LAST, LAST]);
  });

  test("ends with them where the quota does", () => {
    const policy = { ...FREE, perDay: 1, quiet: { from: "20:00", to: "21:00", zone: "UTC" } };

    expect(expectedTimes(due(4), IDLE, policy, "2099-12-30T12:00:00.000Z")).toStrictEqual([
      "2099-12-30T12:00:00.000Z",
      "2099-12-31T00:00:00.000Z",
      LAST,
      LAST,
    ]);
  });

  test("ends with them in a quiet time over their end", () => {
    expect(expectedTimes(due(2), IDLE, { ...FREE, quiet: NIGHT }, "2099-12-31T12:00:00.000Z")).toHaveLength(2);
    expect(expectedTimes(due(2), IDLE, { ...FREE, quiet: { ...NIGHT, zone: "UTC" } }, "2099-12-31T22:00:00.000Z")).toStrictEqual([
      LAST,
      LAST,
    ]);
  });
});

describe("a long queue", () => {
  test("of 10,000 takes 10,000 intervals", () => {
    expect(expectedTimes(due(10_000), IDLE, SPACED, NOON).at(-1)).toBe("2026-11-05T19:33:00.000Z");
  });

  test("of 10,000 with a quota of one takes 10,000 days", () => {
    expect(expectedTimes(due(10_000), IDLE, { ...SPACED, perDay: 1, quiet: NIGHT }, NOON).at(-1)).toBe("2054-03-20T11:00:00.000Z");
  });
});

describe("over any policy", () => {
  const START_MS = Date.parse("2026-11-03T09:00:00.000Z");
  const MINUTE_MS = 60_000;
  const DAY = 1440;

  interface Plan {
    readonly everyMinutes: number;
    readonly burst: number;
    readonly perDay: number | null;
    /** Minutes of the day. */
    readonly quiet: readonly [from: number, to: number] | null;
  }

  const plans: fc.Arbitrary<Plan> = fc.record({
    everyMinutes: fc.constantFrom(0, 1, 7, 60, 400),
    burst: fc.integer({ min: 1, max: 4 }),
    perDay: fc.option(fc.integer({ min: 1, max: 6 })),
    quiet: fc.option(fc.tuple(fc.nat({ max: DAY - 1 }), fc.nat({ max: DAY - 1 })).filter(([from, to]) => from !== to)),
  });
  const queues = fc
    .array(fc.integer({ min: -60, max: 2 * DAY }), { maxLength: 25, size: "max" })
    .map((queue) => queue.sort((a, b) => a - b));

  const clock = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  const instant = (minute: number) => new Date(START_MS + minute * MINUTE_MS).toISOString();

  /** A worker that looks at its watch every minute, with a bucket that a send empties by one and that fills again with time. */
  function patient({ everyMinutes, burst, perDay, quiet }: Plan, queue: readonly number[]): readonly number[] {
    const sent: number[] = [];
    let [filled, today] = [burst * everyMinutes, 0];
    for (let minute = 0; sent.length < queue.length; minute += 1) {
      const ofDay = (minute + 9 * 60) % DAY;
      if (ofDay === 0) today = 0;
      const [from, to] = quiet ?? [0, 0];
      const isQuiet = from < to ? from <= ofDay && ofDay < to : from > to && (from <= ofDay || ofDay < to);
      while ((queue[sent.length] ?? Number.POSITIVE_INFINITY) <= minute && !isQuiet && filled >= everyMinutes && today < (perDay ?? 1000)) {
        sent.push(minute);
        filled -= everyMinutes;
        today += 1;
      }
      filled = Math.min(filled + 1, burst * everyMinutes);
    }
    return sent;
  }

  test("they are the times at which a patient worker would send", () => {
    fc.assert(
      fc.property(plans, queues, (plan, queue) => {
        const policy: SendPolicy = {
          concurrency: 1,
          spacingMs: plan.everyMinutes * MINUTE_MS,
          burst: plan.burst,
          perDay: plan.perDay,
          quiet: plan.quiet === null ? null : { from: clock(plan.quiet[0]), to: clock(plan.quiet[1]), zone: "UTC" },
        };

        expect(expectedTimes(queue.map(instant), IDLE, policy, instant(0))).toStrictEqual(patient(plan, queue).map(instant));
      }),
      { numRuns: 200 },
    );
  });
});
