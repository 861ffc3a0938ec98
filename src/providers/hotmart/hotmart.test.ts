import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EventFacts } from "../../core/event.ts";
import { readHttpFile } from "../../core/http-file.ts";
import { type HeaderList, InboundRequest } from "../../core/http-message.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import { seededRandom } from "../../core/random.ts";
import { type Credentials, Secret } from "../../core/secret.ts";
import { withPath } from "../body-edit.ts";
import type { Variation } from "../contract.ts";
import { hotmart } from "./index.ts";

const FIXTURES = new URL("../../../fixtures/hotmart/", import.meta.url);
const NAMES = readdirSync(FIXTURES)
  .filter((name) => name.endsWith(".http"))
  .map((name) => name.replace(/\.http$/, ""));

const HOTTOK = "Zx8QmK2vLr5TnYb7WcHs9PdJf3GaEu1234567";
const OTHER_CASE = "zx8QmK2vLr5TnYb7WcHs9PdJf3GaEu1234567";
const NOW = "2026-11-03T12:00:00.000Z";
const CONTEXT = { receivedAt: NOW, zone: "America/Sao_Paulo" };
const CREDENTIALS = accepting(HOTTOK);

function accepting(...values: readonly string[]): Credentials {
  return new Map([["hottok", values.map((value) => new Secret(value))]]);
}

function call(body: string | JsonValue, headers: HeaderList = [["content-type", "application/json"]]): InboundRequest {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return new InboundRequest({ method: "POST", target: "/hooks/hotmart", headers, body: new TextEncoder().encode(text) });
}

function fixture(name: string): InboundRequest {
  const file = readHttpFile(readFileSync(new URL(`${name}.http`, FIXTURES)));
  if (!file.ok) throw new Error(`${name}: ${file.error}`);
  return file.value.request;
}

function facts(request: InboundRequest, context = CONTEXT): EventFacts {
  const events = hotmart.normalize(request, context);
  if (!events.ok || events.value[0] === undefined) throw new Error("not normalised");
  return events.value[0];
}

/** The fixture's JSON body with one value replaced. */
function changed(name: string, path: string, value: JsonValue): InboundRequest {
  const body = fixture(name).json();
  if (!body.ok) throw new Error(`${name} is no JSON`);
  return call(withPath(body.value, path.split("."), value));
}

function form(fields: Readonly<Record<string, string>>): InboundRequest {
  const before = fixture("purchase.approved.1.0.0-form").form();
  if (!before.ok) throw new Error("no form");
  return call(new URLSearchParams({ ...Object.fromEntries(before.value), ...fields }).toString(), [
    ["content-type", "application/x-www-form-urlencoded"],
  ]);
}

const JSON_BODY = { id: "1", creation_date: 1_767_366_003_412, event: "PURCHASE_APPROVED", version: "2.0.0", data: {} };

function sent(inHeader: string | null, inBody: string | null): InboundRequest {
  const headers: HeaderList = inHeader === null ? [] : [["X-HOTMART-HOTTOK", inHeader]];
  return call(inBody === null ? JSON_BODY : { ...JSON_BODY, hottok: inBody }, headers);
}

function outcome(request: InboundRequest, credentials: Credentials = CREDENTIALS): string {
  const verified = hotmart.verify(request, credentials, NOW);
  return verified.ok ? "accepted" : verified.error.code;
}

