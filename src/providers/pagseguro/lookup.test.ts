import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { accepting } from "../../../test/support/credentials.ts";
import { InboundRequest } from "../../core/http-message.ts";
import type { ApiPlace, VendorReply } from "../contract.ts";
import { lookup } from "./lookup.ts";

const CODE = "4B7F1C-0A22E63B41D9-8C5570F2AA13-9D06E7";
const ORDER = "ORDE_0B6B1B7E-3A54-4D0C-9F11-5A2C7D9E4401";
const CHARGE = "CHAR_6C0E9F52-77A1-4C8E-8B15-0D4A51E6B702";
const CHECKOUT = "CHEC_11112222-3333-4444-5555-666677778888";

const CREDENTIALS = accepting({ email: ["loja+1@example.com"], token: ["to&ken/1"] });

function call(body: string): InboundRequest {
  return new InboundRequest({ method: "POST", target: "/hooks/pagseguro", headers: [], body: Buffer.from(body) });
}

function notification(type: string, code = CODE): InboundRequest {
  return call(`notificationType=${type}&notificationCode=${code}`);
}

function urls(request: InboundRequest, credentials = CREDENTIALS, place: ApiPlace = "production"): readonly string[] {
  return lookup.questions(request, credentials, place).map(({ url }) => url);
}

function reply(status: number, body: string | Uint8Array): VendorReply {
  return { status, body: Buffer.from(body) };
}

const ACCOUNT = "email=loja%2B1%40example.com&token=to%26ken%2F1";

describe("what is asked about a notification", () => {
  test("of a transaction is asked once, with e-mail and token in the query", () => {
    expect(lookup.questions(notification("transaction"), CREDENTIALS, "production")).toEqual([
      {
        url: `https://ws.pagseguro.uol.com.br/v3/transactions/notifications/${CODE}?${ACCOUNT}`,
        headers: [["Accept-Charset", "ISO-8859-1"]],
      },
    ]);
  });

  test("of a subscription is asked of the older product, then of the later one", () => {
    const asked = lookup.questions(notification("preApproval"), CREDENTIALS, "sandbox");

    expect(asked.map(({ url }) => url)).toEqual([
      `https://ws.sandbox.pagseguro.uol.com.br/v2/pre-approvals/notifications/${CODE}?${ACCOUNT}`,
      `https://ws.sandbox.pagseguro.uol.com.br/pre-approvals/notifications/${CODE}?${ACCOUNT}`,
    ]);
    expect(asked[1]?.headers).toEqual([["Accept", "application/vnd.pagseguro.com.br.v3+xml;charset=ISO-8859-1"]]);
  });

  test.each(["http://127.0.0.1:4041", "http://127.0.0.1:4041/"] as const)("is asked at %s instead, when that is set", (place) => {
    expect(urls(notification("TRANSACTION"), CREDENTIALS, place)).toEqual([
      `http://127.0.0.1:4041/v3/transactions/notifications/${CODE}?${ACCOUNT}`,
    ]);
    expect(urls(call(`{"id":"${ORDER}","charges":[]}`), CREDENTIALS, place)).toEqual([`http://127.0.0.1:4041/orders/${ORDER}`]);
  });

  test("is asked with the newest values first, and with one older pair at most", () => {
    const rotating = accepting({ email: ["new@example.com"], token: ["newest", "older", "oldest"] });

    expect(urls(notification("transaction"), rotating).map((url) => new URL(url).search)).toEqual([
      "?email=new%40example.com&token=newest",
      "?email=new%40example.com&token=older",
    ]);
  });

  test.each(["applicationAuthorization", "somethingNew"])("is nothing when its type is %s", (type) => {
    expect(urls(notification(type))).toEqual([]);
  });

  test("is nothing without e-mail or token, and for the old format", () => {
    expect(urls(notification("transaction"), accepting({ token: ["t"] }))).toEqual([]);
    expect(urls(notification("transaction"), accepting({ email: ["e"], token: [""] }))).toEqual([]);
    expect(urls(call("TransacaoID=1&StatusTransacao=Aprovado"))).toEqual([]);
  });
});

