import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { diagnosed } from "../../../test/support/diagnosed.ts";
import { type HeaderList, InboundRequest } from "../../core/http-message.ts";

const KEY = "whk_exemplo_0123456789abcdef";
const ORIGIN = "origemExemplo0123456789";
const BODY =
  '{"id":"abc","event":"myeduzz.invoice_paid","data":{"id":"70000001","buyer":{"name":"João Teste"},"items":[{"productId":"1234567"}]},"sentDate":"2026-11-03T12:00:00Z"}';
const LEGACY = { trans_cod: "70000002", trans_status: "3", event_name: "invoice_paid" };

const hmac = (body: string | Uint8Array, key = KEY) => createHmac("sha256", key).update(body).digest();
const HEX = hmac(BODY).toString("hex");

function call(headers: HeaderList, body = BODY, target = "/hooks/eduzz"): InboundRequest {
  return new InboundRequest({ method: "POST", target, headers, body: new TextEncoder().encode(body) });
}

describe("a signature that is right, in another place or spelling", () => {
  test.each<readonly [string, HeaderList, string, string]>([
    ["with a prefix", [["x-signature", `sha256=${HEX}`]], "sent-prefixed", "/hooks/eduzz"],
    ["in capital letters", [["x-signature", HEX.toUpperCase()]], "sent-upper-case", "/hooks/eduzz"],
    ["in base64", [["x-signature", hmac(BODY).toString("base64")]], "sent-in-base64", "/hooks/eduzz"],
    ["in base64 for URLs", [["x-signature", hmac(BODY).toString("base64url")]], "sent-in-base64", "/hooks/eduzz"],
    ["in quotes", [["x-signature", `"${HEX}"`]], "sent-padded", "/hooks/eduzz"],
    ["in the header that others use", [["X-Hub-Signature-256", `sha256=${HEX}`]], "sent-in-header", "/hooks/eduzz"],
    ["in a header of that name", [["x-eduzz-signature", HEX]], "sent-in-header", "/hooks/eduzz"],
    ["in the address", [], "sent-in-query", `/hooks/eduzz?signature=${HEX}`],
    [
      "beside another one",
      [
        ["x-signature", "0".repeat(64)],
        ["x-signature", HEX],
      ],
      "sent-twice",
      "/hooks/eduzz",
    ],
  ])("%s is found", async (_, headers, code, target) => {
    const found = await diagnosed("eduzz", call(headers, BODY, target), { secret: [KEY] });

    expect(found).toMatchObject({ code, params: { place: "x-signature" } });
  });

  test.each<readonly [string, HeaderList, string]>([
    ["in a header", [["x-webhook-secret", KEY]], "/hooks/eduzz"],
    ["in place of the signature", [["x-signature", KEY]], "/hooks/eduzz"],
    ["as Bearer", [["Authorization", `Bearer ${KEY}`]], "/hooks/eduzz"],
    ["in the address", [], `/hooks/eduzz?key=${KEY}`],
  ])("the key itself %s is told", async (_, headers, target) => {
    const found = await diagnosed("eduzz", call(headers, BODY, target), { secret: [KEY] });

    expect(found).toMatchObject({ code: "sent-itself", params: { what: "secret", place: "x-signature" } });
  });
});

describe("secrets of the two generations", () => {
  test("the older one kept as the newer one is found", async () => {
    const found = await diagnosed("eduzz", call([["x-signature", HEX]]), { secret: ["another-key-of-the-account"], "origin-key": [KEY] });

    expect(found).toMatchObject({ code: "stored-under-other-name", params: { secret: "secret", under: "origin-key" } });
  });

  test("the newer one kept as the older one is found", async () => {
    const legacy = call([["Content-Type", "application/json"]], JSON.stringify({ ...LEGACY, origin_secret: ORIGIN }));
    const found = await diagnosed("eduzz", legacy, { secret: [ORIGIN] });

    expect(found).toMatchObject({ code: "stored-under-other-name", params: { secret: "origin-key", under: "secret" } });
  });

  test.each([
    ["secret", "origin-key", BODY, [["x-signature", HEX]]],
    ["origin-key", "secret", JSON.stringify({ ...LEGACY, origin_secret: ORIGIN }), []],
  ] as const)("a store that lacks %s is told what this kind of call needs", async (needed, other, body, headers) => {
    const found = await diagnosed("eduzz", call(headers, body), { [other]: ["nothing-that-fits-0001"] });

    expect(found).toMatchObject({ code: "shows-other-secret", params: { needed, other } });
  });
});

describe("the origin secret of the older formats", () => {
  test.each<readonly [string, HeaderList, Readonly<Record<string, string>>, string, string]>([
    ["in the address", [], {}, `/hooks/eduzz?origin=${ORIGIN}`, "sent-in-query"],
    ["in a header", [["x-origin", ORIGIN]], {}, "/hooks/eduzz", "sent-in-header"],
    ["in the field of the API key", [], { api_key: ORIGIN }, "/hooks/eduzz", "sent-in-body"],
  ])("%s is found", async (_, headers, more, target, code) => {
    const found = await diagnosed("eduzz", call(headers, JSON.stringify({ ...LEGACY, ...more }), target), { "origin-key": [ORIGIN] });

    expect(found).toMatchObject({ code, params: { place: "origin_secret" } });
  });

  test("two different ones are told, where one is right", async () => {
    const body = JSON.stringify({ ...LEGACY, origin: "another-0001", origin_secret: ORIGIN });

    expect(await diagnosed("eduzz", call([], body), { "origin-key": [ORIGIN] })).toMatchObject({ code: "sent-twice" });
  });
});