describe("verify", () => {
  test.each([
    ["header only", HOTTOK, null, "accepted"],
    ["body only", null, HOTTOK, "accepted"],
    ["first letter in the other case", OTHER_CASE, null, "credential.wrong"],
    ["nothing at all", null, null, "credential.absent"],
    ["right header, other body", HOTTOK, OTHER_CASE, "credential.conflicting"],
    ["other header, right body", OTHER_CASE, HOTTOK, "credential.conflicting"],
    ["empty header, right body", "", HOTTOK, "accepted"],
    ["blank header, wrong body", "  ", OTHER_CASE, "credential.wrong"],
    ["the same in both", HOTTOK, HOTTOK, "accepted"],
    ["right header, empty body field", HOTTOK, "", "accepted"],
    ["empty header, empty body field", "", "", "credential.absent"],
    ["white space around", ` ${HOTTOK}\t`, null, "accepted"],
    ["white space inside", `${HOTTOK.slice(0, 5)} ${HOTTOK.slice(5)}`, null, "credential.wrong"],
    ["truncated", HOTTOK.slice(0, -1), null, "credential.wrong"],
    ["one character more", `${HOTTOK}0`, null, "credential.wrong"],
  ])("%s", (_, inHeader, inBody, expected) => {
    expect(outcome(sent(inHeader, inBody))).toBe(expected);
  });

  test("knows the vector of the note by its digest", () => {
    const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

    expect(digest(HOTTOK)).toBe("4bdba5ca98f86a60ef5fd9e6e2e3405a822868a58f3994598613f115b6a3dff8");
    expect(digest(OTHER_CASE)).toMatch(/^d6ffdd76/);
  });

  test.each([
    ["no credentials", new Map()],
    ["an empty list", accepting()],
    ["only values that verify nothing", new Map([["basic", [new Secret(HOTTOK)]]])],
  ])("refuses the right hottok with %s", (_, credentials) => {
    expect(outcome(sent(HOTTOK, HOTTOK), credentials)).toBe("credential.not-configured");
  });

  test("accepts every value of a rotation, in either place, and no third one", () => {
    const both = accepting("new-value-of-the-account", HOTTOK);

    expect(outcome(sent(HOTTOK, null), both)).toBe("accepted");
    expect(outcome(sent(null, "new-value-of-the-account"), both)).toBe("accepted");
    expect(outcome(sent("third", null), both)).toBe("credential.wrong");
    expect(outcome(sent(HOTTOK, "new-value-of-the-account"), both)).toBe("credential.conflicting");
  });

  test.each([
    [[HOTTOK, OTHER_CASE], "credential.duplicated"],
    [[HOTTOK, ""], "credential.duplicated"],
    [[HOTTOK, `${HOTTOK} `], "accepted"],
  ])("header sent twice as %j", (values, expected) => {
    const request = call(
      JSON_BODY,
      values.map((value, at) => [at === 0 ? "x-hotmart-hottok" : "X-Hotmart-Hottok", value] as const),
    );

    expect(outcome(request)).toBe(expected);
  });

  test.each([
    ["form field", `hottok=${HOTTOK}&transaction=HP1&status=approved`, "accepted"],
    ["wrong form field", `hottok=${OTHER_CASE}&transaction=HP1&status=approved`, "credential.wrong"],
    ["nested field", JSON.stringify({ data: { hottok: HOTTOK } }), "credential.absent"],
    ["field of another type", JSON.stringify({ hottok: [HOTTOK] }), "credential.absent"],
    ["broken JSON", `{"hottok":"${HOTTOK}"`, "credential.absent"],
    ["list", JSON.stringify([{ hottok: HOTTOK }]), "credential.absent"],
  ])("body as %s", (_, body, expected) => {
    expect(outcome(call(body, []))).toBe(expected);
  });

  test("does not parse a body that cannot carry a hottok", () => {
    class Unparsed extends InboundRequest {
      override json(): never {
        throw new Error("parsed before the sender was known");
      }
    }
    const plain = sent(HOTTOK, null);

    expect(outcome(new Unparsed(plain))).toBe("accepted");
    expect(() => outcome(new Unparsed(sent(HOTTOK, HOTTOK)))).toThrow("parsed");
  });
});