describe("what is asked about a call of the Orders API", () => {
  test.each([
    ["an order", `{"id":"${ORDER}"}`, [`/orders/${ORDER}`]],
    ["a charge", `{"id":"${CHARGE}","status":"PAID"}`, [`/orders?charge_id=${CHARGE}`, `/charges/${CHARGE}`]],
    ["a checkout", `{"id":"${CHECKOUT}"}`, [`/checkouts/${CHECKOUT}`]],
    ["a chargeback", '{"id":"CBKS_6C0E9F52"}', []],
    ["an order whose id is none", '{"id":"ORDE_../../x","charges":[]}', []],
    ["an order whose id is too long", `{"id":"ORDE_${"A".repeat(71)}"}`, []],
    ["an order without an id", '{"charges":[]}', []],
    ["a subscription", '{"event":"subscription.canceled","resource":{"id":"SUBS_1"}}', []],
  ])("%s", (_, body, paths) => {
    expect(urls(call(body))).toEqual(paths.map((path) => `https://api.pagseguro.com${path}`));
  });

  test("carries the token as a bearer, the newest first, and never in the address", () => {
    const asked = lookup.questions(call(`{"id":"${ORDER}"}`), accepting({ token: ["newest", "older", "oldest"] }), "sandbox");

    expect(asked.map(({ url }) => url)).toEqual(Array(2).fill(`https://sandbox.api.pagseguro.com/orders/${ORDER}`));
    expect(asked.map(({ headers }) => headers[1])).toEqual([
      ["Authorization", "Bearer newest"],
      ["Authorization", "Bearer older"],
    ]);
  });
});

describe("a hint", () => {
  test.each([
    ["a usual code", notification("transaction"), true],
    ["a code of another length", notification("preApproval", "5F0A6C1D2E3B4A59880011AA22BB33CC"), true],
    ["an authorisation", notification("applicationAuthorization"), true],
    ["the old format", call("TransacaoID=1&StatusTransacao=Aprovado"), true],
    ["an order", call(`{"id":"${ORDER}"}`), true],
    ["a bare charge", call(`{"id":"${CHARGE}","status":"PAID"}`), true],
    ["a checkout", call(`{"id":"${CHECKOUT}"}`), true],
    ["an order without an id", call('{"charges":[]}'), false],
    ["a chargeback", call('{"id":"CBKS_6C0E9F52"}'), false],
    ["a subscription", call('{"event":"subscription.canceled","resource":{"id":"SUBS_1"}}'), false],
    ["another form", call("a=1"), false],
    ["nothing", call(""), false],
  ])("is %s: %s", (_, request, expected) => {
    expect(lookup.hints(request, CREDENTIALS)).toBe(expected);
  });

  test.each(["", "abc", "../../etc/passwd", `${CODE}/x`, "-".repeat(39), "A".repeat(65), "%2e%2e%2f12345678", "G".repeat(39)])(
    "is no notification with the code %j, which is not admitted either",
    (code) => {
      const request = notification("transaction", code);

      expect(lookup.hints(request, CREDENTIALS)).toBe(false);
      expect(lookup.questions(request, CREDENTIALS, "production")).toEqual([]);
    },
  );

  test("needs somebody who can ask", () => {
    expect(lookup.hints(notification("transaction"), accepting({ token: ["t"] }))).toBe(false);
    expect(lookup.hints(notification("transaction"), accepting({ email: ["e"], token: [""] }))).toBe(false);
    expect(lookup.hints(call(`{"id":"${ORDER}"}`), accepting({ token: ["t"] }))).toBe(true);
    expect(lookup.hints(call(`{"id":"${ORDER}"}`), accepting({ token: [""] }))).toBe(false);
  });
});

describe("a genuine call that tells too little", () => {
  const holder = { boleto: { holder: { email: "a@example.com" } } };

  test.each([
    ["a bare charge", { id: CHARGE, status: "PAID" }, true],
    ["a bare charge by boleto, which names its holder and no product", { id: CHARGE, status: "PAID", payment_method: holder }, true],
    ["a bare charge that nobody can be asked about", { id: "CHAR_?", status: "PAID" }, false],
    ["an order", { id: ORDER, charges: [] }, false],
    ["a checkout", { id: CHECKOUT }, false],
    ["a chargeback", { id: "CBKS_6C0E9F52" }, false],
  ])("%s", (_, body, expected) => {
    expect(lookup.asks(call(JSON.stringify(body)), false)).toBe(expected);
  });
});

describe("what a hint can be asked about", () => {
  test.each([
    ["a transaction", notification("transaction"), true],
    ["a subscription", notification("preApproval"), true],
    ["an authorisation", notification("applicationAuthorization"), false],
    ["a type that nobody knows", notification("somethingNew"), false],
    ["an order", call(`{"id":"${ORDER}"}`), true],
    ["a chargeback, whose place is not known", call('{"id":"CBKS_6C0E9F52"}'), false],
  ])("%s", (_, request, expected) => {
    expect(lookup.asks(request, true)).toBe(expected);
  });

  test("is not kept when it is longer than any real one", () => {
    const credentials = accepting({ email: ["e"], token: ["t"] });
    const padded = (text: string, length: number) => call(text.replace("}", `,"x":"${"x".repeat(length)}"}`));

    expect(lookup.hints(padded(`{"id":"${ORDER}"}`, 60_000), credentials)).toBe(true);
    expect(lookup.hints(padded(`{"id":"${ORDER}"}`, 70_000), credentials)).toBe(false);
    expect(lookup.hints(notification("transaction", `${CODE}&x=${"x".repeat(3_000)}`), credentials)).toBe(true);
    expect(lookup.hints(notification("transaction", `${CODE}&x=${"x".repeat(5_000)}`), credentials)).toBe(false);
  });
});

