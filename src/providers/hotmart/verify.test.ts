import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { accepting, call, HOTTOK, JSON_BODY, OTHER_CASE, outcome, sent } from "../../../test/support/hotmart-calls.ts";
import { InboundRequest } from "../../core/http-message.ts";
import { Secret } from "../../core/secret.ts";

describe("verify", () => {
  test.each([
    ["header only", HOTTOK, null, "accepted"],
    ["body only", null, HOTTOK, "accepted"],
    ["first letter in the other case", OTHER_CASE, null, "credential.wrong"],
    ["nothing at all", null, null, "credential.absent"],
    ["right header, other body", HOTTOK, OTHER_CASE, "credential.conflicting"],
    ["other header, right body", OTHER_CASE, HOTTOK, "credential.conflicting"],
    ["empty header, right body", "", HOTTOK, "accepted"],
    ["blank header, wrong body", "  ", OTHER_CASE, "credential.wrong"],
    ["the same in both", HOTTOK, HOTTOK, "accepted"],
    ["right header, empty body field", HOTTOK, "", "accepted"],
    ["empty header, empty body field", "", "", "credential.absent"],
    ["white space around", ` ${HOTTOK}\t`, null, "accepted"],
    ["white space inside", `${HOTTOK.slice(0, 5)} ${HOTTOK.slice(5)}`, null, "credential.wrong"],
    ["truncated", HOTTOK.slice(0, -1), null, "credential.wrong"],
    ["one character more", `${HOTTOK}0`, null, "credential.wrong"],
  ])("%s", (_, inHeader, inBody, expected) => {
    expect(outcome(sent(inHeader, inBody))).toBe(expected);
  });

  test("knows the vector of the note by its digest", () => {
    const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

    expect(digest(HOTTOK)).toBe("4bdba5ca98f86a60ef5fd9e6e2e3405a822868a58f3994598613f115b6a3dff8");
    expect(digest(OTHER_CASE)).toMatch(/^d6ffdd76/);
  });

  test.each([
    ["no credentials", new Map()],
    ["an empty list", accepting()],
    ["only values that verify nothing", new Map([["basic", [new Secret(HOTTOK)]]])],
  ])("refuses the right hottok with %s", (_, credentials) => {
    expect(outcome(sent(HOTTOK, HOTTOK), credentials)).toBe("credential.not-configured");
  });

  test("accepts every value of a rotation, in either place, and no third one", () => {
    const both = accepting("new-value-of-the-account", HOTTOK);

    expect(outcome(sent(HOTTOK, null), both)).toBe("accepted");
    expect(outcome(sent(null, "new-value-of-the-account"), both)).toBe("accepted");
    expect(outcome(sent("third", null), both)).toBe("credential.wrong");
    expect(outcome(sent(HOTTOK, "new-value-of-the-account"), both)).toBe("credential.conflicting");
  });

  test.each([
    [[HOTTOK, OTHER_CASE], "credential.duplicated"],
    [[HOTTOK, ""], "credential.duplicated"],
    [[HOTTOK, `${HOTTOK} `], "accepted"],
  ])("header sent twice as %j", (values, expected) => {
    const request = call(
      JSON_BODY,
      values.map((value, at) => [at === 0 ? "x-hotmart-hottok" : "X-Hotmart-Hottok", value] as const),
    );

    expect(outcome(request)).toBe(expected);
  });

  test.each([
    ["form field", `hottok=${HOTTOK}&transaction=HP1&status=approved`, "accepted"],
    ["wrong form field", `hottok=${OTHER_CASE}&transaction=HP1&status=approved`, "credential.wrong"],
    ["nested field", JSON.stringify({ data: { hottok: HOTTOK } }), "credential.absent"],
    ["field of another type", JSON.stringify({ hottok: [HOTTOK] }), "credential.absent"],
    ["broken JSON", `{"hottok":"${HOTTOK}"`, "credential.absent"],
    ["list", JSON.stringify([{ hottok: HOTTOK }]), "credential.absent"],
  ])("body as %s", (_, body, expected) => {
    expect(outcome(call(body, []))).toBe(expected);
  });

  test("does not parse a body that cannot carry a hottok", () => {
    class Unparsed extends InboundRequest {
      override json(): never {
        throw new Error("parsed before the sender was known");
      }
    }
    const plain = sent(HOTTOK, null);

    expect(outcome(new Unparsed(plain))).toBe("accepted");
    expect(() => outcome(new Unparsed(sent(HOTTOK, HOTTOK)))).toThrow("parsed");
  });
});
