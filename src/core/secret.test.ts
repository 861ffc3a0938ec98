import { format, inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { acceptedValues, Secret } from "./secret.ts";

const TEXT = "made-up-hottok-0001";
const secret = new Secret(TEXT);

describe("a secret prints as [secret]", () => {
  test.each([
    ["a template", `${secret}`, "[secret]"],
    ["String()", String(secret), "[secret]"],
    ["JSON", JSON.stringify({ secret }), '{"secret":"[secret]"}'],
    ["console.log", format("%s %o", secret, { secret }), "[secret] { secret: [secret] }"],
    ["inspect with everything shown", inspect(secret, { showHidden: true, depth: 9, getters: true }), "[secret]"],
    ["an error's cause", inspect(new Error("x", { cause: secret })).includes(TEXT), false],
  ])("in %s", (_where, shown, expected) => {
    expect(shown).toBe(expected);
  });

  test("and has no property that holds the text", () => {
    expect(Object.values({ ...secret })).toStrictEqual([]);
    expect(Reflect.ownKeys(secret)).toStrictEqual([]);
  });
});

test("a secret gives its text when asked for it by name", () => {
  expect(secret.reveal()).toBe(TEXT);
});

test("credentials give every accepted value, newest first, and none for another name", () => {
  const older = new Secret("made-up-hottok-0000");
  const credentials = new Map([["hottok", [secret, older]]]);

  expect(acceptedValues(credentials, "hottok").map((value) => value.reveal())).toStrictEqual([TEXT, "made-up-hottok-0000"]);
  expect(acceptedValues(credentials, "basic")).toStrictEqual([]);
});

test("a blank value counts for nothing, since it would accept whoever sends none", () => {
  const credentials = new Map([["hottok", ["", secret.reveal(), " \t"].map((text) => new Secret(text))]]);

  expect(acceptedValues(credentials, "hottok").map((value) => value.reveal())).toStrictEqual([TEXT]);
  expect(acceptedValues(new Map([["hottok", [new Secret("  ")]]]), "hottok")).toStrictEqual([]);
});
