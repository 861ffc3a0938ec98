import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quietUntil, readQuietHours } from "./quiet-hours.ts";

const SAO_PAULO = "America/Sao_Paulo";
const NIGHT = { from: "21:00", to: "08:00", zone: SAO_PAULO };

describe("quiet hours as text", () => {
  test.each([
    ["21:00-08:00", "21:00", "08:00"],
    ["21:00-8:00", "21:00", "08:00"],
    [" 9:05 - 17:30 ", "09:05", "17:30"],
    ["00:00–23:59", "00:00", "23:59"],
    ["23:59-00:00", "23:59", "00:00"],
  ])("%j are from %s to %s", (text, from, to) => {
    expect(readQuietHours(text)).toStrictEqual({ ok: true, value: { from, to } });
  });

  test.each([
    "",
    "21:00",
    "21:00-",
    "-08:00",
    "21-08",
    "24:00-08:00",
    "21:60-08:00",
    "21:0-08:00",
    "21h-8h",
    "21:00-08:00-09:00",
    "123:00-08:00",
  ])("%j are refused", (text) => {
    expect(readQuietHours(text)).toStrictEqual({ ok: false, error: { code: "quiet-hours.unreadable", params: { given: text } } });
  });

  test.each(["08:00-08:00", "8:00-08:00", "00:00-0:00"])("%j could mean all or nothing", (text) => {
    expect(readQuietHours(text)).toStrictEqual({ ok: false, error: { code: "quiet-hours.empty", params: { given: text } } });
  });
});

describe("a night in São Paulo", () => {
  test.each<[string, string | null, string]>([
    ["2026-11-03T23:59:59.999Z", null, "a moment before nine"],
    ["2026-11-04T00:00:00.000Z", "2026-11-04T11:00:00.000Z", "nine in the evening"],
    ["2026-11-04T02:59:59.999Z", "2026-11-04T11:00:00.000Z", "before midnight"],
    ["2026-11-04T03:00:00.000Z", "2026-11-04T11:00:00.000Z", "midnight"],
    ["2026-11-04T10:59:59.999Z", "2026-11-04T11:00:00.000Z", "a moment before eight"],
    ["2026-11-04T11:00:00.000Z", null, "eight in the morning"],
    ["2026-11-04T15:00:00.000Z", null, "noon"],
  ])("at %s ends at %s (%s)", (now, until) => {
    expect(quietUntil(NIGHT, now)).toBe(until);
  });
});

describe("a rest at noon", () => {
  const NOON = { from: "12:00", to: "13:30", zone: "UTC" };

  test.each([
    ["2026-11-03T11:59:59.999Z", null],
    ["2026-11-03T12:00:00.000Z", "2026-11-03T13:30:00.000Z"],
    ["2026-11-03T13:29:59.999Z", "2026-11-03T13:30:00.000Z"],
    ["2026-11-03T13:30:00.000Z", null],
    ["2026-11-03T00:00:00.000Z", null],
  ])("at %s ends at %s", (now, until) => {
    expect(quietUntil(NOON, now)).toBe(until);
  });
});

describe("a night in which clocks change", () => {
  test.each([
    // Summer time began on 4 November 2018: 23:59:59 was followed by 01:00, at 03:00 UTC.
    ["21:00", "08:00", "2018-11-04T00:00:00.000Z", "2018-11-04T10:00:00.000Z", "is an hour shorter"],
    ["21:00", "00:30", "2018-11-04T01:00:00.000Z", "2018-11-04T03:00:00.000Z", "ends with the jump over its end"],
    ["21:00", "00:00", "2018-11-04T01:00:00.000Z", "2018-11-04T03:00:00.000Z", "ends with the jump at its end"],
    ["21:00", "01:00", "2018-11-04T01:00:00.000Z", "2018-11-04T03:00:00.000Z", "ends when the jump is over"],
    ["01:00", "00:30", "2018-11-04T01:00:00.000Z", "2018-11-05T02:30:00.000Z", "goes on when the hour awake is skipped"],
    // It ended on 17 February 2019: 23:59:59 was followed by 23:00, at 02:00 UTC.
    ["21:00", "08:00", "2019-02-17T00:00:00.000Z", "2019-02-17T11:00:00.000Z", "is an hour longer"],
    ["21:00", "23:30", "2019-02-17T01:00:00.000Z", "2019-02-17T01:30:00.000Z", "ends the first time that it is over"],
    ["21:00", "23:30", "2019-02-17T02:00:00.000Z", "2019-02-17T02:30:00.000Z", "comes again with the hour that comes twice"],
    ["23:30", "08:00", "2019-02-17T01:45:00.000Z", "2019-02-17T02:00:00.000Z", "pauses when clocks go back before it"],
  ])("from %s to %s at %s ends at %s: it %s", (from, to, now, until) => {
    expect(quietUntil({ from, to, zone: SAO_PAULO }, now)).toBe(until);
  });
});

test("a zone that does not exist has no quiet time", () => {
  expect(quietUntil({ ...NIGHT, zone: "Brazil/Nowhere" }, "2026-11-04T03:00:00.000Z")).toBeNull();
});

test("a quiet time that lasts beyond the years that we count ends with them", () => {
  expect(quietUntil({ ...NIGHT, zone: "UTC" }, "2099-12-31T22:00:00.000Z")).toBe("2099-12-31T23:59:59.999Z");
});

/** Hours and minutes as the platform shows them, without our own reading of zones. */
function shown(zone: string): (ms: number) => string {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return (ms) => format.format(new Date(ms));
}

describe.each([
  // Around a change of clocks, by an hour or by half of one; Apia left out a whole day.
  [SAO_PAULO, "2018-11-03T00:00:00.000Z"],
  [SAO_PAULO, "2019-02-16T00:00:00.000Z"],
  ["America/New_York", "2026-03-07T12:00:00.000Z"],
  ["Australia/Lord_Howe", "2026-10-03T00:00:00.000Z"],
  ["Australia/Lord_Howe", "2026-04-04T00:00:00.000Z"],
  ["Pacific/Apia", "2011-12-29T12:00:00.000Z"],
  ["Asia/Kathmandu", "2026-11-03T00:00:00.000Z"],
])("in %s from %s on", (zone, begin) => {
  const clock = shown(zone);
  const time = fc
    .integer({ min: 0, max: 1439 })
    .map((minute) => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`);

  test("the quiet time ends with the first minute that is not in it", () => {
    fc.assert(
      fc.property(time, time, fc.integer({ min: 0, max: 2 * 86_400_000 }), (from, to, afterMs) => {
        fc.pre(from !== to);
        const nowMs = Date.parse(begin) + afterMs;
        const isQuiet = (ms: number) => (from < to ? clock(ms) >= from && clock(ms) < to : clock(ms) >= from || clock(ms) < to);
        let endMs = Math.floor(nowMs / 60_000) * 60_000;
        while (isQuiet(endMs)) endMs += 60_000;

        const until = isQuiet(nowMs) ? new Date(endMs).toISOString() : null;

        expect(quietUntil({ from, to, zone }, new Date(nowMs).toISOString())).toBe(until);
      }),
      { numRuns: 60 },
    );
  });
});
