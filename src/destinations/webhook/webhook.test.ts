import { describe, expect, test } from "vitest";
import { aLead } from "../../../test/support/events.ts";
import { anIntent } from "../../../test/support/intents.ts";
import { unreadableFacts } from "../../core/event.ts";
import { note } from "../../core/note.ts";
import { Secret } from "../../core/secret.ts";
import type { DestinationAccount, Intent } from "../contract.ts";
import { webhook } from "./index.ts";

const SECRET = `whsec_${Buffer.alloc(32, "fake").toString("base64")}`;
const NOBODY = { name: null, email: null, phone: null, document: null };

function account(settings: Record<string, string> = {}, secrets: Record<string, string> = { secret: SECRET }): DestinationAccount {
  return {
    name: "crm",
    settings: new Map(Object.entries({ url: "https://example.com/hook", ...settings })),
    secrets: new Map(Object.entries(secrets).map(([name, value]) => [name, [new Secret(value)]])),
    now: "2026-11-03T13:30:00.999Z",
  };
}

function sent(intent: Intent, to = account()) {
  const request = webhook.buildRequest([intent], to);
  if (!request.ok) throw new Error(request.error.code);
  const headers = request.value.headers.filter(([name]) => name !== "webhook-signature");
  return { ...request.value, headers, body: new TextDecoder().decode(request.value.body) };
}

const forward = (changes: Partial<Intent> = {}, event: Parameters<typeof anIntent>[1] = {}) =>
  anIntent({ action: "forward", target: "crm", value: null, ...changes }, event);

describe("forward", () => {
  test("of an event with the fewest fields", () => {
    const bare = { ...unreadableFacts("hotmart"), occurredAt: null, contactId: null, productSlug: null };

    expect(sent(forward({ person: NOBODY, product: null }, bare))).toEqual({
      method: "POST",
      url: "https://example.com/hook",
      headers: [
        ["content-type", "application/json"],
        ["user-agent", "intg"],
        ["webhook-id", "dsp_01k9d5w2rcabcdefghjk"],
        ["webhook-timestamp", "1793712600"],
      ],
      body:
        '{"type":"unknown","timestamp":"2026-11-03T13:22:43.000Z","data":{"id":"evt_01k9d5w2rcabcdefghjk",' +
        '"deliveryId":"dlv_01k9d5w2rcabcdefghjk","provider":"hotmart","store":"default","format":"hotmart","trigger":"unknown","also":[],' +
        '"nativeEvent":"","nativeStatus":null,"nativeId":null,"occurredAt":null,"zoneAssumed":false,"receivedAt":"2026-11-03T13:22:43.000Z",' +
        '"isTest":false,"status":"processed","reason":null,"product":{"externalId":null,"name":null,"slug":null,"kind":null,"offer":null,' +
        '"plan":null},"transaction":{"id":null,"parentId":null,"subscriptionId":null,"recurrence":null},"buyer":{"name":null,"email":null,' +
        '"phone":null,"phoneRaw":null,"document":null},"amount":null,"amountPaid":null,"payment":null,"tracking":{},"accessUntil":null,' +
        '"shipment":null,"isPartialRefund":false,"lead":null,"notes":[],"contactId":null}}',
    });
  });

  test("of an event with all fields sends the canonical event, unmasked, and the secrets at their places", () => {
    const intent = forward({}, { tracking: { src: "ig" }, lead: aLead, also: ["subscription.started"] });
    const request = sent(intent, account({ method: "PUT" }, { secret: SECRET, authorization: "Bearer fake-1" }));

    expect(request.method).toBe("PUT");
    expect(request.headers).toContainEqual(["authorization", "Bearer fake-1"]);
    expect(JSON.parse(request.body)).toEqual({
      type: "purchase.approved",
      timestamp: "2026-11-03T13:22:41.507Z",
      data: JSON.parse(JSON.stringify(intent.event)),
    });
    expect(JSON.parse(request.body).data.buyer.email).toBe("maria@example.com");
  });
});

test("notify sends the message beside the keys of the event", () => {
  const intent = anIntent({ action: "notify", target: "lembrete-boleto", value: null, text: 'Oi "Maria"' });
  const { type, data } = JSON.parse(sent(intent).body);

  expect([type, data.id, data.message]).toEqual([
    "purchase.approved",
    "evt_01k9d5w2rcabcdefghjk",
    { template: "lembrete-boleto", text: 'Oi "Maria"' },
  ]);
});

