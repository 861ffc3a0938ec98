import { describe, expect, test } from "vitest";
import { InboundRequest } from "../../core/http-message.ts";
import type { JsonValue } from "../../core/json.ts";
import { monetizze } from "./index.ts";

const CONTEXT = { receivedAt: "2026-11-03T12:00:00.000Z", zone: "America/Sao_Paulo" };

function call(body: string | JsonValue, contentType = "application/json"): InboundRequest {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return new InboundRequest({
    method: "POST",
    target: "/hooks/monetizze",
    headers: [["content-type", contentType]],
    body: new TextEncoder().encode(text),
  });
}

function first(request: InboundRequest) {
  const read = monetizze.normalize(request, CONTEXT);
  if (!read.ok || read.value[0] === undefined) throw new Error("not read");
  return read.value[0];
}

describe("a body", () => {
  test.each([
    ["JSON that is cut off", '{"venda":{"codigo":', "body.not-json"],
    ["a JSON list", "[]", "body.not-recognised"],
    ["a JSON text", '"venda[codigo]=1"', "body.not-recognised"],
    ["JSON of somebody else", '{"event":"PURCHASE_APPROVED","data":{}}', "body.not-recognised"],
    ["JSON that holds nothing but the key", '{"chave_unica":"x"}', "body.not-recognised"],
    ["a form that holds nothing but the keys", "chave_unica=x&produto[chave]=y", "body.not-recognised"],
    ["JSON whose roots are null", '{"venda":null,"produto":null}', "body.not-recognised"],
    ["a form of somebody else", "transaction=1&status=approved", "body.not-recognised"],
    ["text", "hello", "body.not-form"],
    ["nothing", "", "body.not-form"],
    ["XML", "<venda><codigo>1</codigo></venda>", "body.not-form"],
  ])("that is %s is refused", (_, body, code) => {
    expect(monetizze.admit(call(body))).toEqual({ ok: false, error: { code } });
    expect(monetizze.normalize(call(body), CONTEXT)).toEqual({ ok: false, error: { code } });
  });

  test.each([
    ["a test call that names only its product", "produto[nome]=X-Wing"],
    ["an abandoned checkout of nobody", '{"tipoEvento":{"codigo":7}}'],
    ["an affiliate's copy with next to nothing", "tipoPostback[codigo]=4&venda[status]=Finalizada"],
    ["wrong types everywhere", '{"tipoEvento":[],"venda":7,"produto":"x","comprador":false,"produtos":{"0":1},"assinatura":[[]]}'],
  ])("that is %s is taken", (_, body) => {
    expect(monetizze.admit(call(body)).ok).toBe(true);
    expect(first(call(body)).keys.length).toBe(1);
  });
});

describe("one sale", () => {
  const nested = { tipoEvento: { codigo: 2 }, venda: { codigo: "1", valor: "10.00" }, produtos: [{ produto: "4" }, { produto: "5" }] };
  const spellings: [string, string][] = [
    ["nested JSON", JSON.stringify(nested)],
    [
      "JSON with dotted names",
      '{"tipoEvento.codigo":2,"venda.codigo":"1","venda.valor":"10.00","produtos.0.produto":"4","produtos.1.produto":"5"}',
    ],
    [
      "JSON with bracketed names",
      '{"tipoEvento[codigo]":"2","venda[codigo]":1,"venda[valor]":10,"produtos":[{"produto":4},{"produto":5}]}',
    ],
    ["a form with brackets", "tipoEvento[codigo]=2&venda[codigo]=1&venda[valor]=10.00&produtos[0][produto]=4&produtos[1][produto]=5"],
    [
      "a form with encoded brackets",
      "tipoEvento%5Bcodigo%5D=2&venda%5Bcodigo%5D=1&venda%5Bvalor%5D=10&produtos%5B0%5D%5Bproduto%5D=4&produtos%5B1%5D%5Bproduto%5D=5",
    ],
    ["a form with dots", "tipoEvento.codigo=2&venda.codigo=1&venda.valor=10&produtos.0.produto=4&produtos.1.produto=5"],
    ["JSON behind a byte order mark", `\ufeff ${JSON.stringify(nested)}`],
  ];

  test.each(spellings)("means the same as %s, under any content type", (_, body) => {
    for (const type of ["application/json", "application/x-www-form-urlencoded", "text/plain"]) {
      const read = monetizze.normalize(call(body, type), CONTEXT);

      expect(read.ok && read.value.map(({ keys, product, amount }) => [keys, product.externalId, amount?.minor ?? null])).toEqual([
        [["tx:1:purchase.approved"], "4", 1000],
        [["tx:1:purchase.approved:item:5"], "5", null],
      ]);
    }
  });
});

describe("the format", () => {
  test.each([
    [{ id: "wh-1", codigo_venda: "1", tipoEvento: { codigo: 2 } }, "monetizze/webhook", "wh-1"],
    [{ id: 17, postback_evento: "7", tipoEvento: { codigo: 7 } }, "monetizze/webhook", "17"],
    [{ id: "1", tipoEvento: { codigo: 2 }, venda: { codigo: "1" } }, "monetizze/postback", null],
    [{ codigo_venda: "1", tipoEvento: { codigo: 2 } }, "monetizze/postback", null],
    [{ postback_evento: "2", venda: { codigo: "1" } }, "monetizze/postback", null],
    [{ venda: { codigo: "1", status: "Finalizada" } }, "monetizze/legacy", null],
  ])("of %j is %s", (body, format, nativeId) => {
    expect(first(call(body))).toMatchObject({ format, nativeId });
  });
});
