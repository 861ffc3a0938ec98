import { describe, expect, it } from "vitest";
import { median, percentile } from "./percentile.ts";

describe("median and percentile", () => {
  it.each([
    [[], null, null],
    [[7], 7, 7],
    [[1, 4], 2.5, 4],
    [[1, 2, 30], 2, 30],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5.5, 9],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 6, 10],
  ])("of %j are %s and, for 90 %%, %s", (values, middle, ninety) => {
    expect([median(values), percentile(values, 0.9)]).toEqual([middle, ninety]);
  });
});
