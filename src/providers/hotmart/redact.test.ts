import { describe, expect, test } from "vitest";
import {
  accepting,
  CREDENTIALS,
  call,
  facts,
  fixture,
  HOTTOK,
  NAMES,
  NOW,
  OTHER_CASE,
  outcome,
  sent,
} from "../../../test/support/hotmart-calls.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import { hotmart } from "./index.ts";

describe("redact and sign", () => {
  test("leaves the very bytes of a body without hottok", () => {
    const request = fixture("purchase.approved.2.0.0").withHeader("X-Hotmart-Hottok", HOTTOK);
    const bare = hotmart.redact(request);

    expect(bare.body).toBe(request.body);
    expect(bare.headers).toEqual([["content-type", "application/json"]]);
  });

  test.each([
    ['{ "hottok" : "a,}\\"b" , "price":597.0,"text":"\\u00e1" }', '{ "price":597.0,"text":"\\u00e1" }'],
    ['{"price":597.0, "hottok":"x"}', '{"price":597.0}'],
    ['{"hottok":"x"}', "{}"],
    ['{"hottok":"x","data":{"hottok":"kept"},"hottok":{"a":[1,2]}}', '{"data":{"hottok":"kept"}}'],
    ['{"name":"what is a hottok"}', '{"name":"what is a hottok"}'],
    ["a=%20b+c&hottok=x&d=", "a=%20b+c&d="],
    ["hottok=x&a=1&hottok=y", "a=1"],
    ["a=hottok", "a=hottok"],
    ['["hottok"]', '["hottok"]'],
    ["hottok", "hottok"],
  ])("cuts %s", (body, expected) => {
    expect(hotmart.redact(call(body)).text()).toBe(expected);
  });

  test("puts the hottok where each version carries it", () => {
    const signed = (name: string): InboundRequest => hotmart.sign(fixture(name), CREDENTIALS, NOW);

    expect(signed("purchase.approved.2.0.0").header("x-hotmart-hottok")).toBe(HOTTOK);
    expect(signed("purchase.approved.1.0.0-form").text()).toMatch(new RegExp(`^hottok=${HOTTOK}&`));
    expect(signed("subscription.canceled.1.0.0-json").text()).toContain(`{"hottok":"${HOTTOK}",`);
    expect(signed("purchase.approved.1.0.0-form.as-json").text()).toContain(`{"hottok":"${HOTTOK}",`);
  });

  test("leaves bytes that are no UTF-8 as they came", () => {
    const latin1 = Buffer.from('{"hottok":"x","status":"approved","transaction":"HP1","name":"Jo\xe3o"}', "latin1");

    expect(Buffer.from(hotmart.redact(call("").withBody(latin1)).body)).toEqual(
      Buffer.from('{"status":"approved","transaction":"HP1","name":"Jo\xe3o"}', "latin1"),
    );
  });

  test.each(NAMES)("%s survives being signed, verified and redacted", (name) => {
    const request = fixture(name);
    const signed = hotmart.sign(request, CREDENTIALS, NOW);

    expect(outcome(signed)).toBe("accepted");
    expect(outcome(signed, accepting(OTHER_CASE))).toBe("credential.wrong");
    expect(hotmart.redact(signed).text()).toBe(request.text());
    expect(hotmart.redact(signed).headers).toEqual(request.headers);
    expect(facts(signed)).toEqual(facts(request));
  });

  test("replaces a hottok of another account and takes the newest value", () => {
    const foreign = sent(OTHER_CASE, OTHER_CASE);
    const signed = hotmart.sign(foreign, accepting(HOTTOK, "older"), NOW);

    expect(outcome(signed)).toBe("accepted");
    expect(signed.text()).not.toContain(OTHER_CASE);
  });

  test("signs with its own sample on an empty home, and with nothing when there is nothing", () => {
    const sample = hotmart.sampleCredentials();

    expect(outcome(hotmart.sign(sent(null, null), sample, NOW), sample)).toBe("accepted");
    expect(outcome(hotmart.sign(sent(HOTTOK, null), new Map(), NOW))).toBe("credential.absent");
  });
});
