import { expect, test } from "vitest";
import { spanText } from "./span.ts";

test.each([
  [0, "0 s"],
  [0.4, "0 ms"],
  [350, "350 ms"],
  [1_000, "1 s"],
  [5_400, "5 s"],
  [60_000, "1 min"],
  [60_023, "1 min"],
  [75_000, "1 min 15 s"],
  [660_000, "11 min"],
  [4_260_000, "1 h 11 min"],
  [4_265_000, "1 h 11 min"],
  [7_200_000, "2 h"],
  [86_400_000, "1 d"],
  [90_061_000, "1 d 1 h"],
  [1_209_600_000, "14 d"],
])("%d ms is %s", (ms, text) => {
  expect(spanText(ms)).toBe(text);
});
