import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { retryAfterMs } from "./retry-after.ts";

const NOW = "2026-11-03T12:00:00.000Z";

describe("a wait in seconds", () => {
  test.each([
    ["0", 0],
    ["1", 1000],
    ["120", 120_000],
    [" 120 ", 120_000],
    ["+5", 5000],
    ["0007", 7000],
    ["1.5", 1500],
    ["0.0001", 1],
    ["86400", 86_400_000],
  ])("%j is %d ms", (value, ms) => {
    expect(retryAfterMs(value, NOW)).toBe(ms);
  });

  test("that is negative is none", () => {
    expect(retryAfterMs("-1", NOW)).toBe(0);
    expect(retryAfterMs("-0", NOW)).toBe(0);
    expect(retryAfterMs("-99999999999999999999", NOW)).toBe(0);
  });

  test.each(["86401", "604800", "99999999999999999999", "9".repeat(400)])("%s is cut to a day", (value) => {
    expect(retryAfterMs(value, NOW)).toBe(86_400_000);
  });
});

describe("a date in any form that HTTP knows", () => {
  test.each([
    ["Tue, 03 Nov 2026 12:02:00 GMT", 120_000, "IMF-fixdate"],
    ["Tuesday, 03-Nov-26 12:02:00 GMT", 120_000, "rfc850"],
    ["Tue Nov  3 12:02:00 2026", 120_000, "asctime, one digit of the day"],
    ["Tue Nov 03 12:02:00 2026", 120_000, "asctime, two digits"],
    ["tue, 03 nov 2026 12:02:00 gmt", 120_000, "small letters"],
    ["Mon, 03 Nov 2026 12:02:00 GMT", 120_000, "the wrong day of the week"],
    ["Tue, 03 Nov 2026 12:00:60 GMT", 60_000, "a leap second"],
    ["Wed, 04 Nov 2026 12:00:00 GMT", 86_400_000, "a day away"],
    ["Wed, 04 Nov 2026 12:00:01 GMT", 86_400_000, "more than a day away"],
    ["Fri, 31 Dec 9999 23:59:59 GMT", 86_400_000, "absurdly far away"],
  ])("%s is %d ms away (%s)", (value, ms) => {
    expect(retryAfterMs(value, NOW)).toBe(ms);
  });

  test.each([
    ["Tue, 03 Nov 2026 12:00:00 GMT"],
    ["Tue, 03 Nov 2026 11:59:59 GMT"],
    ["Sun, 06 Nov 1994 08:49:37 GMT"],
    ["Sunday, 06-Nov-94 08:49:37 GMT"],
    ["Sun Nov  6 08:49:37 1994"],
    ["Thu, 01 Jan 1970 00:00:00 GMT"],
    ["Mon, 01 Jan 0001 00:00:00 GMT"],
  ])("%s is past, so no wait", (value) => {
    expect(retryAfterMs(value, NOW)).toBe(0);
  });

  test("with a year of two digits lies at most 50 years ahead", () => {
    expect(retryAfterMs("Tuesday, 03-Nov-76 12:00:00 GMT", NOW)).toBe(86_400_000);
    expect(retryAfterMs("Thursday, 03-Nov-77 12:00:00 GMT", NOW)).toBe(0);
  });

  test("with a year of two digits is of the century that we are in", () => {
    expect(retryAfterMs("Friday, 01-Jan-99 00:00:05 GMT", "2099-01-01T00:00:00.000Z")).toBe(5000);
  });

  test("counts the milliseconds of now", () => {
    expect(retryAfterMs("Tue, 03 Nov 2026 12:00:01 GMT", "2026-11-03T12:00:00.250Z")).toBe(750);
  });
});

describe("anything else", () => {
  test.each([
    [undefined],
    [""],
    ["  "],
    ["soon"],
    ["-"],
    ["5s"],
    ["5,"],
    ["1e3"],
    ["0x10"],
    ["1."],
    [".5"],
    ["NaN"],
    ["Infinity"],
    ["120, 240"],
    ["2026-11-03T12:02:00Z"],
    ["Tue, 03 Nov 2026 12:02:00"],
    ["Tue, 03 Nov 2026 12:02:00 BRT"],
    ["Tue, 03 Nov 2026 12:02:00 +0000"],
    ["Tue, 3 Nov 2026 12:02:00 GMT"],
    ["Tue, 03 Foo 2026 12:02:00 GMT"],
    ["Tue, 31 Nov 2026 12:02:00 GMT"],
    ["Tue, 00 Nov 2026 12:02:00 GMT"],
    ["Sun, 29 Feb 2026 12:02:00 GMT"],
    ["Tue, 03 Nov 2026 24:00:00 GMT"],
    ["Tue, 03 Nov 2026 12:60:00 GMT"],
    ["Tue, 03 Nov 2026 12:00:61 GMT"],
    ["Tuesday, 03-Nov-2026 12:02:00 GMT"],
    ["Tue Nov 0 12:02:00 2026"],
    ["Tue Nov 3 12:02:00 2026 GMT"],
  ])("%j says nothing", (value) => {
    expect(retryAfterMs(value, NOW)).toBeNull();
  });

  test("whatever was sent, the answer is null or between nothing and a day", () => {
    const dateLike = fc
      .tuple(fc.constantFrom("Tue, ", "Tuesday, ", "Tue "), fc.stringMatching(/^[\d :A-Za-z-]{0,30}$/), fc.constantFrom("", " GMT"))
      .map((parts) => parts.join(""));

    fc.assert(
      fc.property(fc.oneof(fc.string(), dateLike, fc.double().map(String), fc.date().map(String)), (value) => {
        const ms = retryAfterMs(value, NOW) ?? 0;

        expect(ms >= 0 && ms <= 86_400_000).toBe(true);
      }),
    );
  });

  test("every second around now is read as itself in all three forms", () => {
    const two = (number: number) => String(number).padStart(2, "0");

    fc.assert(
      fc.property(fc.integer({ min: 0, max: 43_199 }), (seconds) => {
        const time = `${two(12 + Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;

        expect(retryAfterMs(`Tue, 03 Nov 2026 ${time} GMT`, NOW)).toBe(seconds * 1000);
        expect(retryAfterMs(`Tuesday, 03-Nov-26 ${time} GMT`, NOW)).toBe(seconds * 1000);
        expect(retryAfterMs(`Tue Nov  3 ${time} 2026`, NOW)).toBe(seconds * 1000);
      }),
    );
  });
});
