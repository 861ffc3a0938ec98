import { expect, test } from "vitest";
import { movedDate, shiftBetween, withDatesMoved } from "./moving-dates.ts";

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

test.each([
  ["2026-03-02 09:00:00", DAY + HOUR, "2026-03-03 10:00:00"],
  ["2026-03-02T09:00:00", HOUR, "2026-03-02T10:00:00"],
  ["2026-03-02T23:30:00.125Z", HOUR, "2026-03-03T00:30:00.125Z"],
  ["2026-03-02T09:00:00.5-03:00", HOUR, "2026-03-02T10:00:00.5-03:00"],
  ["2026-03-02 09:00", HOUR, "2026-03-02 10:00"],
  ["2026-03-02", DAY, "2026-03-03"],
  ["2026-03-02", HOUR, "2026-03-02"],
  ["0000-00-00 00:00:00", DAY, "0000-00-00 00:00:00"],
  ["1990-01-10", DAY, "1990-01-10"],
  ["2026-13-45", DAY, "2026-13-45"],
  ["20260302", DAY, "20260302"],
  ["ORDE_2026-03-02", DAY, "ORDE_2026-03-02"],
])("%s moved by %i ms is %s", (text, shift, expected) => {
  expect(movedDate(text, shift)).toBe(expected);
});

test("every date of a body moves, and nothing else does", () => {
  const body = { at: "2026-03-02 09:00:00", list: [{ day: "2026-03-02" }, 7, null, true], name: "Ana" };

  expect(withDatesMoved(body, DAY)).toEqual({ at: "2026-03-03 09:00:00", list: [{ day: "2026-03-03" }, 7, null, true], name: "Ana" });
});

test("the shift reads a time without offset in the vendor's zone, and is nothing for what is no date", () => {
  expect(shiftBetween("2026-03-02 09:00:00", "2026-03-02T12:00:01.000Z", "America/Sao_Paulo")).toBe(1000);
  expect(shiftBetween("0000-00-00 00:00:00", "2026-03-02T12:00:00.000Z", "UTC")).toBe(0);
  expect(shiftBetween(null, "2026-03-02T12:00:00.000Z", "UTC")).toBe(0);
});

test("the shift leads to the wished moment also across the end of summer time, where the text has no offset", () => {
  const [was, at] = ["2018-12-10 10:00:00", "2026-12-01T15:04:05.000Z"] as const;

  expect(movedDate(was, shiftBetween(was, at, "America/Sao_Paulo"))).toBe("2026-12-01 12:04:05");
  expect(movedDate(`${was}-02:00`, shiftBetween(`${was}-02:00`, at, "America/Sao_Paulo"))).toBe("2026-12-01 13:04:05-02:00");
});
