import { describe, expect, test } from "vitest";
import { InboundRequest } from "../../core/http-message.ts";
import type { JsonObject } from "../../core/json.ts";
import { seededRandom } from "../../core/random.ts";
import { readFixture } from "../../shared/fixture-files.ts";
import type { Variation } from "../contract.ts";
import { monetizze } from "./index.ts";
import { NATIVE_EVENTS } from "./native-events.ts";

const AT = "2026-12-01T15:04:05.000Z";
const CONTEXT = { receivedAt: "2026-11-03T12:00:00.000Z", zone: "America/Sao_Paulo" };

const fixture = (name: string) => readFixture("monetizze", name).request;

function varied(name: string, wishes: Partial<Variation> = {}, seed = 1): InboundRequest {
  return monetizze.vary(fixture(name), { at: AT, ...wishes, random: seededRandom(seed) });
}

function events(request: InboundRequest) {
  const read = monetizze.normalize(request, CONTEXT);
  if (!read.ok) throw new Error("not read");
  return read.value;
}

function first(request: InboundRequest) {
  const [event] = events(request);
  if (event === undefined) throw new Error("no event");
  return event;
}

describe("a varied call", () => {
  const dated = NATIVE_EVENTS.map((row) => row.fixture).filter((name) => first(fixture(name)).occurredAt !== null);

  test("happens when it is to happen, wherever its event has a time", () => {
    expect(dated.length).toBeGreaterThan(25);
    expect(dated.filter((name) => first(varied(name)).occurredAt !== AT)).toEqual([]);
  });

  test("keeps the distances of its dates, what is no date, and a birthday", () => {
    const body = varied("purchase.approved.webhook").json();

    expect(body).toMatchObject({
      value: {
        data: "2026-12-01 12:04:07",
        venda: { dataInicio: "2026-12-01 12:03:58", dataFinalizada: "2026-12-01 12:04:05", valor: "197.90" },
        comprador: { data_nascimento: "1990-05-04" },
      },
    });
  });

  test("keeps a date that means none", () => {
    expect(varied("boleto.issued.webhook").text()).toContain('"dataFinalizada":"0000-00-00 00:00:00"');
    expect(decodeURIComponent(varied("boleto.issued.legacy").text())).toContain("venda[dataFinalizada]=0000-00-00+00:00:00");
  });

  test("has every wish, in all the places of the format, and leaves the other items alone", () => {
    const wishes = {
      email: "nova@example.org",
      name: "Pessoa Nova",
      phone: "+5541900000009",
      productId: "7654321",
      productName: "Outro Curso",
      plan: "ZZ999",
      transaction: "60000001",
    };

    const [main, ...others] = events(varied("purchase.approved.webhook.order-bump", wishes));

    expect(main).toMatchObject({
      product: { externalId: "7654321", name: "Outro Curso", plan: "ZZ999", planAliases: ["999"] },
      transaction: { id: "60000001" },
      buyer: { email: "nova@example.org", name: "Pessoa Nova", phone: "+5541900000009", phoneRaw: "41900000009" },
    });
    expect(others.map(({ product, transaction }) => [product.externalId, product.plan, transaction.id])).toEqual([
      ["400003", "EF223399", "60000001"],
      ["400005", "EF223400", "60000001"],
    ]);
    expect(varied("purchase.approved.webhook.order-bump", wishes).text()).not.toMatch(/50000007|400001|Curso Exemplo"/);
  });

  test.each([
    ["999", { plan: "AB999", planAliases: ["999"] }],
    ["ZZ999", { plan: "ZZ999", planAliases: ["999"] }],
    ["Anual", { plan: "AB123456", planName: "Anual" }],
  ])("has the plan %s in the spelling that was asked for", (plan, product) => {
    expect(first(varied("purchase.approved.postback", { plan })).product).toMatchObject(product);
  });

  test("of a subscription tells the story of the one that is wished for", () => {
    const wishes = { subscriptionId: "990001" };
    const names = ["purchase.approved.webhook.renewal", "payment.late.webhook", "subscription.canceled.postback"];

    expect(names.map((name) => first(varied(name, wishes)).transaction.subscriptionId)).toEqual(["990001", "990001", "990001"]);
  });

  test("draws the same ids whatever is wished for", () => {
    const own = first(varied("payment.late.webhook"));
    const wished = first(varied("payment.late.webhook", { transaction: "60000001" }));

    expect([wished.nativeId, wished.transaction.subscriptionId]).toEqual([own.nativeId, own.transaction.subscriptionId]);
  });

  test("fills an empty field of the buyer, and no other empty field", () => {
    const event = first(varied("boleto.issued.postback", { phone: "41900000009" }));

    expect(event.buyer.phone).toBe("+5541900000009");
    expect(first(varied("purchase.approved.postback.instalments")).transaction.subscriptionId).toBeNull();
  });

  test("of a cart has no sale, and another link", () => {
    const [before, after] = [fixture("cart.abandoned.webhook"), varied("cart.abandoned.webhook")].map((request) => first(request));

    expect(after?.transaction.id).toBeNull();
    expect(after?.keys).not.toEqual(before?.keys);
  });

  test("keeps fields whose names only look like something", () => {
    const body = '{"venda":{"codigo":""},"constructor":"x","toString":7,"__proto__":"y"}';
    const request = new InboundRequest({ method: "POST", target: "/", headers: [], body: new TextEncoder().encode(body) });

    expect(monetizze.vary(request, { at: AT, random: seededRandom(1) }).text()).toBe(body);
  });

  test("of no format stays as it is", () => {
    const request = new InboundRequest({ method: "POST", target: "/", headers: [], body: new TextEncoder().encode("id=1&data=2") });

    expect(monetizze.vary(request, { at: AT, random: seededRandom(1) })).toBe(request);
  });
});

describe("setting a field", () => {
  const amount = (request: InboundRequest) => first(request).amount?.minor;

  test.each(["venda.valor", "venda[valor]"])("by %s works in JSON, in a form with brackets and in one with dots", (path) => {
    for (const name of ["purchase.approved.webhook", "purchase.approved.postback", "purchase.approved.postback.dotted"]) {
      expect(amount(monetizze.setField(fixture(name), path, "12.34"))).toBe(1234);
    }
  });

  test("adds one that is not there, in the spelling of the body", () => {
    const json = monetizze.setField(fixture("purchase.approved.webhook"), "rastreio.status", "2").json();
    const form = monetizze.setField(fixture("purchase.approved.postback"), "rastreio.status", "2");

    expect(json.ok && (json.value as JsonObject).rastreio).toEqual({ status: 2 });
    expect(form.form()).toMatchObject({ ok: true });
    expect(decodeURIComponent(form.text())).toMatch(/&rastreio\[status\]=2$/);
  });

  test("reaches into lists", () => {
    const changed = monetizze.setField(fixture("purchase.approved.webhook.order-bump"), "venda_item_order_bump.0.produto", "12");

    expect(events(changed).map(({ product }) => product.externalId)).toEqual(["400001", "12", "400005"]);
  });
});

describe("wishes about a charge", () => {
  test("say how it is paid, without the lines, codes and instalments of other ways", () => {
    expect(first(varied("purchase.approved.webhook", { method: "boleto" })).payment).toMatchObject({
      method: "boleto",
      methodRaw: "Boleto",
      installments: 1,
    });
    expect(first(varied("boleto.issued.webhook", { method: "credit_card" })).payment).toMatchObject({
      method: "credit_card",
      boletoUrl: null,
      boletoBarcode: null,
    });
  });

  test("say which one of its contract it is", () => {
    expect(first(varied("payment.late.webhook", { recurrence: 7 })).transaction.recurrence).toBe(7);
  });
});
