import { createHash, createHmac, generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, test } from "vitest";
import { diagnosed } from "../../../test/support/diagnosed.ts";
import { type HeaderList, InboundRequest } from "../../core/http-message.ts";

const TOKEN = "tok_TESTE-0000-1111-2222";
const ORDER = '{"id":"ORDE_0B6B1B7E","charges":[{"id":"CHAR_1","status":"PAID","amount":{"value":19700,"currency":"BRL"}}]}';
const SANDBOX =
  '{"id":"ORDE_0B6B1B7E","charges":[],"links":[{"rel":"SELF","href":"https://sandbox.api.pagseguro.com/orders/ORDE_0B6B1B7E"}]}';

const sha256 = (text: string) => createHash("sha256").update(text).digest();
const DIGEST = sha256(`${TOKEN}-${ORDER}`);
const HEX = DIGEST.toString("hex");

function call(headers: HeaderList, body = ORDER, target = "/hooks/pagseguro"): InboundRequest {
  return new InboundRequest({ method: "POST", target, headers, body: new TextEncoder().encode(body) });
}

describe("a digest that is right, in another place or spelling", () => {
  test.each<readonly [string, HeaderList, string]>([
    ["in a header that circulates in generated code", [["x-pagbank-signature", HEX]], "sent-in-header"],
    ["in capital letters", [["x-authenticity-token", HEX.toUpperCase()]], "sent-upper-case"],
    ["in base64", [["x-authenticity-token", DIGEST.toString("base64")]], "sent-in-base64"],
    ["with a prefix", [["x-authenticity-token", `sha256=${HEX}`]], "sent-prefixed"],
  ])("%s is found", async (_, headers, code) => {
    expect(await diagnosed("pagseguro", call(headers), { token: [TOKEN] })).toMatchObject({
      code,
      params: { place: "x-authenticity-token" },
    });
  });
});

describe("a digest made in another way", () => {
  test.each([
    ["body before token", sha256(`${ORDER}-${TOKEN}`).toString("hex"), "sent-swapped"],
    ["no hyphen", sha256(`${TOKEN}${ORDER}`).toString("hex"), "sent-without-hyphen"],
    ["no hyphen, body before token", sha256(`${ORDER}${TOKEN}`).toString("hex"), "sent-without-hyphen"],
    ["an HMAC", createHmac("sha256", TOKEN).update(ORDER).digest("hex"), "sent-keyed"],
    ["an HMAC in base64", createHmac("sha256", TOKEN).update(ORDER).digest("base64"), "sent-keyed"],
  ])("%s is found", async (_, sent, code) => {
    const found = await diagnosed("pagseguro", call([["x-authenticity-token", sent]]), { token: ["another-token-000000001", TOKEN] });

    expect(found.code).toBe(code);
  });

  test("the token itself is told", async () => {
    const bearer = call([["Authorization", `Bearer ${TOKEN}`]]);

    expect(await diagnosed("pagseguro", bearer, { token: [TOKEN] })).toMatchObject({ code: "sent-itself", params: { what: "token" } });
  });

  test("the body written anew after it was made is found", async () => {
    const spaced = ORDER.replaceAll('":', '": ').replaceAll(",", ", ");
    const digest = sha256(`${TOKEN}-${spaced}`).toString("hex");

    expect(await diagnosed("pagseguro", call([["x-authenticity-token", digest]]), { token: [TOKEN] })).toMatchObject({
      code: "body-rewritten",
      params: { like: "Python json.dumps" },
    });
  });

  test("so it is where PagBank signs with its key instead", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const kept = { token: [TOKEN], "webhook-key": [publicKey.export({ format: "der", type: "spki" }).toString("base64")] };
    const signature = sign("sha256", Buffer.from(`${ORDER}\n`), privateKey).toString("base64");

    expect(await diagnosed("pagseguro", call([["x-payload-signature", signature]]), kept)).toMatchObject({ code: "body-newline" });
  });
});

describe("sandbox and production", () => {
  const foreign: HeaderList = [["x-authenticity-token", sha256(`another-${SANDBOX}`).toString("hex")]];

  test.each([
    ["a link to itself", SANDBOX],
    [
      "a link of a charge",
      JSON.stringify({ id: "ORDE_1", charges: [{ id: "CHAR_1", links: [{ href: "https://sandbox.api.pagseguro.com/charges/CHAR_1" }] }] }),
    ],
    ["its env", JSON.stringify({ env: "sandbox", event: "subscription.activated", resource: { id: "SUBS_1" } })],
  ])("a call that is from the sandbox by %s is told to have another token", async (_, body) => {
    const found = await diagnosed("pagseguro", call(foreign, body), { token: [TOKEN] });

    expect(found).toMatchObject({ code: "shows-sandbox", params: { secret: "token" } });
  });

  test("one that fits the token of a sandbox store is sent there, and not to a store of the same environment", async () => {
    const request = call([["x-authenticity-token", HEX]]);
    const others = [{ provider: "pagseguro", store: "testes", kept: { token: [TOKEN] }, environment: "sandbox" }];

    expect(await diagnosed("pagseguro", request, { token: ["live-token-0000000001"] }, others)).toMatchObject({
      code: "other-environment",
      params: { store: "testes", environment: "sandbox", path: "/hooks/pagseguro/testes" },
    });
    const alike = others.map((other) => ({ ...other, environment: "production" }));
    expect((await diagnosed("pagseguro", request, { token: ["live-token-0000000001"] }, alike)).code).toBe("other-store");
  });

  test("a classic notification without the account's e-mail is told to need it", async () => {
    const classic = call([], "notificationCode=766B9C-AD4B044B04DA-77742F5FA653-E1AB24&notificationType=transaction");

    expect(await diagnosed("pagseguro", classic, { token: [TOKEN] })).toMatchObject({
      code: "shows-other-secret",
      params: { needed: "email" },
    });
  });
});
