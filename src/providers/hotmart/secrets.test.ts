import { describe, expect, test } from "vitest";
import { Secret } from "../../core/secret.ts";
import { SECRETS } from "./secrets.ts";

const HOTTOK = "Zx8QmK2vLr5TnYb7WcHs9PdJf3GaEu1234567";

describe("secrets", () => {
  const ID = "3f1b7c52-0a44-4d1e-9c55-7c1f0f2a9d10";
  const SECRET = "9a6d2e41-55b7-4f7a-8b0e-1d2c3b4a5f60";
  const BASIC = "M2YxYjdjNTItMGE0NC00ZDFlLTljNTUtN2MxZjBmMmE5ZDEwOjlhNmQyZTQxLTU1YjctNGY3YS04YjBlLTFkMmMzYjRhNWY2MA==";
  const field = (name: string) => SECRETS.find((secret) => secret.name === name);
  const none: Readonly<Record<string, string>> = {};

  test.each([
    ["hottok", HOTTOK, none, []],
    ["hottok", `${HOTTOK}\n`, none, ["secret.trimmed"]],
    ["hottok", `${HOTTOK} ${HOTTOK}`, none, ["secret.has-space"]],
    ["hottok", ID, none, ["hotmart.hottok-looks-like-uuid"]],
    ["hottok", `abcdefghijABCDEFGHIJ0123456789${ID}`, none, []],
    ["hottok", BASIC, none, ["hotmart.hottok-looks-like-basic"]],
    ["hottok", ID, { "client-id": ID }, ["hotmart.hottok-is-other-secret"]],
    ["hottok", BASIC, { basic: BASIC }, ["hotmart.hottok-is-other-secret"]],
    ["basic", BASIC, { "client-id": ID, "client-secret": SECRET }, []],
    ["basic", `Basic ${BASIC}`, { "client-id": ID, "client-secret": SECRET }, []],
    ["basic", ` Basic ${BASIC}`, none, ["secret.trimmed"]],
    ["basic", BASIC, { "client-id": SECRET, "client-secret": SECRET }, ["hotmart.basic-mismatch"]],
    ["basic", "não é base64", none, ["secret.has-space", "hotmart.basic-not-base64"]],
    ["basic", Buffer.from("no colon here").toString("base64"), none, ["hotmart.basic-not-a-pair"]],
    ["client-id", ID, none, []],
    ["client-id", "12345", none, ["hotmart.not-a-uuid"]],
    ["client-id", ID, { basic: BASIC }, []],
    ["client-secret", ID, { basic: BASIC }, ["hotmart.basic-mismatch"]],
  ])("%s %j beside %j: %j", (name, value, others, codes) => {
    const credentials = new Map(Object.entries(others).map(([key, text]) => [key, [new Secret(text)]]));

    expect(
      field(name)
        ?.check(value, credentials)
        .map((note) => note.code),
    ).toEqual(codes);
  });

  test("never repeat the value in a note", () => {
    const value = "12 34";
    const notes = SECRETS.flatMap((secret) => secret.check(value, new Map()));

    expect(notes.length).toBeGreaterThan(0);
    expect(JSON.stringify(notes)).not.toContain(value);
  });

  test("are cleaned of white space and of the word Basic", () => {
    expect(field("basic")?.clean(` Basic ${BASIC}\n`)).toBe(BASIC);
    expect(field("hottok")?.clean(` ${HOTTOK} `)).toBe(HOTTOK);
    expect(field("client-id")?.clean(`${ID}\n`)).toBe(ID);
  });

  test("only the hottok verifies calls", () => {
    expect(SECRETS.filter((secret) => secret.verifies).map((secret) => secret.name)).toEqual(["hottok"]);
  });
});
