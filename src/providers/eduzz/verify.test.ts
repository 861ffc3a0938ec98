import { createHash, createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type HeaderList, InboundRequest } from "../../core/http-message.ts";
import { type Credentials, Secret } from "../../core/secret.ts";
import { eduzz } from "./index.ts";

const NOW = "2026-11-03T12:00:00.000Z";
const KEY = "whk_exemplo_0123456789abcdef";
const ORIGIN = "Origin-Exemplo-0001";

const BODY_A =
  '{"id":"evt0000000000000000000001","event":"myeduzz.invoice_paid","data":{"id":"70000001","status":"paid","buyer":{"name":"João Exemplo","email":"joao@example.com"},"price":{"currency":"BRL","value":197.9},"items":[{"productId":"1234567","name":"Curso A/B"}]},"sentDate":"2026-03-02T12:00:00.000Z"}';
const SIGNATURE_A = "8e3f7debb02397bb161bde89b0b18c5bf7549ddc5db958a46366ab0d318b6568";
const ESCAPED_A = BODY_A.replace("ã", "\\u00e3").replace("A/B", "A\\/B");
const ESCAPED_SIGNATURE = "b6eb2e60e2bc48fe5a62d3a6d8ee89ce9b685e0069baec9dc92e8d44cd94dffb";
const PING = '{"id":"evt0000000000000000000000","event":"ping","data":{"message":"ping"},"sentDate":"2026-03-02T11:59:00.000Z"}';
const PING_SIGNATURE = "d300576556704a268e59a320cd18435f9a081145bb2daaea3c7dfc50d3b7a25a";

function accepting(secret: readonly string[], origin: readonly string[] = []): Credentials {
  return new Map([
    ["secret", secret.map((value) => new Secret(value))],
    ["origin-key", origin.map((value) => new Secret(value))],
  ]);
}

const BOTH = accepting([KEY], [ORIGIN]);

function call(body: string, headers: HeaderList = []): InboundRequest {
  return new InboundRequest({ method: "POST", target: "/hooks/eduzz", headers, body: new TextEncoder().encode(body) });
}

function signed(body: string, ...signatures: readonly string[]): InboundRequest {
  return call(
    body,
    signatures.map((signature) => ["X-Signature", signature] as const),
  );
}

function outcome(request: InboundRequest, credentials: Credentials = BOTH): string {
  const verified = eduzz.verify(request, credentials, NOW);
  return verified.ok ? "accepted" : verified.error.code;
}

