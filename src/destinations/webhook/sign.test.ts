import { createHmac } from "node:crypto";
import { Webhook, WebhookVerificationError } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { anIntent } from "../../../test/support/intents.ts";
import { Secret } from "../../core/secret.ts";
import type { DestinationAccount, OutboundRequest } from "../contract.ts";
import { webhook } from "./index.ts";
import { encodedBytes, keyBytes, signedHeaders } from "./sign.ts";

const NEW = `whsec_${Buffer.alloc(32, "new").toString("base64")}`;
const OLD = `whsec_${Buffer.alloc(24, "old").toString("base64")}`;
const OTHER = `whsec_${Buffer.alloc(32, "other").toString("base64")}`;

function sent(...secrets: readonly string[]): OutboundRequest {
  const account: DestinationAccount = {
    name: "crm",
    settings: new Map([["url", "https://example.com/hook"]]),
    secrets: new Map([["secret", secrets.map((secret) => new Secret(secret))]]),
    // The counterpart looks at the clock, and takes no call that is five minutes old.
    now: new Date().toISOString(),
  };
  const request = webhook.buildRequest([anIntent({ action: "forward", target: "crm" })], account);
  if (!request.ok) throw new Error(request.error.code);
  return request.value;
}

const verified = (secret: string, request: OutboundRequest, body = new TextDecoder().decode(request.body)) =>
  new Webhook(secret).verify(body, Object.fromEntries(request.headers));

describe("the public standardwebhooks package", () => {
  test("takes what is signed, and reads the event from it", () => {
    expect(verified(NEW, sent(NEW))).toMatchObject({ type: "purchase.approved", data: { buyer: { email: "maria@example.com" } } });
  });

  test("takes it with the new and with the old secret during a rotation, and with no other", () => {
    const request = sent(NEW, OLD);

    expect(verified(NEW, request)).toEqual(verified(OLD, request));
    expect(() => verified(OTHER, request)).toThrow(WebhookVerificationError);
  });

  test("refuses a body, an id and a time that were changed", () => {
    const request = sent(NEW);
    const body = new TextDecoder().decode(request.body).replace("19700", "100");
    const changed = (name: string, value: string) => ({
      ...request,
      headers: request.headers.map(([key, old]) => [key, key === name ? value : old] as const),
    });
    const timestamp = request.headers.find(([name]) => name === "webhook-timestamp")?.[1];

    expect(body).not.toBe(new TextDecoder().decode(request.body));
    expect(() => verified(NEW, request, body)).toThrow(WebhookVerificationError);
    expect(() => verified(NEW, changed("webhook-id", "dsp_another"))).toThrow(WebhookVerificationError);
    expect(() => verified(NEW, changed("webhook-timestamp", String(Number(timestamp) - 1)))).toThrow(WebhookVerificationError);
  });
});

test("each secret has its signature, the newest first, over id, seconds and body", () => {
  const body = new TextEncoder().encode('{"ação":1}');
  const expected = (secret: string) =>
    createHmac("sha256", Buffer.from(secret.slice(6), "base64"))
      .update('dsp_1.1793712161.{"ação":1}', "utf8")
      .digest("base64");

  expect(signedHeaders("dsp_1", "2026-11-03T13:22:41.999Z", body, [new Secret(NEW), new Secret(OLD)])).toEqual([
    ["webhook-id", "dsp_1"],
    ["webhook-timestamp", "1793712161"],
    ["webhook-signature", `v1,${expected(NEW)} v1,${expected(OLD)}`],
  ]);
});

test("the example of the specification is signed as it stands there", () => {
  // Secret, id, time, body and signature of the public test suites of Standard Webhooks.
  const body = new TextEncoder().encode('{"test": 2432232314}');
  const secret = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  expect(signedHeaders("msg_p5jXN8AQM9LWM0D4loKWxJek", "2021-02-25T15:02:10.000Z", body, [secret])).toContainEqual([
    "webhook-signature",
    "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  ]);
});

describe("the bytes of a secret", () => {
  test.each([
    ["whsec_AAEC", [0, 1, 2]],
    [" whsec_AAE= ", [0, 1]],
    ["whsec_", [119, 104, 115, 101, 99, 95]],
    ["whsec_AA!", [119, 104, 115, 101, 99, 95, 65, 65, 33]],
    ["ç", [195, 167]],
  ])("%j are %j", (secret, bytes) => {
    expect([...keyBytes(secret)]).toEqual(bytes);
  });

  test("are told to be as the specification wants them, or not", () => {
    expect(["whsec_AAEC", "whsec_AA", "AAEC", ""].map((secret) => encodedBytes(secret) !== null)).toEqual([true, false, false, false]);
  });
});