describe("redact and sign", () => {
  test("leaves the very bytes of a body without hottok", () => {
    const request = fixture("purchase.approved.2.0.0").withHeader("X-Hotmart-Hottok", HOTTOK);
    const bare = hotmart.redact(request);

    expect(bare.body).toBe(request.body);
    expect(bare.headers).toEqual([["content-type", "application/json"]]);
  });

  test.each([
    ['{ "hottok" : "a,}\\"b" , "price":597.0,"text":"\\u00e1" }', '{ "price":597.0,"text":"\\u00e1" }'],
    ['{"price":597.0, "hottok":"x"}', '{"price":597.0}'],
    ['{"hottok":"x"}', "{}"],
    ['{"hottok":"x","data":{"hottok":"kept"},"hottok":{"a":[1,2]}}', '{"data":{"hottok":"kept"}}'],
    ['{"name":"what is a hottok"}', '{"name":"what is a hottok"}'],
    ["a=%20b+c&hottok=x&d=", "a=%20b+c&d="],
    ["hottok=x&a=1&hottok=y", "a=1"],
    ["a=hottok", "a=hottok"],
    ['["hottok"]', '["hottok"]'],
    ["hottok", "hottok"],
  ])("cuts %s", (body, expected) => {
    expect(hotmart.redact(call(body)).text()).toBe(expected);
  });

  test("puts the hottok where each version carries it", () => {
    const signed = (name: string): InboundRequest => hotmart.sign(fixture(name), CREDENTIALS, NOW);

    expect(signed("purchase.approved.2.0.0").header("x-hotmart-hottok")).toBe(HOTTOK);
    expect(signed("purchase.approved.1.0.0-form").text()).toMatch(new RegExp(`^hottok=${HOTTOK}&`));
    expect(signed("subscription.canceled.1.0.0-json").text()).toContain(`{"hottok":"${HOTTOK}",`);
    expect(signed("purchase.approved.1.0.0-form.as-json").text()).toContain(`{"hottok":"${HOTTOK}",`);
  });

  test("leaves bytes that are no UTF-8 as they came", () => {
    const latin1 = Buffer.from('{"hottok":"x","status":"approved","transaction":"HP1","name":"Jo\xe3o"}', "latin1");

    expect(Buffer.from(hotmart.redact(call("").withBody(latin1)).body)).toEqual(
      Buffer.from('{"status":"approved","transaction":"HP1","name":"Jo\xe3o"}', "latin1"),
    );
  });

  test.each(NAMES)("%s survives being signed, verified and redacted", (name) => {
    const request = fixture(name);
    const signed = hotmart.sign(request, CREDENTIALS, NOW);

    expect(outcome(signed)).toBe("accepted");
    expect(outcome(signed, accepting(OTHER_CASE))).toBe("credential.wrong");
    expect(hotmart.redact(signed).text()).toBe(request.text());
    expect(hotmart.redact(signed).headers).toEqual(request.headers);
    expect(facts(signed)).toEqual(facts(request));
  });

  test("replaces a hottok of another account and takes the newest value", () => {
    const foreign = sent(OTHER_CASE, OTHER_CASE);
    const signed = hotmart.sign(foreign, accepting(HOTTOK, "older"), NOW);

    expect(outcome(signed)).toBe("accepted");
    expect(signed.text()).not.toContain(OTHER_CASE);
  });

  test("signs with its own sample on an empty home, and with nothing when there is nothing", () => {
    const sample = hotmart.sampleCredentials();

    expect(outcome(hotmart.sign(sent(null, null), sample, NOW), sample)).toBe("accepted");
    expect(outcome(hotmart.sign(sent(HOTTOK, null), new Map(), NOW))).toBe("credential.absent");
  });
});

describe("admit", () => {
  test.each([
    ["{", "body.not-json"],
    ["", "body.not-json"],
    ["<xml/>", "body.not-json"],
    ["[]", "body.not-recognised"],
    ["null", "body.not-recognised"],
    ['{"event":"X"}', "body.not-recognised"],
    ['{"event":"X","data":[]}', "body.not-recognised"],
    ['{"event":5,"data":{}}', "body.not-recognised"],
    ['{"event":5,"buyerVO":{}}', "body.not-recognised"],
    ['{"cancellationDate":1}', "body.not-recognised"],
    ['{"switchPlanDate":1}', "body.not-recognised"],
    ['{"transaction":"HP1","status":"approved"}', "body.not-recognised"],
    ['{"event":"X","data":{}}', "taken"],
    ['{"buyerVO":{}}', "taken"],
    ['{"cancellationDate":1,"subscriberCode":"A"}', "taken"],
    ['{"cancellationDate":1,"subscriptionId":1}', "taken"],
    ['{"switchPlanDate":1,"newSubscriptionPlan":{}}', "taken"],
    ['{"prod":1,"transaction":"HP1","status":"approved"}', "taken"],
  ])("JSON %s: %s", (body, expected) => {
    const admitted = hotmart.admit(call(body));

    expect(admitted.ok ? "taken" : admitted.error.code).toBe(expected);
  });

  test.each([
    ["transaction=HP1&status=never-seen", "application/x-www-form-urlencoded", "taken"],
    ["transaction=HP1&status=approved", "text/plain", "taken"],
    ["transaction=HP1&status=approved", "application/json", "taken"],
    ["name=x", "application/x-www-form-urlencoded", "body.not-recognised"],
    ["name=x", "application/json", "body.not-json"],
    ["no form", "application/x-www-form-urlencoded", "body.not-form"],
  ])("%s as %s: %s", (body, type, expected) => {
    const admitted = hotmart.admit(call(body, [["content-type", type]]));

    expect(admitted.ok ? "taken" : admitted.error.code).toBe(expected);
  });

  test("tells broken JSON of a genuine sender from a forgery", () => {
    const broken = call('{"id":', [["X-HOTMART-HOTTOK", HOTTOK]]);

    expect(outcome(broken)).toBe("accepted");
    expect(hotmart.admit(broken)).toEqual({ ok: false, error: { code: "body.not-json" } });
    expect(hotmart.normalize(broken, CONTEXT)).toEqual({ ok: false, error: { code: "body.not-json" } });
  });
});

