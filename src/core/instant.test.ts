import { describe, expect, test } from "vitest";
import { instantAfter, instantFromEpoch, instantFromMs, LAST_INSTANT, readInstant, wallClock } from "./instant.ts";

const SAO_PAULO = "America/Sao_Paulo";

describe("a time without an offset is read in the given zone, with the zone's history", () => {
  test.each([
    ["2026-11-03T10:22:41.507", "2026-11-03T13:22:41.507Z", "no summer time since 2019"],
    ["2026-12-25T10:00:00", "2026-12-25T13:00:00.000Z", "no summer time in December either"],
    ["2018-12-01T10:00", "2018-12-01T12:00:00.000Z", "summer time of 2018"],
    ["2018-07-01T10:00", "2018-07-01T13:00:00.000Z", "winter of 2018"],
    ["2019-02-16T22:59:59", "2019-02-17T00:59:59.000Z", "last hours of the last summer time"],
    ["2019-02-17T00:00:00", "2019-02-17T03:00:00.000Z", "first moment after it"],
    ["2018-11-03T23:59:59", "2018-11-04T02:59:59.000Z", "last second before summer time"],
    ["2018-11-04T01:00:00", "2018-11-04T03:00:00.000Z", "first second of it"],
    ["2019-02-16T23:30:00", "2019-02-17T01:30:00.000Z", "an hour that came twice is the earlier one"],
  ])("%s in São Paulo is %s (%s)", (text, at) => {
    expect(readInstant(text, SAO_PAULO)).toStrictEqual({ at, zoneAssumed: true });
  });

  test("another zone gives another instant", () => {
    expect(readInstant("2026-11-03T10:00:00", "UTC")?.at).toBe("2026-11-03T10:00:00.000Z");
    expect(readInstant("2026-11-03T10:00:00", "America/Manaus")?.at).toBe("2026-11-03T14:00:00.000Z");
  });

  test("an unknown zone gives no instant", () => {
    expect(readInstant("2026-11-03T10:00:00", "Brazil/Nowhere")).toBeNull();
  });
});

describe("an offset in the text counts, not the zone", () => {
  test.each([
    ["2026-11-03T13:22:41.507Z", "2026-11-03T13:22:41.507Z"],
    ["2026-11-03T13:22:41z", "2026-11-03T13:22:41.000Z"],
    ["2026-11-03T10:22:41-03:00", "2026-11-03T13:22:41.000Z"],
    ["2026-11-03T10:22:41-0300", "2026-11-03T13:22:41.000Z"],
    ["2026-11-03T11:22:41.5-02", "2026-11-03T13:22:41.500Z"],
    ["2026-11-03T10:22:41 -03:00", "2026-11-03T13:22:41.000Z"],
    ["2026-11-03T18:52:41+05:30", "2026-11-03T13:22:41.000Z"],
    ["2026-11-04T03:22:41+14:00", "2026-11-03T13:22:41.000Z"],
    ["2018-12-01T10:00:00-03:00", "2018-12-01T13:00:00.000Z"],
  ])("%s is %s", (text, at) => {
    expect(readInstant(text, SAO_PAULO)).toStrictEqual({ at, zoneAssumed: false });
  });
});

describe("the spellings of a date", () => {
  test.each([
    ["2026-11-03", "2026-11-03T00:00:00.000Z"],
    ["2026-11-03T10:22", "2026-11-03T10:22:00.000Z"],
    ["2026-11-03 10:22:41", "2026-11-03T10:22:41.000Z"],
    ["  2026-11-03 10:22:41\n", "2026-11-03T10:22:41.000Z"],
    ["2026-11-03T10:22:41,5", "2026-11-03T10:22:41.500Z"],
    ["2026-11-03T10:22:41.123456789", "2026-11-03T10:22:41.123Z"],
    ["2028-02-29", "2028-02-29T00:00:00.000Z"],
    ["2000-01-01", "2000-01-01T00:00:00.000Z"],
    ["2099-12-31T23:59:59.999", "2099-12-31T23:59:59.999Z"],
  ])("%j is read", (text, at) => {
    expect(readInstant(text, "UTC")?.at).toBe(at);
  });

  test.each([
    ["2026-02-30"],
    ["2026-02-29"],
    ["2026-04-31"],
    ["2026-13-01"],
    ["2026-00-10"],
    ["2026-01-00"],
    ["2026-11-03T24:00:00"],
    ["2026-11-03T10:60:00"],
    ["2026-11-03T10:00:60"],
    ["2026-11-03T10:00:00+24:00"],
    ["2026-11-03T10:00:00-03:60"],
    ["2026-11-03T10:00:00+99:99"],
    ["2026-11"],
    ["2026"],
    ["03/11/2026"],
    ["2026-1-3"],
    ["20261103"],
    ["2026-11-03T10"],
    ["2026-11-03T10:00:00.Z"],
    ["2026-11-03 foo"],
    [""],
    ["now"],
    ["1999-12-31T23:59:59Z"],
    ["2100-01-01T00:00:00Z"],
    ["0026-11-03"],
    ["9999-12-31"],
  ])("%j is no date of a sale", (text) => {
    expect(readInstant(text, "UTC")).toBeNull();
  });
});

