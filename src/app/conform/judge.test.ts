import { describe, expect, test } from "vitest";
import type { AnswerRule } from "../../providers/conformance.ts";
import { atLevel, expectationOf, verdictOf, worstOf } from "./judge.ts";

const REFUSED: AnswerRule = { "401": "passed", "404": "failed", "4xx": "warned" };

describe("what a status means", () => {
  test.each([
    [401, "passed"],
    [404, "failed"],
    [400, "warned"],
    [499, "warned"],
    [200, "failed"],
    [302, "failed"],
    [500, "failed"],
  ])("%i is judged by its own row, then by its class, else fails", (status, verdict) => {
    expect(verdictOf(REFUSED, status)).toBe(verdict);
  });

  test("the worst of several calls is the check's, and what is only advised warns", () => {
    expect([worstOf([]), worstOf(["passed", "warned"]), worstOf(["warned", "failed", "passed"])]).toEqual(["passed", "warned", "failed"]);
    expect([atLevel("failed", "should"), atLevel("failed", "must"), atLevel("passed", "should")]).toEqual(["warned", "failed", "passed"]);
  });
});

describe("what is expected", () => {
  const RULES: readonly (readonly [AnswerRule, string])[] = [
    [{ "2xx": "passed" }, "2xx"],
    [{ "200": "passed" }, "200"],
    [{ "200": "passed", "2xx": "warned" }, "200"],
    [{ "404": "failed", "4xx": "passed" }, "4xx (≠ 404)"],
    [REFUSED, "401"],
    [{ "404": "failed", "2xx": "passed", "3xx": "passed", "4xx": "passed", "5xx": "passed" }, "≠ 404"],
  ];
  test.each(RULES)("of %j is said as %s", (rule, said) => {
    expect(expectationOf(rule)).toBe(said);
  });
});