describe("fixtures", () => {
  test.each(NAMES)("%s means what its expectation says", (name) => {
    const expected: unknown = JSON.parse(readFileSync(new URL(`${name}.expected.json`, FIXTURES), "utf8"));

    expect(hotmart.normalize(fixture(name), CONTEXT)).toEqual({ ok: true, value: expected });
  });

  test("shows every row of the table, and each word names one row", () => {
    const words = hotmart.events.flatMap((row) => row.words);

    for (const row of hotmart.events) {
      const { format, trigger, also, nativeEvent } = facts(fixture(row.fixture));
      expect({ format, trigger, also, native: nativeEvent }).toEqual({
        format: row.format,
        trigger: row.trigger,
        also: row.also,
        native: row.native,
      });
    }
    expect(new Set(words).size).toBe(words.length);
  });
});

describe("meaning of 2.0.0", () => {
  test.each([
    ["BILLET", "boleto.issued", "boleto"],
    ["FINANCED_BILLET", "boleto.issued", "boleto"],
    ["PIX", "pix.issued", "pix"],
    ["CASHPAYMENT", "purchase.pending", "cash"],
    ["MANUAL_TRANSFER", "purchase.pending", "bank_transfer"],
    ["PICPAY", "purchase.pending", "wallet"],
    ["PAYPAL_INTERNACIONAL", "purchase.pending", "paypal"],
    ["HYBRID", "purchase.pending", "other"],
    ["toString", "purchase.pending", "other"],
  ])("a deferred payment by %s is %s", (type, trigger, method) => {
    const event = facts(changed("boleto.issued.2.0.0", "data.purchase.payment.type", type));

    expect([event.trigger, event.payment?.method, event.payment?.methodRaw]).toEqual([trigger, method, type]);
  });

  test.each([
    [null, "Saldo insuficiente.", "purchase.refused"],
    [null, "UNKNOWN", "purchase.refused"],
    [null, "", "purchase.canceled"],
    [1_767_370_804_000, "Saldo insuficiente.", "purchase.canceled"],
  ])("canceled, approved at %s, reason %j: %s", (approved, reason, trigger) => {
    const request = changed("purchase.refused.2.0.0", "data.purchase.approved_date", approved);
    const body = hotmart.setField(request, "data.purchase.payment.refusal_reason", JSON.stringify(reason));

    expect(facts(body).trigger).toBe(trigger);
  });

  test.each([
    [{ plan: { id: 1, name: "A" } }, 1, "subscription", ["subscription.started"]],
    [{ plan: { id: 1, name: "A" } }, null, "subscription", ["subscription.started"]],
    [{ plan: { id: 1, name: "A" } }, "7", "subscription", ["subscription.renewed"]],
    [{ plan: {} }, 2, "instalments", []],
    [{ status: "ACTIVE" }, 1, "instalments", []],
    [[], null, "one-time", []],
    [null, 3, null, []],
  ] as const)("subscription %j with recurrence %j is %s", (subscription, recurrence, kind, also) => {
    const request = changed("purchase.approved.2.0.0", "data.subscription", subscription);
    const event = facts(hotmart.setField(request, "data.purchase.recurrence_number", JSON.stringify(recurrence)));

    expect([event.product.kind, event.also]).toEqual([kind, also]);
  });

  test.each([
    ["PRINTED_BILLET", "BILLET_PRINTED"],
    ["CANCELLED", "CANCELED"],
    ["COMPLETE", "COMPLETED"],
    ["OVERDUE", "DELAYED"],
    ["PROTESTED", "DISPUTE"],
    ["approved", "APPROVED"],
    ["UNDER_ANALISYS", "UNDER_ANALISYS"],
  ])("status %s reads as %s and never decides the trigger", (status, expected) => {
    const event = facts(changed("purchase.refunded.2.0.0", "data.purchase.status", status));

    expect([event.nativeStatus, event.trigger]).toEqual([expected, "purchase.refunded"]);
  });

  test.each([
    ["CANCELED_BY_VENDOR", "CANCELLED_BY_SELLER"],
    ["CANCELLED_BY_SELLER", "CANCELLED_BY_SELLER"],
    ["CANCELED_BY_CUSTOMER", "CANCELLED_BY_CUSTOMER"],
    ["OVERDUE", "OVERDUE"],
  ])("subscription status %s reads as %s", (status, expected) => {
    expect(facts(changed("subscription.plan_changed.2.0.0", "data.subscription.status", status)).nativeStatus).toBe(expected);
  });

  test.each([
    [1_767_366_003_412, "2026-01-02T15:00:03.412Z", false],
    [1_767_366_003, "2026-01-02T15:00:03.000Z", false],
    ["1767366003412", "2026-01-02T15:00:03.412Z", false],
    ["2026-01-02T15:00:03.412Z", "2026-01-02T15:00:03.412Z", false],
    ["2026-01-02T12:00:03", "2026-01-02T15:00:03.000Z", true],
    ["tomorrow", null, false],
    [1_767_366_003_412_000, null, false],
    [{}, null, false],
  ])("creation date %j is %s", (date, at, zoneAssumed) => {
    const event = facts(changed("purchase.approved.2.0.0", "creation_date", date));

    expect([event.occurredAt, event.zoneAssumed]).toEqual([at, zoneAssumed]);
  });

  test.each([
    ["31900000001", "31", "BR", "+5531900000001", "31900000001"],
    ["(31) 90000-0001", "31", "BR", "+5531900000001", "31 (31) 90000-0001"],
    ["900000001", "31", "BR", "+5531900000001", "31 900000001"],
    ["3130000001", null, "br", "+553130000001", "3130000001"],
    ["5531900000001", "31", "BR", "+5531900000001", "31 5531900000001"],
    ["351900000004", null, "BR", "+351900000004", "351900000004"],
    ["351900000004", null, "PT", "+351900000004", "351900000004"],
    ["31900000001", null, "US", null, "31900000001"],
    ["900000001", "", "BR", null, "900000001"],
    ["012345678901", null, "ES", null, "012345678901"],
  ])("phone %s with code %s in %s is %s", (number, code, country, phone, raw) => {
    const buyer = { email: "a@example.com", checkout_phone: number, checkout_phone_code: code, address: { country_iso: country } };
    const event = facts(changed("purchase.approved.2.0.0", "data.buyer", buyer));

    expect([event.buyer.phone, event.buyer.phoneRaw]).toEqual([phone, raw]);
    expect(event.notes.map((note) => note.code)).toEqual(phone === null ? ["buyer.phone-invalid"] : []);
  });

  test("takes the country of the checkout when the address names none, and Brazil when nobody does", () => {
    const buyer = { checkout_phone: "31900000001" };
    const abroad = changed("purchase.approved.2.0.0.foreign", "data.buyer", buyer);

    expect(facts(abroad).buyer.phone).toBeNull();
    expect(facts(hotmart.setField(abroad, "data.purchase.checkout_country", "null")).buyer.phone).toBe("+5531900000001");
  });

  test.each([
    [{ is_order_bump: true, parent_purchase_transaction: "HP9" }, "HP9"],
    [{ is_order_bump: true }, null],
    [{ is_order_bump: false, parent_purchase_transaction: "HP9" }, null],
    ["yes", null],
  ])("order bump %j has parent %s", (bump, parent) => {
    expect(facts(changed("purchase.approved.2.0.0", "data.purchase.order_bump", bump)).transaction.parentId).toBe(parent);
  });

  test.each([
    [{ value: 1497, currency_value: "BRL" }, 149_700],
    [{ value: 2626.56, currency_value: "BRL" }, 262_656],
    [{ value: "48.90", currency_value: "brl" }, 4890],
    [{ value: 48.9, currency_code: "BRL" }, 4890],
    [{ value: 0, currency_value: "BRL" }, 0],
    [{ value: 48.9 }, null],
    [{ value: "gratis", currency_value: "BRL" }, null],
  ])("price %j is %s cents", (price, minor) => {
    const event = facts(changed("purchase.approved.2.0.0", "data.purchase.price", price));

    expect(event.amount?.minor ?? null).toBe(minor);
    expect(event.notes).toEqual(minor === null ? [{ code: "hotmart.amount-unreadable", params: { field: "purchase.price" } }] : []);
  });

  test("notes a partial refund, which has no event of its own", () => {
    const event = facts(changed("purchase.refunded.2.0.0", "data.purchase.status", "PARTIALLY_REFUNDED"));

    expect([event.trigger, event.isPartialRefund, event.notes.map((note) => note.code)]).toEqual([
      "purchase.refunded",
      true,
      ["hotmart.partial-refund"],
    ]);
  });

  test("suspects instalments only when the charges are monthly and without interest", () => {
    const codes = (name: string, path: string, value: JsonValue): readonly string[] =>
      facts(changed(name, path, value)).notes.map((note) => note.code);
    const smart = "purchase.approved.2.0.0.smart-instalments";

    expect(codes(smart, "data.purchase.date_next_charge", 1_785_931_200_000)).toEqual(["hotmart.maybe-instalments"]);
    expect(codes(smart, "data.purchase.date_next_charge", 1_814_788_800_000)).toEqual([]);
    expect(codes(smart, "data.purchase.full_price.value", 90)).toEqual([]);
    expect(codes(smart, "data.purchase.recurrence_number", 13)).toEqual([]);
    expect(codes(smart, "data.purchase.payment.installments_number", 1)).toEqual([]);
  });

  test("counts a wrong-typed branch as absent", () => {
    const data = {
      product: "x",
      buyer: [],
      purchase: { payment: "PIX", price: 5, offer: null, origin: [], order_bump: 1 },
      subscription: "S",
      affiliates: {},
    };
    const event = facts(call({ ...JSON_BODY, data }));

    expect(event).toMatchObject({
      trigger: "purchase.approved",
      product: { externalId: null, kind: "one-time", offer: null },
      buyer: { name: null, email: null, phone: null },
      amount: null,
      payment: null,
      tracking: {},
      notes: [],
    });
  });

  test("joins first and last name when the full name is missing", () => {
    expect(facts(changed("purchase.approved.2.0.0", "data.buyer", { first_name: "Caio", last_name: "Teste" })).buyer.name).toBe(
      "Caio Teste",
    );
  });

  test("reads what it can of an event that it does not know", () => {
    const data = { subscription: { product: { id: 5, name: "P" }, user: { email: "A@EXAMPLE.COM" }, subscriber_code: "AAAA1111" } };
    const event = facts(call({ ...JSON_BODY, event: "SUBSCRIPTION_PAUSED", data }));

    expect([event.trigger, event.nativeEvent]).toEqual(["unknown", "SUBSCRIPTION_PAUSED"]);
    expect([event.product.externalId, event.buyer.email, event.transaction.subscriptionId]).toEqual(["5", "a@example.com", "AAAA1111"]);
  });

  test.each(["constructor", "__proto__", "PURCHASE_COMPLETED", "purchase_approved", ""])("event %j is unknown", (event) => {
    expect(facts(call({ ...JSON_BODY, event })).trigger).toBe("unknown");
  });
});