describe("the operator's own body", () => {
  test("is filled in as JSON", () => {
    const to = account({ body: '{"text":"{{text}}","who":"{{first_name|alguém}}","cents":{{event.amount.minor}}}' });
    const intent = anIntent({ action: "notify", target: "x", text: 'Oi "Maria"\n' });

    expect(sent(intent, to)).toMatchObject({ body: '{"text":"Oi \\"Maria\\"\\n","who":"Maria","cents":19700}' });
  });

  test("is filled in as a form where the content type says so", () => {
    const to = account({ body: "name={{name}}&id={{id}}", "content-type": "application/x-www-form-urlencoded" });

    expect(sent(forward(), to)).toMatchObject({ body: "name=Maria%20Teste&id=dsp_01k9d5w2rcabcdefghjk" });
    expect(sent(forward(), to).headers).toContainEqual(["content-type", "application/x-www-form-urlencoded"]);
  });

  test("does not go out with a hole", () => {
    expect(webhook.buildRequest([forward()], account({ body: '"{{pix}}"' }))).toEqual({
      ok: false,
      error: note("template.no-value", { fields: "pix" }),
    });
  });

  test("that can never be JSON is a problem of the destination", () => {
    expect(webhook.problem?.(account({ body: "{{text}}" }))).toBeNull();
    expect(webhook.problem?.(account({ body: "Oi {{name}}" }))).toEqual(note("template.not-json"));
    expect(webhook.problem?.(account({ body: "Oi {{name}}", "content-type": "text/plain" }))).toBeNull();
    expect(webhook.problem?.(account())).toBeNull();
  });
});

describe("nothing is sent", () => {
  test.each([
    ["unsigned", forward(), account({}, {}), note("secret.missing", { name: "secret" })],
    ["signed with a blank secret", forward(), account({}, { secret: " " }), note("secret.missing", { name: "secret" })],
    [
      "with a header that breaks the request",
      forward(),
      account({}, { secret: SECRET, authorization: "a\nb" }),
      note("secret.not-header", { name: "authorization" }),
    ],
    ["for a message without a text", anIntent({ action: "notify" }), account(), note("webhook.no-text")],
    [
      "for an action that is none of its own",
      anIntent({ action: "tag.add" }),
      account(),
      note("webhook.other-action", { action: "tag.add" }),
    ],
    ["without an address", forward(), { ...account(), settings: new Map() }, note("setting.missing", { setting: "url" })],
  ])("%s", (_, intent, to, error) => {
    expect(webhook.buildRequest([intent], to)).toEqual({ ok: false, error });
  });
});

describe("a probe", () => {
  test("is a signed call of its own type, without data", () => {
    const probe = webhook.probe(account());

    expect(new TextDecoder().decode(probe?.body)).toBe('{"type":"intg.test","timestamp":"2026-11-03T13:30:00.999Z","data":{}}');
    expect(probe?.headers.map(([name, value]) => (name === "webhook-signature" ? [name, value.slice(0, 3)] : [name, value]))).toEqual([
      ["content-type", "application/json"],
      ["user-agent", "intg"],
      ["webhook-id", "test_1793712600999"],
      ["webhook-timestamp", "1793712600"],
      ["webhook-signature", "v1,"],
    ]);
  });

  test("is not made where nothing would tell it from a sale, or nothing signs it", () => {
    expect(webhook.probe(account({ body: '{"text":"{{text}}"}' }))).toBeNull();
    expect(webhook.probe(account({}, {}))).toBeNull();
  });
});

describe("the secret", () => {
  const [secret, authorization] = webhook.secrets;

  test("is made of 32 random bytes where none is given", () => {
    expect(secret?.generate?.(new Uint8Array(32).fill(255))).toBe("whsec_//////////////////////////////////////////8=");
  });

  test.each([
    [SECRET, []],
    [`whsec_${Buffer.alloc(24).toString("base64")}`, []],
    [`whsec_${Buffer.alloc(64).toString("base64")}`, []],
    ["whsec_AAEC", [note("webhook.secret-length", { bytes: 3, least: 24, most: 64 })]],
    ["a-plain-text-that-is-long-enough", [note("webhook.plain-secret")]],
    ["short", [note("webhook.plain-secret"), note("webhook.secret-length", { bytes: 5, least: 24, most: 64 })]],
  ])("%j is remarked on with %j", (value, notes) => {
    expect(secret?.check(value)).toEqual(notes);
  });

  test("of the header Authorization is remarked on when no header can carry it", () => {
    expect([authorization?.check("Bearer fake-1"), authorization?.check("é")]).toEqual([
      [],
      [note("secret.not-header", { name: "authorization" })],
    ]);
  });
});

test("sixteen go at once, without spacing; a repeat does no harm", () => {
  expect(webhook.policy(new Map())).toEqual({ concurrency: 16, spacingMs: 0, burst: 1, perDay: null, quiet: null });
  expect(webhook.doubt(forward())).toBe("repeat");
});
