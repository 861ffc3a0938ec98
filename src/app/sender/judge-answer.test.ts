import { describe, expect, test } from "vitest";
import { type Answer, failureOf, mayHaveTaken } from "./judge-answer.ts";

const answered = (status: number): Answer => ({ kind: "answered", status, ms: 3 });

describe("failureOf", () => {
  test.each([
    [200, null, null],
    [201, null, "other-success"],
    [204, null, "other-success"],
    [299, null, "other-success"],
    [300, "redirect", "redirect"],
    [301, "redirect", "redirect"],
    [399, "redirect", "redirect"],
    [400, "refused", "refused"],
    [404, "refused", "refused"],
    [499, "refused", "refused"],
    [500, "server-error", "server-error"],
    [503, "server-error", "server-error"],
    [199, "no-final-status", "no-final-status"],
  ] as const)("%i: %s where any 2xx is success, %s where only 200 is", (status, anySuccess, only200) => {
    expect([failureOf(answered(status), "2xx"), failureOf(answered(status), "200")]).toEqual([anySuccess, only200]);
  });

  test("no answer is a failure of its own kind", () => {
    expect(failureOf({ kind: "too-late" }, "2xx")).toBe("too-late");
    expect(failureOf({ kind: "no-answer", reason: "ECONNREFUSED" }, "2xx")).toBe("no-answer");
  });
});

describe("mayHaveTaken", () => {
  test.each([
    ["too-late", true],
    ["other-success", true],
    ["no-answer", false],
    ["redirect", false],
    ["refused", false],
    ["server-error", false],
    ["no-final-status", false],
    [null, false],
  ] as const)("%s: %s", (failure, expected) => {
    expect(mayHaveTaken(failure)).toBe(expected);
  });
});
