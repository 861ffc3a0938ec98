import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anIntent } from "../../../test/support/intents.ts";
import { cloudAccount, evolutionAccount } from "../../../test/support/whatsapp-account.ts";
import { Secret } from "../../core/secret.ts";
import type { DestinationAccount, Intent, OutboundRequest } from "../contract.ts";
import { whatsapp } from "./index.ts";

const aMessage = (changes: Partial<Intent> = {}) =>
  anIntent({ action: "notify", target: "lembrete@1h", value: null, text: "Oi Maria, seu boleto vence hoje.", ...changes });

const aPerson = (phone: string | null) => ({ name: "Maria Teste", email: "maria@example.com", phone, document: null });

const shown = ({ method, url, headers, body }: OutboundRequest) => ({
  method,
  url,
  headers: Object.fromEntries(headers),
  body: new TextDecoder().decode(body),
});

function built(intent: Intent, account: DestinationAccount) {
  const request = whatsapp.buildRequest([intent], account);
  return request.ok ? shown(request.value) : request.error;
}

describe("a message through Evolution API", () => {
  test("with the fewest fields has number and text", () => {
    expect(built(aMessage(), evolutionAccount())).toEqual({
      method: "POST",
      url: "https://evolution.example.com/message/sendText/loja-teste",
      headers: { "Content-Type": "application/json", Accept: "application/json", apikey: "not-a-real-apikey" },
      body: '{"number":"5531900000001","text":"Oi Maria, seu boleto vence hoje."}',
    });
  });

  test("with all fields plays somebody typing and leaves the preview of links out", () => {
    const settings = { url: "https://example.com/evo", instance: "Loja São João", delay: "2s", "link-preview": "no", spacing: "45s" };

    expect(built(aMessage(), evolutionAccount(settings))).toMatchObject({
      url: "https://example.com/evo/message/sendText/Loja%20S%C3%A3o%20Jo%C3%A3o",
      body: '{"number":"5531900000001","text":"Oi Maria, seu boleto vence hoje.","delay":2000,"linkPreview":false}',
    });
  });

  test("asks for the preview of links when the operator wants it", () => {
    expect(built(aMessage(), evolutionAccount({ "link-preview": "yes" }))).toMatchObject({
      body: '{"number":"5531900000001","text":"Oi Maria, seu boleto vence hoje.","linkPreview":true}',
    });
  });

  test("sends its text also where the template has a name at Meta", () => {
    expect(built(aMessage({ code: "lembrete_boleto:name" }), evolutionAccount())).toEqual(built(aMessage(), evolutionAccount()));
  });

  test("uses the newest of several keys", () => {
    const account = {
      ...evolutionAccount(),
      secrets: new Map([["apikey", [new Secret("not-a-real-newer"), new Secret("not-a-real-older")]]]),
    };

    expect(built(aMessage(), account)).toMatchObject({ headers: { apikey: "not-a-real-newer" } });
  });

  test("keeps every digit of every number, the ninth too or its absence", () => {
    const phone = fc.tuple(fc.integer({ min: 11, max: 99 }), fc.stringMatching(/^9?[2-9]\d{7}$/)).map(([area, rest]) => `55${area}${rest}`);

    fc.assert(
      fc.property(phone, (digits) => {
        const request = built(aMessage({ person: aPerson(`+${digits}`) }), evolutionAccount());

        expect("body" in request && JSON.parse(request.body).number).toBe(digits);
      }),
    );
  });
});