describe("an answer", () => {
  const errors = (...codes: readonly number[]) =>
    `<?xml version="1.0" encoding="ISO-8859-1"?><errors>${codes.map((code) => `<error><code>${code}</code><message>x</message></error>`).join("")}</errors>`;

  test.each([
    ["a transaction", 200, "<transaction><code>A</code></transaction>", "document"],
    ["a subscription", 200, "<preApproval><code>A</code></preApproval>", "document"],
    ["an order", 200, '{"id":"ORDE_1","charges":[]}', "document"],
    ["a charge", 200, '{"id":"CHAR_1","status":"PAID"}', "document"],
    ["a checkout", 200, '{"id":"CHEC_1"}', "document"],
    ["a list of orders", 200, '{"orders":[{"id":"ORDE_1"}]}', "document"],
    ["a bare list of orders", 200, '[{"id":"ORDE_1"}]', "document"],
    ["an empty list", 200, '{"orders":[]}', "not-here"],
    ["another document", 200, "<authorization><code>A</code></authorization>", "later"],
    ["half a document", 200, "<transaction><code>A</code>", "later"],
    ["a page", 200, "<!DOCTYPE html><html><body>Manutenção</body></html>", "later"],
    ["half an order", 200, '{"id":"ORDE_1","charges":[', "later"],
    ["some other JSON", 200, '{"status":"ok"}', "later"],
    ["a word", 200, "OK", "later"],
    ["nothing", 200, "", "later"],
    ["no such code", 400, errors(13001), "unknown"],
    ["e-mail missing", 400, errors(10001), "misconfigured"],
    ["token missing", 400, errors(10002), "misconfigured"],
    ["e-mail wrong, and no such code", 400, errors(13001, 10003), "misconfigured"],
    ["another error", 400, errors(13003), "later"],
    ["an error that came with 200", 200, errors(13001), "unknown"],
    ["a transaction that came with 400", 400, "<transaction><code>A</code></transaction>", "later"],
    ["an error in JSON", 400, '{"error_messages":[{"code":"40001"}]}', "later"],
    ["a wrong token", 401, "Unauthorized", "misconfigured"],
    ["no access", 403, "Forbidden", "misconfigured"],
    ["another account's code", 404, "<html>Not Found</html>", "not-here"],
    ["too many questions", 429, "", "later"],
    ["a redirection", 302, "", "later"],
    ["a failure", 500, "<transaction><code>A</code></transaction>", "later"],
    ["a maintenance", 503, "", "later"],
  ])("%s (%i) is %s", (_, status, body, expected) => {
    expect(lookup.read(reply(status, body))).toBe(expected);
  });
});

describe("the public key", () => {
  const { publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const key = publicKey.export({ type: "spki", format: "der" }).toString("base64");

  test("is asked for with the newest token, as the one for webhooks", () => {
    expect(lookup.publicKey?.question(accepting({ token: ["newest", "older"] }), "production")).toEqual({
      url: "https://api.pagseguro.com/public-keys?type=webhook",
      headers: [
        ["Accept", "application/json"],
        ["Authorization", "Bearer newest"],
      ],
    });
    expect(lookup.publicKey?.question(accepting({ token: [""] }), "production")).toBeNull();
  });

  test("is kept as it came when it can verify", () => {
    expect(lookup.publicKey?.read(reply(200, JSON.stringify({ public_key: key, created_at: 1 })))).toBe(key);
    expect(lookup.publicKey?.secret).toBe("webhook-key");
  });

  test.each([
    ["another status", 500, JSON.stringify({ public_key: key })],
    ["no JSON", 200, key],
    ["no key", 200, "{}"],
    ["a list", 200, "[]"],
    ["a key that is none", 200, '{"public_key":"AAAA"}'],
    ["the RSA key of card forms", 200, JSON.stringify({ public_key: rsaKey() })],
  ])("is none with %s", (_, status, body) => {
    expect(lookup.publicKey?.read(reply(status, body))).toBeNull();
  });
});

function rsaKey(): string {
  return generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ type: "spki", format: "der" }).toString("base64");
}