describe("keys", () => {
  test("are the same for a 1.0.0 and a 2.0.0 call about one sale", () => {
    const modern = facts(changed("purchase.approved.2.0.0", "data.purchase.transaction", "HP77")).keys;
    const legacy = facts(form({ transaction: "HP77" })).keys;

    expect(modern.filter((key) => legacy.includes(key))).toEqual(["tx:HP77:purchase.approved"]);
  });

  test("are no more than the event's id without a transaction and for the test button", () => {
    expect(facts(fixture("cart.abandoned.2.0.0")).keys).toHaveLength(1);
    expect(facts(fixture("purchase.approved.2.0.0.test-button")).keys).toEqual(["id:d1d1d1d1-0000-4000-8000-000000000001"]);
  });

  test("tell apart two unknown events of one transaction", () => {
    const first = facts(fixture("unknown.2.0.0")).keys[1];
    const second = facts(changed("unknown.2.0.0", "event", "PURCHASE_RETURNED")).keys[1];

    expect(first).not.toBe(second);
  });

  test("tell apart updates of one shipment, and not the same update under two ids", () => {
    const key = (path: string, value: JsonValue): string | undefined => facts(changed("delivery.updated.2.0.0", path, value)).keys[1];
    const first = key("id", "another-id");

    expect(first).toBe(facts(fixture("delivery.updated.2.0.0")).keys[1]);
    expect(key("data.delivery", { estimated_delivery_days: 3 })).not.toBe(first);
  });

  test("come from the stored body when nothing else names the event, whatever the hottok", () => {
    const body = '{"event":"X","data":{}}';
    const expected = [`body:${createHash("sha256").update(body).digest("hex")}`];

    expect(facts(call(body)).keys).toEqual(expected);
    expect(facts(call(body.replace("{", '{"hottok":"secret",'))).keys).toEqual(expected);
  });

  test("of a 1.0.0 cart change with the hour, not within it", () => {
    const keysAt = (receivedAt: string): readonly string[] => facts(fixture("cart.abandoned.1.0.0-json"), { ...CONTEXT, receivedAt }).keys;

    expect(keysAt("2026-11-03T12:59:59.999Z")).toEqual(keysAt(NOW));
    expect(keysAt("2026-11-03T13:00:00.000Z")).not.toEqual(keysAt(NOW));
    expect(keysAt(NOW).join()).not.toContain("lia.teste");
  });
});

