import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { accepting } from "../../../test/support/credentials.ts";
import { type HeaderList, InboundRequest } from "../../core/http-message.ts";
import type { Credentials } from "../../core/secret.ts";
import { pagseguro } from "./index.ts";

const NOW = "2026-11-03T12:00:00.000Z";
const TOKEN = "tok_TESTE-0000-1111-2222";
const HEADER = "x-authenticity-token";

const V1 =
  '{"id":"ORDE_00000000-AAAA-4BBB-8CCC-000000000001","reference_id":"pedido-7781","charges":[{"id":"CHAR_00000000-AAAA-4BBB-8CCC-000000000002","status":"PAID","amount":{"value":19700,"currency":"BRL","summary":{"total":19700,"paid":19700,"refunded":0}}}]}';
const V2 = '{"reference_id":"pedido-7782","customer":{"name":"Conceição Araújo"},"charges":[]}';
const OF_V1 = "9b2b16e25778b300a2b9fb3ab78b7d02455413579d17942b4914fbcf61c5c398";
const OF_V2 = "677163974cdedfc571b2cbae8dc7e14926b04e794f894b85a4493e926b40c2fb";

const FORM = "notificationCode=4B7F1C-0A22E63B41D9-8C5570F2AA13-9D06E7&notificationType=transaction";

const CREDENTIALS = accepting({ token: [TOKEN], email: ["loja@example.com"] });

function call(body: string | Uint8Array, headers: HeaderList = []): InboundRequest {
  return new InboundRequest({ method: "POST", target: "/hooks/pagseguro", headers, body: Buffer.from(body) });
}

function outcome(request: InboundRequest, credentials: Credentials = CREDENTIALS): string {
  const verified = pagseguro.verify(request, credentials, NOW);
  return verified.ok ? "accepted" : verified.error.code;
}

