import { describe, expect, test } from "vitest";
import { CONTEXT, call, HOTTOK, outcome } from "../../../test/support/hotmart-calls.ts";
import { hotmart } from "./index.ts";

describe("admit", () => {
  test.each([
    ["{", "body.not-json"],
    ["", "body.not-json"],
    ["<xml/>", "body.not-json"],
    ["[]", "body.not-recognised"],
    ["null", "body.not-recognised"],
    ['{"event":"X"}', "body.not-recognised"],
    ['{"event":"X","data":[]}', "body.not-recognised"],
    ['{"event":5,"data":{}}', "body.not-recognised"],
    ['{"event":5,"buyerVO":{}}', "body.not-recognised"],
    ['{"cancellationDate":1}', "body.not-recognised"],
    ['{"switchPlanDate":1}', "body.not-recognised"],
    ['{"transaction":"HP1","status":"approved"}', "body.not-recognised"],
    ['{"event":"X","data":{}}', "taken"],
    ['{"buyerVO":{}}', "taken"],
    ['{"cancellationDate":1,"subscriberCode":"A"}', "taken"],
    ['{"cancellationDate":1,"subscriptionId":1}', "taken"],
    ['{"switchPlanDate":1,"newSubscriptionPlan":{}}', "taken"],
    ['{"prod":1,"transaction":"HP1","status":"approved"}', "taken"],
  ])("JSON %s: %s", (body, expected) => {
    const admitted = hotmart.admit(call(body));

    expect(admitted.ok ? "taken" : admitted.error.code).toBe(expected);
  });

  test.each([
    ["transaction=HP1&status=never-seen", "application/x-www-form-urlencoded", "taken"],
    ["transaction=HP1&status=approved", "text/plain", "taken"],
    ["transaction=HP1&status=approved", "application/json", "taken"],
    ["name=x", "application/x-www-form-urlencoded", "body.not-recognised"],
    ["name=x", "application/json", "body.not-json"],
    ["no form", "application/x-www-form-urlencoded", "body.not-form"],
  ])("%s as %s: %s", (body, type, expected) => {
    const admitted = hotmart.admit(call(body, [["content-type", type]]));

    expect(admitted.ok ? "taken" : admitted.error.code).toBe(expected);
  });

  test("tells broken JSON of a genuine sender from a forgery", () => {
    const broken = call('{"id":', [["X-HOTMART-HOTTOK", HOTTOK]]);

    expect(outcome(broken)).toBe("accepted");
    expect(hotmart.admit(broken)).toEqual({ ok: false, error: { code: "body.not-json" } });
    expect(hotmart.normalize(broken, CONTEXT)).toEqual({ ok: false, error: { code: "body.not-json" } });
  });
});
