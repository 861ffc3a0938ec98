import { describe, expect, test } from "vitest";
import { InboundRequest } from "../../core/http-message.ts";
import { type Credentials, Secret } from "../../core/secret.ts";
import { monetizze } from "./index.ts";

const NOW = "2026-11-03T12:00:00.000Z";
const KEY = "0123456789abcdef0123456789abcdef";
const OTHER = "fedcba9876543210fedcba9876543210";
const SALE = "tipoEvento%5Bcodigo%5D=2&venda%5Bcodigo%5D=50000001";

function accepting(...values: readonly string[]): Credentials {
  return new Map([["key", values.map((value) => new Secret(value))]]);
}

function call(body: string, target = "/hooks/monetizze", headers: readonly (readonly [string, string])[] = []): InboundRequest {
  return new InboundRequest({ method: "POST", target, headers, body: new TextEncoder().encode(body) });
}

function outcome(request: InboundRequest, credentials: Credentials = accepting(KEY)): string {
  const verified = monetizze.verify(request, credentials, NOW);
  return verified.ok ? "accepted" : verified.error.code;
}

describe("the key of a form", () => {
  test.each([
    ["right", `chave_unica=${KEY}&${SALE}`, "accepted"],
    ["at the end", `${SALE}&chave_unica=${KEY}`, "accepted"],
    ["percent-encoded in name and value", `chave%5Funica=%30${KEY.slice(1)}&${SALE}`, "accepted"],
    ["in capitals", `chave_unica=${KEY.toUpperCase()}&${SALE}`, "credential.wrong"],
    ["one character short", `chave_unica=${KEY.slice(0, -1)}&${SALE}`, "credential.wrong"],
    ["one character longer", `chave_unica=${KEY}0&${SALE}`, "credential.wrong"],
    ["with a blank behind it", `chave_unica=${KEY}+&${SALE}`, "credential.wrong"],
    ["empty", `chave_unica=&${SALE}`, "credential.absent"],
    ["blank", `chave_unica=++&${SALE}`, "credential.absent"],
    ["not there", SALE, "credential.absent"],
    ["under a nested name", `venda[chave_unica]=${KEY}&${SALE}`, "credential.absent"],
    ["a list", `chave_unica[]=${KEY}&${SALE}`, "credential.absent"],
    ["only the product's", `produto[chave]=${KEY}&${SALE}`, "credential.absent"],
    ["twice the same", `chave_unica=${KEY}&${SALE}&chave_unica=${KEY}`, "accepted"],
    ["right, then wrong", `chave_unica=${KEY}&${SALE}&chave_unica=${OTHER}`, "credential.duplicated"],
    ["wrong, then right", `chave_unica=${OTHER}&${SALE}&chave_unica=${KEY}`, "credential.duplicated"],
    ["empty, then right", `chave_unica=&${SALE}&chave_unica=${KEY}`, "credential.duplicated"],
  ])("%s", (_, body, expected) => {
    expect(outcome(call(body))).toBe(expected);
  });
});

describe("the key of JSON", () => {
  const event = '"tipoEvento":{"codigo":2}';
  test.each([
    ["right", `{"chave_unica":"${KEY}",${event}}`, "accepted"],
    ["right, with white space around everything", `\n { "chave_unica" : "${KEY}" , ${event} }\n`, "accepted"],
    ["spelled with an escape", `{"chave\\u005funica":"${KEY}",${event}}`, "accepted"],
    ["in capitals", `{"chave_unica":"${KEY.toUpperCase()}",${event}}`, "credential.wrong"],
    ["empty", `{"chave_unica":"",${event}}`, "credential.absent"],
    ["null", `{"chave_unica":null,${event}}`, "credential.absent"],
    ["a list that holds it", `{"chave_unica":["${KEY}"],${event}}`, "credential.absent"],
    ["deeper", `{"venda":{"chave_unica":"${KEY}"},${event}}`, "credential.absent"],
    ["in an object of a list", `[{"chave_unica":"${KEY}",${event}}]`, "credential.absent"],
    ["inside a text", `{"json":"{\\"chave_unica\\":\\"${KEY}\\"}",${event}}`, "credential.absent"],
    ["twice the same", `{"chave_unica":"${KEY}",${event},"chave_unica":"${KEY}"}`, "accepted"],
    ["wrong, then right, which a parser would keep", `{"chave_unica":"${OTHER}",${event},"chave_unica":"${KEY}"}`, "credential.duplicated"],
    ["no text, then right", `{"chave_unica":7,${event},"chave_unica":"${KEY}"}`, "credential.duplicated"],
    [
      "right, then wrong under an escaped name",
      `{"chave_unica":"${KEY}",${event},"chave\\u005funica":"${OTHER}"}`,
      "credential.duplicated",
    ],
    ["in a body that is cut off", `{"chave_unica":"${KEY}",${event}`, "credential.absent"],
  ])("%s", (_, body, expected) => {
    expect(outcome(call(body))).toBe(expected);
  });
});

describe("the key", () => {
  test("counts nowhere but in the body", () => {
    const outside = call(SALE, `/hooks/monetizze?chave_unica=${KEY}`, [
      ["chave_unica", KEY],
      ["authorization", `Bearer ${KEY}`],
    ]);

    expect(outcome(outside)).toBe("credential.absent");
  });

  test("is read by what the body is, whatever its content type says", () => {
    const headers = [["content-type", "application/x-www-form-urlencoded"]] as const;

    expect(outcome(call(`{"chave_unica":"${KEY}"}`, "/hooks/monetizze", headers))).toBe("accepted");
    expect(outcome(call(`chave_unica=${KEY}`, "/hooks/monetizze", [["content-type", "application/json"]]))).toBe("accepted");
  });

  test.each([
    ["nothing", new Map()],
    ["no value", accepting()],
    ["an empty value", accepting("")],
    ["a blank value", accepting("  ")],
    ["only the token of the API", new Map([["api-token", [new Secret(KEY)]]])],
  ] as [string, Credentials][])("is refused while %s is configured, right or empty", (_, configured) => {
    expect(outcome(call(`chave_unica=${KEY}&${SALE}`), configured)).toBe("credential.not-configured");
    expect(outcome(call(`chave_unica=&${SALE}`), configured)).toBe("credential.not-configured");
  });

  test("may be any of those that are accepted during a rotation", () => {
    const both = accepting(OTHER, KEY);

    expect([KEY, OTHER, "x".repeat(32)].map((key) => outcome(call(`chave_unica=${key}&${SALE}`), both))).toEqual([
      "accepted",
      "accepted",
      "credential.wrong",
    ]);
  });
});

describe("advice about secrets", () => {
  const key = monetizze.secrets.find(({ name }) => name === "key");

  test("is silent for a key as the panel shows it, also with blanks that are cut off", () => {
    expect(key?.check(KEY, new Map())).toEqual([]);
    expect(key?.clean(` ${KEY}\n`)).toBe(KEY);
  });

  test.each([KEY.toUpperCase(), KEY.slice(1), "a-token-of-the-api"])("says that %s looks unlike a key", (value) => {
    expect(key?.check(value, new Map()).map(({ code }) => code)).toEqual(["secret.unusual"]);
  });

  test("knows that calls are verified by the key alone", () => {
    expect(monetizze.secrets.map(({ name, verifies }) => [name, verifies])).toEqual([
      ["key", true],
      ["api-token", false],
    ]);
  });
});