function multipart(fields: readonly (readonly [string, string])[]): string {
  const parts = fields.map(([name, value]) => `--BoundaryX\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  return `${parts.join("")}--BoundaryX--\r\n`;
}

describe("the signature of the webhook", () => {
  test.each([
    ["a body with a letter of two bytes", BODY_A, SIGNATURE_A],
    ["the same with escapes, which is another text", ESCAPED_A, ESCAPED_SIGNATURE],
    ["a ping", PING, PING_SIGNATURE],
  ])("is accepted over %s, as the known vector has it", (_, body, signature) => {
    expect(createHmac("sha256", KEY).update(body).digest("hex")).toBe(signature);
    expect(outcome(signed(body, signature))).toBe("accepted");
  });

  test("covers the bytes, not the meaning", () => {
    expect(Buffer.byteLength(BODY_A)).toBe(298);
    expect(outcome(signed(ESCAPED_A, SIGNATURE_A))).toBe("credential.wrong");
    expect(outcome(signed(`${BODY_A}\n`, SIGNATURE_A))).toBe("credential.wrong");
  });

  test.each([
    ["in base64", "jj9967Ajl7sWG96JsLGMW/dUndxduVikY2arDTGLZWg=", "credential.malformed"],
    ["with a prefix", `sha256=${SIGNATURE_A}`, "credential.malformed"],
    ["in capitals", SIGNATURE_A.toUpperCase(), "credential.malformed"],
    ["one digit short", SIGNATURE_A.slice(1), "credential.malformed"],
    ["of another body", PING_SIGNATURE, "credential.wrong"],
    ["empty", "", "credential.absent"],
    ["with white space around", ` ${SIGNATURE_A} `, "accepted"],
  ])("%s is answered as it should be", (_, signature, expected) => {
    expect(outcome(signed(BODY_A, signature))).toBe(expected);
  });

  test.each([[[SIGNATURE_A, PING_SIGNATURE]], [[PING_SIGNATURE, SIGNATURE_A]], [[SIGNATURE_A, ""]]])(
    "sent twice as %j is refused",
    (values) => {
      expect(outcome(signed(BODY_A, ...values))).toBe("credential.duplicated");
    },
  );

  test("sent twice with one value is one", () => {
    expect(outcome(signed(BODY_A, SIGNATURE_A, SIGNATURE_A))).toBe("accepted");
  });

  test("is looked for in no other header", () => {
    const names = ["x-eduzz-signature", "x-hub-signature-256", "x-webhook-secret"];

    expect(names.map((name) => outcome(call(BODY_A, [[name, SIGNATURE_A]])))).toEqual(names.map(() => "credential.absent"));
  });

  test("may be made with any of several keys", () => {
    const keys = accepting(["edzwgd_newer", KEY]);

    expect(outcome(signed(BODY_A, SIGNATURE_A), keys)).toBe("accepted");
    expect(outcome(signed(BODY_A, createHmac("sha256", "edzwgd_newer").update(BODY_A).digest("hex")), keys)).toBe("accepted");
    expect(outcome(signed(BODY_A, SIGNATURE_A), accepting(["edzwgd_newer"]))).toBe("credential.wrong");
  });

  test("is needed even where the origin secret is inside", () => {
    const body = JSON.stringify({ event: "myeduzz.invoice_paid", origin_secret: ORIGIN, data: { producer: { originSecret: ORIGIN } } });

    expect(outcome(call(body))).toBe("credential.absent");
    expect(outcome(signed(body, createHmac("sha256", ORIGIN).update(body).digest("hex")))).toBe("credential.wrong");
  });

  test("is needed by what is no format, so that only the vendor is told so", () => {
    const text = "not a webhook";

    expect(outcome(call(text))).toBe("credential.absent");
    expect(outcome(signed(text, createHmac("sha256", KEY).update(text).digest("hex")))).toBe("accepted");
  });
});

describe("the origin secret of the obsolete webhook", () => {
  const json = (members: string) => `{"trans_cod":"70000001","trans_status":"3"${members}}`;

  test.each([
    ["origin_secret", `,"origin_secret":"${ORIGIN}"`, "accepted"],
    ["origin", `,"origin":"${ORIGIN}"`, "accepted"],
    ["the same in both", `,"origin":"${ORIGIN}","origin_secret":"${ORIGIN}"`, "accepted"],
    ["one of them empty", `,"origin":"","origin_secret":"${ORIGIN}"`, "accepted"],
    ["one of them null", `,"origin":null,"origin_secret":"${ORIGIN}"`, "accepted"],
    ["two different ones", `,"origin":"other","origin_secret":"${ORIGIN}"`, "credential.conflicting"],
    ["one name twice, the right one last", `,"origin_secret":"other","origin_secret":"${ORIGIN}"`, "credential.duplicated"],
    ["one name twice, once spelled with an escape", `,"origin_secret":"${ORIGIN}","\\u006frigin_secret":"other"`, "credential.duplicated"],
    ["in other capitals", `,"origin_secret":"${ORIGIN.toLowerCase()}"`, "credential.wrong"],
    ["cut short", `,"origin_secret":"${ORIGIN.slice(1)}"`, "credential.wrong"],
    ["a number", ',"origin_secret":1', "credential.absent"],
    ["deeper", `,"producer":{"origin_secret":"${ORIGIN}"}`, "credential.absent"],
    ["nothing", "", "credential.absent"],
  ])("sent as %s", (_, members, expected) => {
    expect(outcome(call(json(members)))).toBe(expected);
  });

  test.each([
    [`trans_cod=1&origin=${ORIGIN}`, "accepted"],
    [`origin_secret=${ORIGIN}&trans_cod=1`, "accepted"],
    [`trans_cod=1&origin_secret=x&origin_secret=${ORIGIN}`, "credential.duplicated"],
    [`trans_cod=1&origin_secret=${ORIGIN}&origin=x`, "credential.conflicting"],
    ["trans_cod=1&origin=", "credential.absent"],
  ])("in the form %s", (body, expected) => {
    expect(outcome(call(body))).toBe(expected);
  });

  test("is replaced by no word for an API key, no address and no signature", () => {
    const body = json(',"api_key":"testWebhook"');
    const inAddress = new InboundRequest({
      method: "POST",
      target: `/hooks/eduzz?origin_secret=${ORIGIN}`,
      headers: [],
      body: call(body).body,
    });

    expect(outcome(call(body))).toBe("credential.absent");
    expect(outcome(inAddress)).toBe("credential.absent");
    expect(outcome(signed(body, createHmac("sha256", KEY).update(body).digest("hex")))).toBe("credential.absent");
  });
});

describe("the origin secret of a custom delivery", () => {
  const fields = `"edz_fat_cod":"70000001","edz_cnt_cod":"1234567","edz_cli_cod":"555001"`;
  const secret = `"edz_cli_origin_secret":"${ORIGIN}"`;

  test.each([
    ["nested JSON", `{"type":"create","fields":{${fields},${secret}}}`, "accepted"],
    ["flat JSON", `{"type":"create",${fields},${secret}}`, "accepted"],
    ["JSON with nested names", `{"type":"create","fields[edz_fat_cod]":"1","fields[edz_cli_origin_secret]":"${ORIGIN}"}`, "accepted"],
    ["a form", `type=create&edz_fat_cod=1&edz_cli_origin_secret=${ORIGIN}`, "accepted"],
    ["a form with nested names", `type=create&fields%5Bedz_fat_cod%5D=1&fields%5Bedz_cli_origin_secret%5D=${ORIGIN}`, "accepted"],
    ["both places, the same", `{"type":"create",${secret},"fields":{${fields},${secret}}}`, "accepted"],
    ["both places, not the same", `{"type":"create","edz_cli_origin_secret":"x","fields":{${fields},${secret}}}`, "credential.conflicting"],
    ["fields twice, hidden in the first", `{"type":"create","fields":{${secret}},"fields":{${fields}}}`, "credential.duplicated"],
    [
      "fields twice, not the same",
      `{"type":"create","fields":{${fields},${secret}},"fields":{"edz_cli_origin_secret":"x"}}`,
      "credential.duplicated",
    ],
    ["in a list", `{"type":"create","fields":[{${secret}}]}`, "credential.absent"],
    ["under the name of the obsolete webhook", `{"type":"create",${fields},"origin_secret":"${ORIGIN}"}`, "credential.absent"],
    ["another account's", `{"type":"create",${fields},"edz_cli_origin_secret":"x"}`, "credential.wrong"],
  ])("sent as %s", (_, body, expected) => {
    expect(outcome(call(body))).toBe(expected);
  });

  test("sent as multipart, once or twice", () => {
    const plain: [string, string][] = [
      ["type", "create"],
      ["edz_fat_cod", "70000001"],
    ];

    expect(outcome(call(multipart([...plain, ["edz_cli_origin_secret", ORIGIN]])))).toBe("accepted");
    expect(outcome(call(multipart([["edz_cli_origin_secret", "x"], ...plain, ["edz_cli_origin_secret", ORIGIN]])))).toBe(
      "credential.duplicated",
    );
    expect(outcome(call(multipart(plain)))).toBe("credential.absent");
  });

  test("is not replaced by nsid and sid, even when both are computed as documented", () => {
    const nsid = createHash("sha1").update("700000011234567555001").digest("hex");
    const sid = createHash("md5").update("9f3c555001joao@example.comJoão Exemplo1234567700000013197.900a1b2c3d4e5f9f3c").digest("hex");

    expect(nsid).toBe("ec1029d2c87ea2788b8f2d744063d9572ad2a111");
    expect(sid).toBe("3c6744aa35d13b3647acfed9b48a11ba");
    expect(outcome(call(`{"type":"create","nsid":"${nsid}","sid":"${sid}","fields":{${fields},"edz_cli_apikey":"9f3c"}}`))).toBe(
      "credential.absent",
    );
  });
});

describe("what is configured", () => {
  const legacy = call(`trans_cod=1&origin=${ORIGIN}`);
  const webhook = signed(BODY_A, SIGNATURE_A);

  test("counts for its own format only", () => {
    expect([outcome(webhook, accepting([KEY])), outcome(legacy, accepting([KEY]))]).toEqual(["accepted", "credential.not-configured"]);
    expect([outcome(webhook, accepting([], [ORIGIN])), outcome(legacy, accepting([], [ORIGIN]))]).toEqual([
      "credential.not-configured",
      "accepted",
    ]);
  });

  test.each([
    ["nothing", new Map()],
    ["empty values", accepting([""], [""])],
    ["a token for API calls", new Map([["api-token", [new Secret(KEY)]]])],
  ])("accepts nothing when it is %s", (_, credentials) => {
    expect(outcome(webhook, credentials)).toBe("credential.not-configured");
    expect(outcome(legacy, credentials)).toBe("credential.not-configured");
    expect(outcome(call("trans_cod=1&origin="), credentials)).toBe("credential.not-configured");
  });
});
