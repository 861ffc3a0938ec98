import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MAX_ATTEMPTS, nextAttemptAt } from "./backoff.ts";

const NOW = "2026-11-03T12:00:00.000Z";
const ALMOST_ONE = 1 - 2 ** -32;

function next(attemptsMade: number, drawn: number, retryAfterMs: number | null = null): string | null {
  return nextAttemptAt({ attemptsMade, now: NOW, random: () => drawn, retryAfterMs });
}

describe("the schedule", () => {
  test.each([
    // attempts made, shortest, as planned, longest
    [0, "2026-11-03T12:00:00.000Z", "2026-11-03T12:00:00.000Z", "2026-11-03T12:00:00.000Z"],
    [1, "2026-11-03T12:00:04.000Z", "2026-11-03T12:00:05.000Z", "2026-11-03T12:00:06.000Z"],
    [2, "2026-11-03T12:00:24.000Z", "2026-11-03T12:00:30.000Z", "2026-11-03T12:00:36.000Z"],
    [3, "2026-11-03T12:01:36.000Z", "2026-11-03T12:02:00.000Z", "2026-11-03T12:02:24.000Z"],
    [4, "2026-11-03T12:08:00.000Z", "2026-11-03T12:10:00.000Z", "2026-11-03T12:12:00.000Z"],
    [5, "2026-11-03T12:48:00.000Z", "2026-11-03T13:00:00.000Z", "2026-11-03T13:12:00.000Z"],
    [6, "2026-11-03T14:24:00.000Z", "2026-11-03T15:00:00.000Z", "2026-11-03T15:36:00.000Z"],
    [7, "2026-11-03T16:48:00.000Z", "2026-11-03T18:00:00.000Z", "2026-11-03T19:12:00.000Z"],
    [8, "2026-11-03T21:36:00.000Z", "2026-11-04T00:00:00.000Z", "2026-11-04T02:24:00.000Z"],
    [9, "2026-11-04T07:12:00.000Z", "2026-11-04T12:00:00.000Z", "2026-11-04T16:48:00.000Z"],
  ])("after %d attempts the next is between %s and %s and %s", (made, shortest, planned, longest) => {
    expect(next(made, 0)).toBe(shortest);
    expect(next(made, 0.5)).toBe(planned);
    expect(next(made, ALMOST_ONE)).toBe(longest);
  });

  test("ends after ten attempts", () => {
    expect(MAX_ATTEMPTS).toBe(10);
    expect(next(10, 0.5)).toBeNull();
    expect(next(11, 0.5)).toBeNull();
    expect(next(10, 0.5, 1000)).toBeNull();
  });
});

describe("a Retry-After", () => {
  test.each([
    ["lengthens the wait", 1, 8000, "2026-11-03T12:00:08.000Z"],
    ["of twice the wait is honoured", 1, 10_000, "2026-11-03T12:00:10.000Z"],
    ["of more than that is not", 1, 10_001, "2026-11-03T12:00:10.000Z"],
    ["of a day is cut to twice the wait", 3, 86_400_000, "2026-11-03T12:04:00.000Z"],
    ["does not shorten the wait", 2, 1000, "2026-11-03T12:00:30.000Z"],
    ["of nothing changes nothing", 2, 0, "2026-11-03T12:00:30.000Z"],
    ["does not delay a first attempt", 0, 5000, "2026-11-03T12:00:00.000Z"],
  ])("%s (%d made, %d ms)", (_what, made, retryAfterMs, at) => {
    expect(next(made, 0.5, retryAfterMs)).toBe(at);
  });

  test("counts against the wait as it was drawn", () => {
    expect(next(1, 0, 4500)).toBe("2026-11-03T12:00:04.500Z");
    expect(next(1, ALMOST_ONE, 4500)).toBe("2026-11-03T12:00:06.000Z");
  });
});

test("the next attempt is never before now, at least four fifths of its wait away and at most twice", () => {
  const seconds = [0, 5, 30, 120, 600, 3600, 10_800, 21_600, 43_200, 86_400];

  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 9 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      fc.option(fc.integer({ min: -1000, max: 200_000_000 })),
      (made, drawn, retryAfterMs) => {
        const waitMs = Date.parse(next(made, drawn, retryAfterMs) ?? "") - Date.parse(NOW);
        const planned = (seconds[made] ?? Number.NaN) * 1000;

        expect(waitMs).toBeGreaterThanOrEqual(planned * 0.8);
        expect(waitMs).toBeLessThanOrEqual(planned * (retryAfterMs === null ? 1.2 : 2));
      },
    ),
  );
});

test("chance is asked once for each attempt", () => {
  const draws: number[] = [];

  nextAttemptAt({ attemptsMade: 4, now: NOW, random: () => draws.push(0) * 0, retryAfterMs: null });

  expect(draws).toHaveLength(1);
});
