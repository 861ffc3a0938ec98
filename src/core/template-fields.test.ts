import { describe, expect, test } from "vitest";
import { aLead, anEvent } from "../../test/support/events.ts";
import { anIntent } from "../../test/support/intents.ts";
import type { CanonicalEvent } from "./event.ts";
import { eventJson } from "./event-json.ts";
import { isMessageField, isRequestField, MESSAGE_FIELDS, REQUEST_FIELDS, templateFields } from "./template-fields.ts";

const EMPTY_PAYMENT = {
  method: "boleto",
  methodRaw: "BILLET",
  installments: 1,
  boletoUrl: null,
  boletoBarcode: null,
  pixCode: null,
  expiresAt: null,
  refusalReason: null,
} as const;

const shown = (name: string, changes: Parameters<typeof anIntent>[0] = {}, event: Partial<CanonicalEvent> = {}) =>
  templateFields(anIntent(changes, event))(name);

describe("a short word", () => {
  test.each([
    ["name", "nome", "Maria Teste"],
    ["first_name", "primeiro_nome", "Maria"],
    ["email", "email", "maria@example.com"],
    ["phone", "telefone", "+5531900000001"],
    ["document", "documento", "52998224725"],
    ["product", "produto", "Curso X"],
    ["amount", "valor", "R$ 197,00"],
    ["transaction", "transacao", "HP0000000001"],
    ["provider", "provider", "hotmart"],
    ["trigger", "trigger", "purchase.approved"],
    ["link", "link", "https://example.com/curso-x"],
  ])("%s, in Portuguese %s, is %s", (english, portuguese, value) => {
    expect([shown(english), shown(portuguese)]).toEqual([value, value]);
  });

  test.each([
    ["boleto", "linha_digitavel", "00190.00009 01234.567890 12345.678901 2 99990000019700"],
    ["boleto_url", "link", "https://example.com/boleto/1"],
    ["pix", "pix_code", "00020126-invented"],
    ["due", "vencimento", "05/11/2026"],
  ])("%s, and %s too, says how to pay", (one, other, value) => {
    const payment = {
      ...EMPTY_PAYMENT,
      boletoUrl: "https://example.com/boleto/1",
      boletoBarcode: "00190.00009 01234.567890 12345.678901 2 99990000019700",
      pixCode: "00020126-invented",
      // Half past midnight in London is still the evening before in Sao Paulo.
      expiresAt: "2026-11-06T00:30:00.000Z",
    };

    expect([shown(one, {}, { payment }), shown(other, {}, { payment })]).toEqual([value, value]);
  });

  test("has no value where the event or the person has none", () => {
    const nobody = { name: null, email: null, phone: null, document: null };
    const words = ["name", "first_name", "email", "phone", "document", "product", "amount", "due", "boleto", "pix", "link", "transaction"];
    const bare = {
      amount: null,
      payment: null,
      product: { ...anEvent().product, name: null },
      transaction: { id: null, parentId: null, subscriptionId: null, recurrence: null },
    };

    expect(words.filter((word) => shown(word, { person: nobody, product: null }, bare) !== null)).toEqual([]);
  });

  test("product is the vendor's name where none is registered", () => {
    expect(shown("product", { product: null }, { product: { ...anEvent().product, name: "Curso do vendor" } })).toBe("Curso do vendor");
  });
});

describe("a word of requests", () => {
  test.each([
    ["id", "dsp_01k9d5w2rcabcdefghjk"],
    ["action", "access.grant"],
    ["target", "curso-x"],
    ["value", "granted"],
    ["code", "12"],
    ["text", null],
  ])("%s is %s", (word, value) => {
    expect(shown(word, { code: "12" })).toBe(value);
  });

  test("code is the target's own name where nothing was mapped", () => {
    expect(shown("code")).toBe("curso-x");
  });
});

describe("a path of the event", () => {
  test.each([
    ["event.buyer.email", "maria@example.com"],
    ["buyer.email", "maria@example.com"],
    ["event.id", "evt_01k9d5w2rcabcdefghjk"],
    ["event.amount.minor", "19700"],
    ["event.isTest", "false"],
    ["event.also", "subscription.started"],
    ["event.lead.message", "I want to visit"],
    ["tracking.src", "ig"],
    ["event.tracking.src", "ig"],
    ["tracking.constructor", null],
    ["tracking.__proto__", null],
    ["tracking.other", null],
    ["event.constructor", null],
    ["event.accessUntil", null],
    ["event.shipment.status", null],
  ])("%s is %s", (path, value) => {
    expect(shown(path, {}, { also: ["subscription.started"], lead: aLead, tracking: { src: "ig" } })).toBe(value);
  });

  test("exists for every value that the event's JSON has, and for no other", () => {
    const full = anEvent({ shipment: { status: null, trackingCode: null, trackingUrl: null }, lead: aLead });
    const paths = leaves(eventJson(full, { showPii: true, render: ({ code }) => code }), "event");

    expect(MESSAGE_FIELDS.filter((name) => name.startsWith("event.")).sort()).toEqual([...paths].sort());
  });
});

test("names of messages and of requests are apart, and anything can be asked for", () => {
  expect(REQUEST_FIELDS.filter(isMessageField)).toEqual([]);
  expect(MESSAGE_FIELDS.filter(isRequestField)).toEqual([]);
  expect(["", "tracking.", "event.", "toString", "__proto__", "event.buyer"].filter((name) => isMessageField(name))).toEqual([]);
  expect(["", "tracking.", "event.", "toString", "__proto__", "event.buyer"].map((name) => shown(name))).toEqual(Array(6).fill(null));
});

/** Paths of everything that is no object; tracking, whose names are open, has none. */
function leaves(value: unknown, path: string): readonly string[] {
  if (path === "event.tracking") return [];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([key, child]) => leaves(child, `${path}.${key}`));
}