describe("meaning of 1.0.0", () => {
  test.each([
    ["evermart", "hotmart.clone-engine"],
    ["PagTrust", "hotmart.clone-engine"],
    ["pepper", "hotmart.clone-engine"],
    ["hotmart", undefined],
    ["moip", undefined],
  ])("payment engine %s gives note %s", (engine, code) => {
    expect(facts(form({ payment_engine: engine })).notes[0]?.code).toBe(code);
  });

  test("notes a transaction that is none of Hotmart's", () => {
    expect(facts(form({ transaction: "PT123" })).notes).toEqual([
      { code: "hotmart.foreign-transaction", params: { transaction: "PT123" } },
    ]);
  });

  test("prefers the phone of the checkout and falls back to the account's", () => {
    const account = { phone_local_code: "21", phone_number: "31900000003" };

    expect(facts(form(account)).buyer.phone).toBe("+5511900000002");
    expect(facts(form({ ...account, phone_checkout_number: "" })).buyer.phone).toBe("+5531900000003");
  });

  test("takes empty fields for absent", () => {
    const event = facts(form({ email: "", doc: "", off: " ", src: "", price: "", payment_type: "", recurrency: "" }));

    expect(event).toMatchObject({
      buyer: { email: null, document: null },
      product: { offer: null },
      tracking: {},
      amount: null,
      payment: null,
      notes: [],
    });
  });

  test.each([
    ["approved", "2026-01-02T15:00:04.000Z"],
    ["billet_printed", "2026-01-02T15:00:00.000Z"],
    ["wayting_payment", "2026-01-02T15:00:00.000Z"],
    ["refunded", null],
    ["chargeback", null],
  ])("status %s happened at %s", (status, at) => {
    expect(facts(form({ status })).occurredAt).toBe(at);
  });

  test("reads the ISO date of a clone's cancellation", () => {
    const event = facts(changed("subscription.canceled.1.0.0-json", "cancellationDate", "2026-02-01T00:00:00Z"));

    expect(event.occurredAt).toBe("2026-02-01T00:00:00.000Z");
  });
});

