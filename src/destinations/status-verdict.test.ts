import { describe, expect, test } from "vitest";
import { statusVerdict } from "./status-verdict.ts";

describe("the status of an answer", () => {
  test.each([
    [200, "delivered", null],
    [201, "delivered", null],
    [204, "delivered", null],
    [299, "delivered", null],
    [301, "refused", "answer.redirect"],
    [302, "refused", "answer.redirect"],
    [307, "refused", "answer.redirect"],
    [308, "refused", "answer.redirect"],
    [304, "refused", "answer.redirect"],
    [400, "refused", "answer.refused"],
    [401, "refused", "answer.no-entry"],
    [403, "refused", "answer.no-entry"],
    [404, "refused", "answer.not-found"],
    [405, "refused", "answer.refused"],
    [408, "retry", "answer.later"],
    [409, "refused", "answer.refused"],
    [410, "gone", "answer.gone"],
    [422, "refused", "answer.refused"],
    [423, "retry", "answer.later"],
    [425, "retry", "answer.later"],
    [429, "retry", "answer.later"],
    [500, "retry", "answer.later"],
    [501, "refused", "answer.refused"],
    [502, "retry", "answer.later"],
    [503, "retry", "answer.later"],
    [504, "retry", "answer.later"],
    [599, "retry", "answer.later"],
    [101, "retry", "answer.later"],
  ])("%d is %s", (status, kind, code) => {
    const verdict = statusVerdict(status);

    expect([verdict.kind, "reason" in verdict ? verdict.reason.code : null]).toEqual([kind, code]);
  });
});