describe("a message through Meta's Cloud API", () => {
  const HEADERS = { "Content-Type": "application/json", Accept: "application/json", Authorization: "Bearer EAAnotARealToken0000000000" };

  test("with the fewest fields is the text", () => {
    expect(built(aMessage(), cloudAccount())).toEqual({
      method: "POST",
      url: "https://graph.facebook.com/v24.0/100000000000001/messages",
      headers: HEADERS,
      body: '{"messaging_product":"whatsapp","recipient_type":"individual","to":"+5531900000001","type":"text","text":{"body":"Oi Maria, seu boleto vence hoje."}}',
    });
  });

  test("says whether links are to have a preview", () => {
    expect(built(aMessage(), cloudAccount({ "link-preview": "yes" }))).toMatchObject({
      body: expect.stringContaining('"text":{"preview_url":true,"body":"Oi Maria, seu boleto vence hoje."}'),
    });
  });

  test("of a template that is mapped to a name alone has name and language, and needs no text", () => {
    expect(built(aMessage({ code: "boas_vindas", text: null }), cloudAccount())).toEqual({
      method: "POST",
      url: "https://graph.facebook.com/v24.0/100000000000001/messages",
      headers: HEADERS,
      body: '{"messaging_product":"whatsapp","recipient_type":"individual","to":"+5531900000001","type":"template","template":{"name":"boas_vindas","language":{"code":"pt_BR"}}}',
    });
  });

  test("of a template with fields fills them in their order, at the version and address that are set", () => {
    const settings = { version: "v25.0", url: "https://meta.example.com", language: "es", "link-preview": "no", spacing: "5s" };
    const code = "lembrete_boleto:first_name,product,amount,link";

    expect(built(aMessage({ code }), cloudAccount(settings))).toEqual({
      method: "POST",
      url: "https://meta.example.com/v25.0/100000000000001/messages",
      headers: HEADERS,
      body: `{"messaging_product":"whatsapp","recipient_type":"individual","to":"+5531900000001","type":"template","template":{"name":"lembrete_boleto","language":{"code":"es"},"components":[{"type":"body","parameters":[${[
        '{"type":"text","text":"Maria"}',
        '{"type":"text","text":"Curso X"}',
        '{"type":"text","text":"R$ 197,00"}',
        '{"type":"text","text":"https://example.com/curso-x"}',
      ].join(",")}]}]}}`,
    });
  });

  test("puts a field on one line, because Meta takes no line breaks in it", () => {
    const product = { slug: "curso-x", name: " Curso X\n\n  do zero\t", salesUrl: null };

    expect(built(aMessage({ code: "aviso:product", product }), cloudAccount())).toMatchObject({
      body: expect.stringContaining('"parameters":[{"type":"text","text":"Curso X do zero"}]'),
    });
  });

  test("lets a fallback stand in for a field without value", () => {
    expect(built(aMessage({ code: "aviso:boleto|veja seu e-mail" }), cloudAccount())).toMatchObject({
      body: expect.stringContaining('"parameters":[{"type":"text","text":"veja seu e-mail"}]'),
    });
  });

  test("is not sent with a field that has neither value nor fallback", () => {
    expect(built(aMessage({ code: "aviso:name,boleto" }), cloudAccount())).toEqual({
      code: "whatsapp.empty-template-field",
      params: { field: "boleto" },
    });
  });

  test("is not sent with a code that no longer can be read", () => {
    expect(built(aMessage({ code: "Aviso" }), cloudAccount())).toEqual({ code: "whatsapp.bad-template-code", params: { given: "Aviso" } });
  });
});

describe.each([
  ["evolution", evolutionAccount()],
  ["cloud", cloudAccount()],
])("whatever the message, %s", (_driver, account) => {
  test.each([null, "", "31900000001", "+55", "+0531900000001", "+55 31 90000-0001", "+5531900000001000"])(
    "sends nothing to %j, which is no whole number",
    (phone) => {
      expect(built(aMessage({ person: aPerson(phone) }), account)).toEqual({ code: "whatsapp.no-phone", params: {} });
    },
  );

  test.each([null, "", " \n"])("sends no message without text: %j", (text) => {
    expect(built(aMessage({ text }), account)).toEqual({ code: "whatsapp.no-text", params: {} });
  });

  test("sends 4096 characters, and an emoji is one", () => {
    expect(built(aMessage({ text: "🎉".repeat(4096) }), account)).toMatchObject({ method: "POST" });
  });

  test("sends no text of more than 4096 characters", () => {
    expect(built(aMessage({ text: "a".repeat(4097) }), account)).toEqual({
      code: "whatsapp.text-too-long",
      params: { length: 4097, most: 4096 },
    });
  });
});

describe("the probe", () => {
  test("asks Evolution API whether the instance is connected", () => {
    const request = whatsapp.probe(evolutionAccount());

    expect(request && shown(request)).toEqual({
      method: "GET",
      url: "https://evolution.example.com/instance/connectionState/loja-teste",
      headers: { Accept: "application/json", apikey: "not-a-real-apikey" },
      body: "",
    });
  });

  test("asks Meta about the number", () => {
    const request = whatsapp.probe(cloudAccount());

    expect(request && shown(request)).toEqual({
      method: "GET",
      url: "https://graph.facebook.com/v24.0/100000000000001",
      headers: { Accept: "application/json", Authorization: "Bearer EAAnotARealToken0000000000" },
      body: "",
    });
  });

  test("is none before the account is complete", () => {
    expect(whatsapp.probe({ ...cloudAccount(), secrets: new Map() })).toBe(null);
  });
});
