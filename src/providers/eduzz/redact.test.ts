import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { InboundRequest } from "../../core/http-message.ts";
import { type Credentials, Secret } from "../../core/secret.ts";
import { eduzz } from "./index.ts";

const NOW = "2026-11-03T12:00:00.000Z";
const CREDENTIALS: Credentials = new Map([
  ["secret", [new Secret("whk_newest"), new Secret("whk_older")]],
  ["origin-key", [new Secret("Origin newest&1"), new Secret("origin-older")]],
]);

function call(body: string | Uint8Array): InboundRequest {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  return new InboundRequest({ method: "POST", target: "/hooks/eduzz", headers: [["content-type", "text/plain"]], body: bytes });
}

function multipart(...parts: readonly (readonly [string, string])[]): string {
  const text = parts.map(([name, value]) => `--B=x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  return `${text.join("")}--B=x--\r\n`;
}

describe("redact", () => {
  test.each([
    [
      "the webhook's copy of the origin secret",
      '{"event":"e", "data":{"price":{"value":597.0},"producer":{ "originSecret" : "a,}\\"b" , "id":1}}}',
      '{"event":"e", "data":{"price":{"value":597.0},"producer":{ "id":1}}}',
    ],
    ["a producer outside data", '{"producer":{"id":"1","originSecret":"x"}}', '{"producer":{"id":"1"}}'],
    ["both names of the obsolete webhook", '{"origin_secret":"x","trans_cod":"\\u0031","origin":"y"}', '{"trans_cod":"\\u0031"}'],
    ["an API key", '{"api_key":"0a1b2c","trans_cod":"1"}', '{"trans_cod":"1"}'],
    [
      "secrets of a nested delivery, and the digest over the API key",
      '{"type":"create","sid":"3c67","nsid":"ec10","fields":{"edz_fat_cod":"1","edz_cli_apikey":"9f3c","edz_cli_origin_secret":"x"}}',
      '{"type":"create","nsid":"ec10","fields":{"edz_fat_cod":"1"}}',
    ],
    ["nested names in JSON", '{"fields[edz_cli_apikey]":"x","fields[edz_fat_cod]":"1"}', '{"fields[edz_fat_cod]":"1"}'],
    ["secrets of a form", "a=%20b+c&edz_cli_origin_secret=x&sid=y&edz_fat_cod=1&d=", "a=%20b+c&edz_fat_cod=1&d="],
    ["nested names in a form", "fields%5Bedz_cli_origin_secret%5D=x&fields[edz_cli_apikey]=y&edz_fat_cod=1", "edz_fat_cod=1"],
    ["a field sent twice", "origin=x&trans_cod=1&origin=y", "trans_cod=1"],
    ["nothing where the word is a value", '{"trans_cod":"origin_secret"}', '{"trans_cod":"origin_secret"}'],
    ["nothing deeper than the documented places", '{"a":{"origin":"kept"}}', '{"a":{"origin":"kept"}}'],
  ])("cuts %s and leaves every other byte", (_, body, expected) => {
    const redacted = eduzz.redact(call(body));

    expect(redacted.text()).toBe(expected);
    expect(eduzz.redact(redacted)).toBe(redacted);
  });

  test("cuts parts of a multipart body, wherever they stand", () => {
    const type = ["type", "create"] as const;
    const name = ["edz_cli_rsocial", "João\r\nExemplo"] as const;
    const body = multipart(["edz_cli_origin_secret", "x"], type, ["edz_cli_apikey", "9f3c"], name, ["sid", "3c67"]);

    expect(eduzz.redact(call(body)).text()).toBe(multipart(type, name));
  });

  test("keeps the vendor's word for a test, unless another key stands beside it", () => {
    const marked = call('{"api_key":"testWebhook","trans_cod":"1"}');

    expect(eduzz.redact(marked)).toBe(marked);
    expect(eduzz.redact(call('{"api_key":"0a1b2c","trans_cod":"1","api_key":"testWebhook"}')).text()).toBe('{"trans_cod":"1"}');
    expect(eduzz.redact(call("api_key=0a1b2c&api_key=testWebhook&trans_cod=1")).text()).toBe("trans_cod=1");
  });

  test("takes the signature out of the headers and leaves the body's very bytes", () => {
    const request = call('{"event":"myeduzz.invoice_paid","data":{}}');
    const bare = eduzz.redact(request.withHeader("X-Signature", "ab"));

    expect(bare.headers).toEqual(request.headers);
    expect(bare.body).toBe(request.body);
  });

  test("leaves bytes that are no UTF-8 as they came", () => {
    const latin1 = (text: string) => Buffer.from(text, "latin1");

    expect(Buffer.from(eduzz.redact(call(latin1('{"origin":"x","cus_name":"Jo\xe3o"}'))).body)).toEqual(latin1('{"cus_name":"Jo\xe3o"}'));
    expect(Buffer.from(eduzz.redact(call(latin1(multipart(["origin", "x"], ["cus_name", "Jo\xe3o"])))).body)).toEqual(
      latin1(multipart(["cus_name", "Jo\xe3o"])),
    );
  });
});

describe("sign", () => {
  test("computes the signature over the bytes that are left, with the newest key", () => {
    const signed = eduzz.sign(call('{"event":"e","data":{"producer":{"originSecret":"x","id":"1"}}}'), CREDENTIALS, NOW);
    const left = '{"event":"e","data":{"producer":{"id":"1"}}}';

    expect(signed.text()).toBe(left);
    expect(signed.headerValues("x-signature")).toEqual([createHmac("sha256", "whk_newest").update(left).digest("hex")]);
  });

  test("replaces a proof that is there already", () => {
    const request = call('{"event":"e"}').withHeader("X-SIGNATURE", "00");

    expect(eduzz.sign(eduzz.sign(request, CREDENTIALS, NOW), CREDENTIALS, NOW).headerValues("x-signature").length).toBe(1);
    expect(eduzz.sign(call("origin=old&trans_cod=1"), CREDENTIALS, NOW).text()).toBe("origin_secret=Origin+newest%261&trans_cod=1");
  });

  test.each([
    ["JSON of the obsolete webhook", '{"trans_cod":"1"}', '{"origin_secret":"Origin newest&1","trans_cod":"1"}'],
    ["a form", "edz_fat_cod=1&a=%20", "edz_cli_origin_secret=Origin+newest%261&edz_fat_cod=1&a=%20"],
    ["flat JSON", '{"edz_fat_cod":"1"}', '{"edz_cli_origin_secret":"Origin newest&1","edz_fat_cod":"1"}'],
    [
      "nested JSON",
      '{"type":"create","fields":{"edz_fat_cod":"1"}}',
      '{"type":"create","fields":{"edz_cli_origin_secret":"Origin newest&1","edz_fat_cod":"1"}}',
    ],
    ["multipart", multipart(["edz_fat_cod", "1"]), multipart(["edz_cli_origin_secret", "Origin newest&1"], ["edz_fat_cod", "1"])],
  ])("puts the origin secret where %s carries it", (_, body, expected) => {
    const signed = eduzz.sign(call(body), CREDENTIALS, NOW);

    expect(signed.text()).toBe(expected);
    expect(eduzz.verify(signed, CREDENTIALS, NOW).ok).toBe(true);
    expect(eduzz.redact(signed).text()).toBe(body);
  });

  test("leaves a call bare when there is nothing to sign it with", () => {
    const request = call('{"event":"e"}');

    expect(eduzz.sign(request, new Map(), NOW)).toBe(request);
  });
});
