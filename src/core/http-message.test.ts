import { describe, expect, test } from "vitest";
import { formBody, InboundRequest } from "./http-message.ts";

function request(body: string | Uint8Array, headers: readonly (readonly [string, string])[] = []): InboundRequest {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  return new InboundRequest({ method: "POST", target: "/hooks/hotmart", headers, body: bytes });
}

describe("headers", () => {
  const call = request("", [
    ["X-Hotmart-Hottok", "one"],
    ["Content-Type", "application/json"],
    ["x-hotmart-hottok", "two"],
  ]);

  test("are found whatever their case", () => {
    expect(call.header("content-TYPE")).toBe("application/json");
  });

  test("sent twice are all visible, and none of them is the one", () => {
    expect(call.headerValues("x-hotmart-HOTTOK")).toStrictEqual(["one", "two"]);
    expect(call.header("X-Hotmart-Hottok")).toBeUndefined();
  });

  test("that are absent have no value", () => {
    expect(call.header("authorization")).toBeUndefined();
    expect(call.headerValues("authorization")).toStrictEqual([]);
  });

  test("are replaced in every case they were sent in", () => {
    expect(call.withHeader("X-HOTMART-HOTTOK", "three").headers).toStrictEqual([
      ["Content-Type", "application/json"],
      ["X-HOTMART-HOTTOK", "three"],
    ]);
  });

  test("are removed in every case they were sent in", () => {
    expect(call.withoutHeader("x-hotmart-hottok").headers).toStrictEqual([["Content-Type", "application/json"]]);
  });

  test("that are not there leave the request itself", () => {
    expect(call.withoutHeader("Authorization")).toBe(call);
  });

  test("of the original stay when a changed copy is made", () => {
    call.withHeader("content-type", "text/plain");
    call.withoutHeader("content-type");

    expect(call.header("content-type")).toBe("application/json");
  });
});

describe("a changed copy", () => {
  const original = request("{}", [["A", "1"]]);

  test("with another body keeps the rest", () => {
    const changed = original.withBody('{"é":1}');

    expect([changed.method, changed.target, changed.headers]).toStrictEqual(["POST", "/hooks/hotmart", [["A", "1"]]]);
    expect([...changed.body]).toStrictEqual([0x7b, 0x22, 0xc3, 0xa9, 0x22, 0x3a, 0x31, 0x7d]);
    expect(original.text()).toBe("{}");
  });

  test("is parsed anew", () => {
    expect(original.json()).toStrictEqual({ ok: true, value: {} });
    expect(original.withBody("[1]").json()).toStrictEqual({ ok: true, value: [1] });
  });

  test("takes bytes as they are", () => {
    expect([...original.withBody(Uint8Array.of(0, 255)).body]).toStrictEqual([0, 255]);
  });

  test("with another target keeps the rest", () => {
    const changed = original.withTarget("/hooks/hotmart/loja?x=1");

    expect([changed.method, changed.target, changed.text()]).toStrictEqual(["POST", "/hooks/hotmart/loja?x=1", "{}"]);
  });
});

describe("a JSON body", () => {
  test("is read, also after a byte order mark", () => {
    expect(request('{"id":"1"}').json()).toStrictEqual({ ok: true, value: { id: "1" } });
    expect(request(Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x7d)).json()).toStrictEqual({ ok: true, value: {} });
  });

  test.each(["", "{", "a=1", "undefined", "{'a':1}", '{"a":1}x'])("%j is none", (body) => {
    expect(request(body).json()).toStrictEqual({ ok: false, error: "body.not-json" });
  });

  test("is parsed once", () => {
    const call = request("{}");

    expect(call.json()).toBe(call.json());
  });
});

describe("a form body", () => {
  test.each([
    [
      "a=1&b=2",
      [
        ["a", "1"],
        ["b", "2"],
      ],
    ],
    ["nome=Jos%C3%A9+da+Silva", [["nome", "José da Silva"]]],
    ["venda[codigo]=1", [["venda[codigo]", "1"]]],
    ["venda%5Bcodigo%5D=1", [["venda[codigo]", "1"]]],
    [
      "a=1&b=2&a=3",
      [
        ["a", "3"],
        ["b", "2"],
      ],
    ],
    ["a=", [["a", ""]]],
    ["a=1=2", [["a", "1=2"]]],
    ["\n a=1 \n", [["a", "1"]]],
    ["json=%7B%22a%22%3A1%7D", [["json", '{"a":1}']]],
  ])("%j is read", (body, fields) => {
    const form = request(body).form();

    expect(form.ok && [...form.value]).toStrictEqual(fields);
  });

  test.each(["", " ", "a", '{"a":"b=c"}', "[1]", "<xml a='1'/>", '"a=1"', "=1", "hello world=1"])("%j is none", (body) => {
    expect(request(body).form()).toStrictEqual({ ok: false, error: "body.not-form" });
  });

  test("is written in the order of its fields", () => {
    expect(
      formBody(
        new Map([
          ["nome", "José da Silva"],
          ["b[c]", "1&2"],
          ["vazio", ""],
        ]),
      ),
    ).toBe("nome=Jos%C3%A9+da+Silva&b%5Bc%5D=1%262&vazio=");
  });
});