describe("the hash with the token", () => {
  test("is accepted over the exact bytes, as the published examples have it", () => {
    expect(Buffer.from(V1)).toHaveLength(252);
    expect(Buffer.from(V2)).toHaveLength(85);
    expect(outcome(call(V1, [[HEADER, OF_V1]]))).toBe("accepted");
    expect(outcome(call(V2, [["X-Authenticity-Token", OF_V2]]))).toBe("accepted");
  });

  test("is accepted in an example that others computed", () => {
    const known = "ece1678ee7fd0e758514444853d11a8c9ded9faf1c5fe5cbe81cd93d446eb240";

    expect(outcome(call('{"id":"ORDE_KAT"}', [[HEADER, known]]), accepting({ token: ["kat-token"] }))).toBe("accepted");
  });

  test.each([
    ["a line feed behind the body", `${V1}\n`, OF_V1],
    ["the body written anew", JSON.stringify(JSON.parse(V1), null, 2), OF_V1],
    ["accents written as escapes", V2.replace(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`), OF_V2],
    ["the hash of the body with a line feed", V1, "f57f33f4610c4cfb0a042e07cc3cdce61ef9406609856747a79f8fb93f7ab9f4"],
    ["the hash of the body written anew", V1, "d649a06e28cb755059ab24546b5c18164de42379607d2331aed9fa6863242438"],
    ["a colon instead of the hyphen", V1, "de505bffaf4a5915222d5850f06677c132285202bc8a4ff8587a2ad207aef8dc"],
    ["the hash of the escaped body", V2, "0e5393ffb6436ac98242eea8b55f37daf95275b5f283e2199ab213e1c20f2044"],
    ["the hash over ISO-8859-1", V2, "d1488564d25cbb00eaac9d29d848e692a437924bac7fb9c9e844bf8e5108e184"],
    ["capital digits", V1, OF_V1.toUpperCase()],
    ["one digit less", V1, OF_V1.slice(0, -1)],
    ["one digit more", V1, `${OF_V1}0`],
    ["the token itself", V1, TOKEN],
    ["another body's hash", V1, OF_V2],
  ])("is refused with %s", (_, body, digest) => {
    expect(outcome(call(body, [[HEADER, digest]]))).toBe("credential.wrong");
  });

  test("of the body in ISO-8859-1 is accepted when the body came in ISO-8859-1", () => {
    const known = "d1488564d25cbb00eaac9d29d848e692a437924bac7fb9c9e844bf8e5108e184";

    expect(outcome(call(Buffer.from(V2, "latin1"), [[HEADER, known]]))).toBe("accepted");
  });

  test("is found under the other values of a rotation", () => {
    expect(outcome(call(V1, [[HEADER, OF_V1]]), accepting({ token: ["newer-token-0000000000", TOKEN] }))).toBe("accepted");
  });

  test.each([
    ["the right one first", [OF_V1, OF_V2]],
    ["the right one last", [OF_V2, OF_V1]],
    ["one of them empty", ["", OF_V1]],
  ])("that comes twice with different values is refused, %s", (_, values) => {
    expect(
      outcome(
        call(
          V1,
          values.map((value) => [HEADER, value] as const),
        ),
      ),
    ).toBe("credential.duplicated");
  });

  test("that comes twice with one value counts once", () => {
    expect(
      outcome(
        call(V1, [
          [HEADER, OF_V1],
          [HEADER, ` ${OF_V1}`],
        ]),
      ),
    ).toBe("accepted");
  });

  test.each([
    ["nothing", accepting({})],
    ["no value", accepting({ token: [] })],
    ["an empty value", accepting({ token: [""], email: ["loja@example.com"] })],
    ["only the public key", accepting({ "webhook-key": ["AAAA"] })],
  ])("is refused with %s configured, also one made with an empty token", (_, credentials) => {
    const ofNothing = createHash("sha256").update(`-${V1}`).digest("hex");

    expect(outcome(call(V1, [[HEADER, ofNothing]]), credentials)).toBe("credential.not-configured");
    expect(outcome(call(FORM), credentials)).toBe("credential.not-configured");
  });
});

describe("a call without proof", () => {
  test.each([
    ["an order", V1, []],
    ["an order with an empty header", V1, [[HEADER, ""]]],
    [
      "an order with headers that do not exist",
      V1,
      [
        ["x-pagseguro-signature", OF_V1],
        ["x-pagbank-signature", OF_V1],
      ],
    ],
    ["a call of recurring payments", '{"event":"subscription.activated","resource":{"id":"SUBS_1"}}', []],
    ["a chargeback", '{"id":"CBKS_1"}', []],
    ["an empty body", "", []],
    ["a notification", FORM, []],
    ["a notification of the old format", "TransacaoID=1&StatusTransacao=Aprovado", []],
  ] as [string, string, HeaderList][])("is refused as such: %s", (_, body, headers) => {
    expect(outcome(call(body, headers))).toBe("credential.absent");
  });

  test("is what a notification stays, whatever headers come with it", () => {
    const digest = createHash("sha256").update(`${TOKEN}-${FORM}`).digest("hex");

    expect(outcome(call(FORM, [[HEADER, digest]]))).toBe("credential.absent");
  });

  test("is not configured when a notification could not be asked about", () => {
    expect(outcome(call(FORM), accepting({ token: [TOKEN] }))).toBe("credential.not-configured");
    expect(outcome(call(FORM), accepting({ email: ["loja@example.com"] }))).toBe("credential.not-configured");
  });

  test("is what a token in the address stays", () => {
    expect(outcome(new InboundRequest({ method: "POST", target: `/?token=${TOKEN}`, headers: [], body: Buffer.from(V1) }))).toBe(
      "credential.absent",
    );
  });
});

describe("sign and redact", () => {
  test("sign with the newest token, in place of whatever proof is there", () => {
    const credentials = accepting({ token: [TOKEN, "older-token-0000000000"] });
    const signed = pagseguro.sign(
      call(V1, [
        ["X-AUTHENTICITY-TOKEN", "old"],
        ["x-payload-signature", "AAAA"],
      ]),
      credentials,
      NOW,
    );

    expect(signed.headers).toEqual([[HEADER, OF_V1]]);
    expect(pagseguro.redact(signed).headers).toEqual([]);
  });

  test("sign calls of recurring payments in the same way", () => {
    const body = '{"event":"subscription.activated","resource":{"id":"SUBS_1"}}';

    expect(outcome(pagseguro.sign(call(body), CREDENTIALS, NOW))).toBe("accepted");
  });

  test("leave a notification the request that it is", () => {
    const request = call(FORM);

    expect(pagseguro.sign(request, CREDENTIALS, NOW)).toBe(request);
    expect(pagseguro.redact(request)).toBe(request);
  });

  test("sign nothing without a token", () => {
    expect(pagseguro.sign(call(V1), accepting({ token: [""] }), NOW).headers).toEqual([]);
  });
});

describe("the secrets' checks", () => {
  const codes = (name: string, value: string) =>
    pagseguro.secrets
      .find((field) => field.name === name)
      ?.check(value, new Map())
      .map(({ code }) => code);

  test.each([
    ["email", "loja@example.com", []],
    ["email", "loja", ["secret.unusual"]],
    ["token", "0123456789ABCDEF0123456789ABCDEF", []],
    ["token", "b2f5a1c0-1111-2222-3333-444455556666f00dcafe", []],
    ["token", "short", ["secret.unusual"]],
    ["token", "0123456789 ABCDEF0123456789ABCDEF", ["secret.has-space", "secret.unusual"]],
  ])("of %s say about %j: %j", (name, value, expected) => {
    expect(codes(name, value)).toEqual(expected);
  });

  test("a public key is kept without the lines of its PEM file", () => {
    const field = pagseguro.secrets.find(({ name }) => name === "webhook-key");

    expect(field?.clean("-----BEGIN PUBLIC KEY-----\nMFkw\nEwYH\n-----END PUBLIC KEY-----\n")).toBe("MFkwEwYH");
    expect(field?.clean(" MFkwEwYH ")).toBe("MFkwEwYH");
  });
});