describe("an epoch number", () => {
  test.each([
    [1793712161507, "2026-11-03T13:22:41.507Z"],
    [1793712161, "2026-11-03T13:22:41.000Z"],
    [1793712161.507, "2026-11-03T13:22:41.507Z"],
    [946684800, "2000-01-01T00:00:00.000Z"],
    [946684800000, "2000-01-01T00:00:00.000Z"],
  ])("%d is seconds or milliseconds by its magnitude", (value, at) => {
    expect(instantFromEpoch(value)).toBe(at);
  });

  test.each([
    [0],
    [-1793712161],
    [-1793712161507],
    [946684799],
    [4102444800],
    [4102444800000],
    [1793712161507000],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
  ])("%d is no plausible moment", (value) => {
    expect(instantFromEpoch(value)).toBeNull();
  });

  test("milliseconds are never taken for seconds where the unit is known", () => {
    expect(instantFromMs(1793712161507)).toBe("2026-11-03T13:22:41.507Z");
    expect(instantFromMs(1793712161)).toBeNull();
    expect(instantFromMs(Number.NaN)).toBeNull();
  });
});

describe("the clocks of a zone", () => {
  test.each([
    ["2026-11-03T13:22:41.507Z", SAO_PAULO, "2026-11-03T10:22:41.507"],
    ["2026-11-03T02:59:59.999Z", SAO_PAULO, "2026-11-02T23:59:59.999"],
    ["2018-11-04T02:59:59.999Z", SAO_PAULO, "2018-11-03T23:59:59.999"],
    ["2018-11-04T03:00:00.000Z", SAO_PAULO, "2018-11-04T01:00:00.000"],
    ["2019-02-17T01:30:00.000Z", SAO_PAULO, "2019-02-16T23:30:00.000"],
    ["2019-02-17T02:30:00.000Z", SAO_PAULO, "2019-02-16T23:30:00.000"],
    ["2026-11-03T13:22:41.507Z", "Asia/Kathmandu", "2026-11-03T19:07:41.507"],
    ["2026-11-03T13:22:41.507Z", "UTC", "2026-11-03T13:22:41.507"],
  ])("show at %s in %s %s", (at, zone, shown) => {
    expect(wallClock(at, zone)).toBe(shown);
  });

  test("show nothing where there is no such zone", () => {
    expect(wallClock("2026-11-03T13:22:41.507Z", "Brazil/Nowhere")).toBeNull();
  });
});

describe("an instant some time after another", () => {
  test.each([
    [0, "2026-12-31T23:59:59.999Z"],
    [1, "2027-01-01T00:00:00.000Z"],
    [-60_000, "2026-12-31T23:58:59.999Z"],
    [86_400_000, "2027-01-01T23:59:59.999Z"],
  ])("%d ms later is %s", (ms, at) => {
    expect(instantAfter("2026-12-31T23:59:59.999Z", ms)).toBe(at);
  });

  test("is never later than the last moment that we count", () => {
    expect(LAST_INSTANT).toBe("2099-12-31T23:59:59.999Z");
    expect(instantAfter("2099-12-31T23:59:59.998Z", 1)).toBe(LAST_INSTANT);
    expect(instantAfter("2099-12-31T23:59:59.998Z", 2)).toBe(LAST_INSTANT);
    expect(instantAfter("2026-11-03T13:22:41.507Z", Number.MAX_SAFE_INTEGER)).toBe(LAST_INSTANT);
  });
});

test("instants sort as text in the order of time", () => {
  const texts = ["2026-11-03T10:00:00-03:00", "2026-11-03T12:59:59Z", "2026-11-03T13:00:00.001Z"];
  const instants = texts.map((text) => readInstant(text, "UTC")?.at ?? "");

  expect([...instants].sort()).toStrictEqual(["2026-11-03T12:59:59.000Z", "2026-11-03T13:00:00.000Z", "2026-11-03T13:00:00.001Z"]);
});
