import { generateKeyPairSync, sign as signBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { accepting } from "../../../test/support/credentials.ts";
import { type HeaderList, InboundRequest } from "../../core/http-message.ts";
import type { Credentials } from "../../core/secret.ts";
import { pagseguro } from "./index.ts";

const NOW = "2026-11-03T12:00:00.000Z";
const HEADER = "x-payload-signature";

const BODY =
  '{"id":"ORDE_00000000-AAAA-4BBB-8CCC-000000000001","reference_id":"pedido-7781","charges":[{"id":"CHAR_00000000-AAAA-4BBB-8CCC-000000000002","status":"PAID","amount":{"value":19700,"currency":"BRL","summary":{"total":19700,"paid":19700,"refunded":0}}}]}';
const KEY = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEMVPRxbfTbop1x+jz40XMmP1GpyO4fLF0ld7Cxn5X7eGh5sFHV/ELpe6w68HIj/ZJBQNPNcn0SvB57cDsTv/38w==";
const DER = "MEUCIE8KXCwsWSrNUgp4IHmnJxiszdOYa4i9B0Perz3C8FY6AiEA1gXIUtf3x+NH+68ZUuT6MiZF6nUVROhcQ4dq79gz8P4=";
const P1363 = "ocmE3Kp/bAF6QEYNMyMCx7kPaCAW/wPMnSTG5U4bjZ549J5JtM1nRAZrgF65fmLObiK89OmZfKlYY0zlX3oonw==";

function keeping(...keys: readonly string[]): Credentials {
  return accepting({ token: ["tok_TESTE-0000-1111-2222"], "webhook-key": keys });
}

function outcome(headers: HeaderList, credentials: Credentials = keeping(KEY), body = BODY): string {
  const request = new InboundRequest({ method: "POST", target: "/", headers, body: Buffer.from(body) });
  const verified = pagseguro.verify(request, credentials, NOW);
  return verified.ok ? "accepted" : verified.error.code;
}

/** A key pair made for one test, and what it signs. */
function otherPair(curve: string) {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: curve });
  return {
    key: publicKey.export({ type: "spki", format: "der" }).toString("base64"),
    signature: signBytes("sha256", Buffer.from(BODY), privateKey).toString("base64"),
  };
}

describe("PagBank's signature", () => {
  test.each([
    ["DER", [[HEADER, DER]]],
    ["IEEE-P1363", [[HEADER, P1363]]],
    ["another case of the name", [["X-Payload-Signature", DER]]],
    [
      "several headers, one of which fits",
      [
        [HEADER, "MEUCIQ=="],
        [HEADER, DER],
      ],
    ],
    ["one header with commas", [[HEADER, `MEUCIQ==, ${DER}`]]],
    ["one that is no base64 beside it", [[HEADER, `!!!, ${DER}`]]],
  ] as [string, HeaderList][])("is accepted in %s", (_, headers) => {
    expect(outcome(headers)).toBe("accepted");
  });

  test("is accepted with any of several keys, and on the curve that the key is of", () => {
    const other = otherPair("secp384r1");

    expect(outcome([[HEADER, DER]], keeping(other.key, KEY))).toBe("accepted");
    expect(outcome([[HEADER, other.signature]], keeping(KEY, other.key))).toBe("accepted");
  });

  test("over recurring payments is accepted too", () => {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
    const body = '{"event":"subscription.activated","resource":{"id":"SUBS_1"}}';
    const signature = signBytes("sha256", Buffer.from(body), privateKey).toString("base64");

    expect(outcome([[HEADER, signature]], keeping(publicKey.export({ type: "spki", format: "der" }).toString("base64")), body)).toBe(
      "accepted",
    );
  });

  test.each([
    ["a body with a blank behind it", [[HEADER, DER]], keeping(KEY), `${BODY} `],
    ["the other encoding and a blank", [[HEADER, P1363]], keeping(KEY), `${BODY} `],
    ["another pair's key", [[HEADER, DER]], keeping(otherPair("prime256v1").key), BODY],
    ["no key kept", [[HEADER, DER]], keeping(), BODY],
    ["an empty key kept", [[HEADER, DER]], keeping(""), BODY],
    ["a key that is none", [[HEADER, DER]], keeping("AAAA"), BODY],
    ["a cut signature", [[HEADER, `${DER.slice(0, 40)}`]], keeping(KEY), BODY],
    ["sixty-four zero bytes", [[HEADER, Buffer.alloc(64).toString("base64")]], keeping(KEY), BODY],
    ["no bytes that could be one", [[HEADER, "AAAA"]], keeping(KEY), BODY],
  ] as [string, HeaderList, Credentials, string][])("that no kept key fits may need a newer one: %s", (_, headers, credentials, body) => {
    expect(outcome(headers, credentials, body)).toBe("credential.key-unknown");
  });

  test("does not fit the RSA key that PagBank gives for card forms", () => {
    const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const key = publicKey.export({ type: "spki", format: "der" }).toString("base64");

    expect(outcome([[HEADER, signBytes("sha256", Buffer.from(BODY), privateKey).toString("base64")]], keeping(key))).toBe(
      "credential.key-unknown",
    );
  });

  test.each(["!!!", "no base64", "AAA", "AAAA=", "=", "AAAA====", "AAAA\u00e7AAA"])("is malformed when it is %j", (value) => {
    expect(outcome([[HEADER, value]])).toBe("credential.malformed");
  });

  test.each([[""], [" "], [","], [" , "]])("is absent when it is %j", (value) => {
    expect(outcome([[HEADER, value]])).toBe("credential.absent");
  });

  test("does not help a hash with the token that is wrong", () => {
    expect(
      outcome([
        [HEADER, DER],
        ["x-authenticity-token", "0".repeat(64)],
      ]),
    ).toBe("credential.wrong");
  });

  test("is looked for among the first eight only, so that a header full of them costs little", () => {
    const fillers = Array.from({ length: 8 }, () => "MEUCIQ==");

    expect(outcome([[HEADER, [...fillers.slice(1), DER].join()]])).toBe("accepted");
    expect(outcome([[HEADER, [...fillers, DER].join()]])).toBe("credential.key-unknown");
  });
});
