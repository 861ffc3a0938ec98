import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayOf, periodsOf, startOfDay, stepFor } from "./periods.ts";

const BRAZIL = "America/Sao_Paulo";

describe("periods", () => {
  it("are days of the zone, the first and the last cut where the report is", () => {
    expect(periodsOf("2026-11-03T05:00:00.000Z", "2026-11-05T03:00:00.000Z", BRAZIL, "day")).toEqual([
      { day: "2026-11-03", from: "2026-11-03T05:00:00.000Z", until: "2026-11-04T03:00:00.000Z" },
      { day: "2026-11-04", from: "2026-11-04T03:00:00.000Z", until: "2026-11-05T03:00:00.000Z" },
    ]);
  });

  it("are weeks from Monday, named by it", () => {
    expect(periodsOf("2026-11-05T12:00:00.000Z", "2026-11-10T12:00:00.000Z", BRAZIL, "week")).toEqual([
      { day: "2026-11-02", from: "2026-11-05T12:00:00.000Z", until: "2026-11-09T03:00:00.000Z" },
      { day: "2026-11-09", from: "2026-11-09T03:00:00.000Z", until: "2026-11-10T12:00:00.000Z" },
    ]);
  });

  it("are months of any length", () => {
    const months = periodsOf("2026-01-31T12:00:00.000Z", "2027-01-01T03:00:00.000Z", BRAZIL, "month");

    expect(months.map(({ day }) => day)).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((month) => `2026-${String(month).padStart(2, "0")}-01`),
    );
    expect(months[1]).toEqual({ day: "2026-02-01", from: "2026-02-01T03:00:00.000Z", until: "2026-03-01T03:00:00.000Z" });
  });

  it.each([
    ["summer time begins at midnight, which is left out", BRAZIL, "2018-11-04", "2018-11-04T03:00:00.000Z"],
    ["summer time ends at midnight, and the hour before comes twice", BRAZIL, "2018-02-18", "2018-02-18T03:00:00.000Z"],
    ["midnight itself comes twice", "America/Havana", "2026-11-01", "2026-11-01T04:00:00.000Z"],
    ["an offset of three quarters of an hour", "Asia/Kathmandu", "2026-11-03", "2026-11-02T18:15:00.000Z"],
  ])("begin a day rightly where %s", (_, zone, day, at) => {
    expect(startOfDay(day, zone)).toBe(at);
  });

  it("leave out a day that a country skipped", () => {
    const days = periodsOf("2011-12-29T12:00:00.000Z", "2012-01-01T00:00:00.000Z", "Pacific/Apia", "day");

    expect(days.map(({ day }) => day)).toEqual(["2011-12-29", "2011-12-31", "2012-01-01"]);
  });

  it("share out every moment between, once, each in the period of its day", () => {
    const zones = [BRAZIL, "America/Havana", "Asia/Beirut", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"];
    const moment = fc.integer({ min: Date.UTC(2010, 0, 1), max: Date.UTC(2030, 0, 1) });
    fc.assert(
      fc.property(fc.constantFrom(...zones), moment, fc.integer({ min: 1, max: 40 * 86_400_000 }), (zone, start, length) => {
        const [since, until] = [new Date(start).toISOString(), new Date(start + length).toISOString()];

        const periods = periodsOf(since, until, zone, "day");

        expect([periods[0]?.from, periods.at(-1)?.until]).toEqual([since, until]);
        for (const [at, { day, from, until: end }] of periods.entries()) {
          const last = new Date(Date.parse(end) - 1).toISOString();
          expect([dayOf(from, zone), dayOf(last, zone)]).toEqual([day, day]);
          if (at > 0) expect(from).toBe(periods[at - 1]?.until);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("are days for two months, weeks for a year, and then months", () => {
    const until = "2026-11-28T12:00:00.000Z";

    expect(["2026-10-29", "2026-09-01", "2025-11-28", "2024-01-01"].map((day) => stepFor(`${day}T00:00:00.000Z`, until))).toEqual([
      "day",
      "week",
      "week",
      "month",
    ]);
  });
});