describe("test button", () => {
  test.each([
    ["data.buyer.email", "TesteComprador271101postman15@example.com"],
    ["data.product.id", 0],
    ["data.product.id", "0"],
    ["data.product.ucode", "FB056612-bcc6-4217-9e6d-2a5d1110ac2f"],
    ["data.purchase.transaction", "HP1121336654889"],
    ["data.purchase.transaction", "HP09915534436216"],
  ])("is recognised by %s = %j alone", (path, value) => {
    expect(facts(changed("purchase.approved.2.0.0", path, value)).isTest).toBe(true);
  });

  test("is not suspected in real sales", () => {
    const real = NAMES.filter((name) => !name.endsWith(".test-button"));

    expect(real.filter((name) => facts(fixture(name)).isTest)).toEqual([]);
  });
});

describe("vary", () => {
  const AT = "2026-11-02T09:08:07.654Z";
  const variation = (seed: number, more: Partial<Variation> = {}): Variation => ({ random: seededRandom(seed), at: AT, ...more });
  const varied = (name: string, seed: number, more: Partial<Variation> = {}): EventFacts =>
    facts(hotmart.vary(fixture(name), variation(seed, more)));

  test.each(NAMES)("%s becomes a distinct event of the same meaning", (name) => {
    const before = facts(fixture(name));
    const after = varied(name, 1);
    const signed = hotmart.sign(hotmart.vary(fixture(name), variation(1)), CREDENTIALS, NOW);

    expect(outcome(signed)).toBe("accepted");
    expect([after.format, after.trigger, after.also, after.nativeEvent]).toEqual([
      before.format,
      before.trigger,
      before.also,
      before.nativeEvent,
    ]);
    expect(after.keys.filter((key) => [...before.keys, ...varied(name, 2).keys].includes(key))).toEqual([]);
    expect(after).toEqual(varied(name, 1));
    expect(after.isTest).toBe(false);
    expect(before.occurredAt === null ? after.occurredAt : AT).toBe(after.occurredAt);
  });

  test.each(NAMES)("%s takes over what was asked for", (name) => {
    const before = facts(fixture(name));
    const after = varied(name, 3, {
      email: "nova@example.com",
      productId: "4711",
      transaction: "HP4711",
      subscriptionId: "ZZZZ9999",
      phone: "+5541987654321",
    });

    expect(after.buyer.email).toBe("nova@example.com");
    expect(after.product.externalId).toBe(before.product.externalId === null ? null : "4711");
    expect(after.transaction.id).toBe(before.transaction.id === null ? null : "HP4711");
    expect(after.transaction.subscriptionId).toBe(before.transaction.subscriptionId === null ? null : "ZZZZ9999");
    expect([null, "+5541987654321"]).toContain(after.buyer.phone);
    expect(before.buyer.phone === null || after.buyer.phone === "+5541987654321").toBe(true);
  });

  test("sets name, offer, plan and product name in both versions", () => {
    const more = { name: "Nova Teste Silva", offer: "zz11yy22", plan: "880009", productName: "Outro" };
    const modern = varied("purchase.approved.2.0.0.subscription", 4, more);
    const legacy = varied("purchase.approved.1.0.0-form.subscription", 4, more);
    const switched = varied("subscription.plan_changed.2.0.0", 4, more);

    expect([modern.buyer.name, modern.product.offer, modern.product.plan, modern.product.name]).toEqual([
      "Nova Teste Silva",
      "zz11yy22",
      "880009",
      "Outro",
    ]);
    expect([legacy.buyer.name, legacy.product.offer, legacy.product.planName, legacy.product.name]).toEqual([
      "Nova Teste Silva",
      "zz11yy22",
      "880009",
      "Outro",
    ]);
    expect([switched.product.offer, switched.product.plan]).toEqual(["zz11yy22", "880009"]);
  });

  test("moves every date with the event and keeps its notation", () => {
    const body = hotmart.vary(fixture("purchase.approved.2.0.0.subscription"), variation(5)).json();
    const legacy = hotmart.vary(fixture("purchase.approved.1.0.0-form.subscription"), variation(5)).form();
    const at = Date.parse(AT);

    expect(body).toMatchObject({
      value: {
        creation_date: at,
        data: {
          product: { warranty_date: "2026-11-08T00:00:00Z" },
          purchase: { order_date: at - 7412, approved_date: at - 4412, date_next_charge: Date.parse("2026-12-02T12:00:00Z") },
        },
      },
    });
    expect(legacy.ok && legacy.value.get("confirmation_purchase_date")).toBe(AT);
    expect(legacy.ok && legacy.value.get("warranty_date")).toBe("2026-11-08T00:00:00Z");
    expect(legacy.ok && legacy.value.get("subscription_date_next_charge")).toBe("2026-12-02T12:00:00Z");
    expect(varied("subscription.canceled.2.0.0", 5).accessUntil).toBe("2026-12-02T12:00:00.000Z");
  });

  test("draws ids in the look of the vendor's", () => {
    const event = varied("purchase.approved.2.0.0.subscription", 6);

    expect(event.nativeId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(event.transaction.id).toMatch(/^HP\d{10}$/);
    expect(event.transaction.subscriptionId).toMatch(/^[A-Z0-9]{8}$/);
  });

  test("keeps the numeric id when the product was linked by its ucode", () => {
    const ucode = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";
    const { product } = varied("purchase.approved.2.0.0", 7, { productId: ucode });

    expect([product.externalId, product.aliases]).toEqual(["9100002", [ucode]]);
  });

  test("leaves a body alone that is none of ours", () => {
    const request = call("[1]");

    expect(hotmart.vary(request, variation(8))).toBe(request);
  });
});

describe("setField", () => {
  test("writes JSON by path and a form by key", () => {
    const json = hotmart.setField(fixture("purchase.approved.2.0.0"), "data.buyer.email", "x@example.com");
    const typed = hotmart.setField(json, "data.purchase.price.value", "12.5");
    const flat = hotmart.setField(form({}), "price", "12.50");

    expect(facts(json).buyer.email).toBe("x@example.com");
    expect(facts(typed).amount).toEqual({ minor: 1250, currency: "BRL" });
    expect(facts(flat).amount).toEqual({ minor: 1250, currency: "BRL" });
  });
});

describe("junk", () => {
  const KEYS = [
    "event",
    "data",
    "hottok",
    "id",
    "purchase",
    "buyer",
    "product",
    "subscription",
    "plans",
    "line_items",
    "buyerVO",
    "status",
    "transaction",
    "prod",
  ];
  const junk = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 4 }, fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.array(tie("value")), tie("object")),
    object: fc.dictionary(fc.constantFrom(...KEYS), tie("value")),
  }));

  test("never throws, whatever an authentic sender sends", () => {
    fc.assert(
      fc.property(fc.oneof(junk.object, fc.record({ event: fc.string(), data: junk.object })), (body) => {
        const request = call(JSON.stringify(body));
        const isAdmitted = hotmart.admit(request).ok;
        const signed = hotmart.sign(hotmart.vary(request, { random: seededRandom(1), at: NOW }), CREDENTIALS, NOW);

        expect(hotmart.normalize(request, CONTEXT).ok).toBe(isAdmitted);
        expect(outcome(signed)).toBe("accepted");
        expect(Object.hasOwn((hotmart.redact(request).json() as { value: JsonObject }).value, "hottok")).toBe(false);
      }),
    );
  });

  test("never throws on bytes", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.string().map((text) => new TextEncoder().encode(`transaction=&status=${text}`)),
        ),
        (body) => {
          const request = new InboundRequest({ method: "POST", target: "/", headers: [], body });

          expect(hotmart.normalize(request, CONTEXT).ok).toBe(hotmart.admit(request).ok);
          expect(["credential.absent", "credential.wrong"]).toContain(outcome(request));
        },
      ),
    );
  });
});
