import { describe, expect, test } from "vitest";
import { InboundRequest } from "../../core/http-message.ts";
import { Secret } from "../../core/secret.ts";
import { monetizze } from "./index.ts";

const NOW = "2026-11-03T12:00:00.000Z";
const KEY = "0123456789abcdef0123456789abcdef";
const PRODUCT_KEY = "fedcba9876543210fedcba9876543210";

function call(body: string | Uint8Array): InboundRequest {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  return new InboundRequest({ method: "POST", target: "/hooks/monetizze", headers: [], body: bytes });
}

const redacted = (body: string) => monetizze.redact(call(body)).text();

describe("redacting a form", () => {
  test("cuts the keys of account, product and items, and the copy of the body; other pairs keep their spelling", () => {
    const body = [
      `chave_unica=${KEY}`,
      "produto%5Bcodigo%5D=400001",
      `produto%5Bchave%5D=${PRODUCT_KEY}`,
      "produto[nome]=A%c3%A7%C3%A3o+%20x",
      `venda_item_order_bump[0][chave]=${PRODUCT_KEY}`,
      "venda_item_order_bump[0][produto]=400001",
      `produtos[][chave]=${PRODUCT_KEY}`,
      `produto.chave=${PRODUCT_KEY}`,
      `produtos.1.chave=${PRODUCT_KEY}`,
      `json=%7B%22chave_unica%22%3A%22${KEY}%22%7D`,
    ].join("&");

    expect(redacted(body)).toBe("produto%5Bcodigo%5D=400001&produto[nome]=A%c3%A7%C3%A3o+%20x&venda_item_order_bump[0][produto]=400001");
  });

  test("cuts every one of a repeated key, also a wrong one", () => {
    expect(redacted(`chave_unica=${KEY}&id=1&chave_unica=${PRODUCT_KEY}&chave_unica[]=${KEY}`)).toBe("id=1");
  });
});

describe("redacting JSON", () => {
  test("cuts the same fields, and leaves numbers, escapes and white space as they came", () => {
    const body = `{ "chave_unica":"${KEY}", "venda": {"valor":197.00,"nome":"A\\u00e7\\u00e3o"},
      "produto":{"codigo":"400001","chave":"${PRODUCT_KEY}"},
      "venda_item_order_bump":[{"produto":"400001","chave":"${PRODUCT_KEY}"},{"chave":"${PRODUCT_KEY}","produto":"400003"}],
      "produtos":[{"chave":"${PRODUCT_KEY}"}], "json":"{\\"chave_unica\\":\\"${KEY}\\"}" }`;

    const cut = redacted(body);

    expect(cut).toBe(`{ "venda": {"valor":197.00,"nome":"A\\u00e7\\u00e3o"},
      "produto":{"codigo":"400001"},
      "venda_item_order_bump":[{"produto":"400001"},{"produto":"400003"}],
      "produtos":[{}]}`);
  });

  test("cuts keys under dotted and bracketed names", () => {
    expect(redacted(`{"produto.chave":"${PRODUCT_KEY}","produto[chave]":"${PRODUCT_KEY}","venda.codigo":"1"}`)).toBe(
      '{"venda.codigo":"1"}',
    );
  });

  test("keeps a field `json` that is not the body's own", () => {
    expect(redacted('{"ecommerce_dados":{"json":"{}"}}')).toBe('{"ecommerce_dados":{"json":"{}"}}');
  });

  test("keeps bytes that are no UTF-8", () => {
    const body = Buffer.from(`{"chave_unica":"${KEY}","comprador":{"nome":"Jo\xe3o"}}`, "latin1");

    expect(Buffer.from(monetizze.redact(call(body)).body)).toEqual(Buffer.from('{"comprador":{"nome":"Jo\xe3o"}}', "latin1"));
  });
});

describe("redacting", () => {
  test.each(["id=1&venda[codigo]=2", '{"venda":{"codigo":"2"}}', "", "{", "[]", "not a body"])(
    "leaves %j, which has no secret, itself",
    (body) => {
      const request = call(body);

      expect(monetizze.redact(request)).toBe(request);
    },
  );
});

describe("signing", () => {
  const credentials = new Map([["key", [new Secret(KEY), new Secret("older")]]]);
  const signed = (body: string) => monetizze.sign(call(body), credentials, NOW).text();

  test("puts the newest key first, and leaves every other byte of a form or of JSON", () => {
    expect(signed("venda[codigo]=1&x=a%20b+c&x=d")).toBe(`chave_unica=${KEY}&venda[codigo]=1&x=a%20b+c&x=d`);
    expect(signed('{ "venda":{"valor":10.00}}')).toBe(`{"chave_unica":"${KEY}", "venda":{"valor":10.00}}`);
  });

  test("replaces a key that is there, in both", () => {
    expect(signed("id=1&chave_unica=old")).toBe(`chave_unica=${KEY}&id=1`);
    expect(signed('{"id":1,"chave_unica":"old"}')).toBe(`{"chave_unica":"${KEY}","id":1}`);
  });

  test("encodes what a form would take for something else", () => {
    const odd = new Map([["key", [new Secret("a&b=c +é")]]]);
    const call1 = monetizze.sign(call("id=1"), odd, NOW);

    expect(call1.text()).toBe("chave_unica=a%26b%3Dc+%2B%C3%A9&id=1");
    expect(monetizze.verify(call1, odd, NOW).ok).toBe(true);
  });

  test("leaves a body alone that is neither", () => {
    expect(signed("not a body")).toBe("not a body");
    expect(signed("[1]")).toBe("[1]");
  });
});
