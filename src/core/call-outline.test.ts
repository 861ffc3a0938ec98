import { describe, expect, test } from "vitest";
import { outlineOf, safeName } from "./call-outline.ts";
import { type HeaderList, InboundRequest } from "./http-message.ts";

const SECRET = "Zx8QmK2vLr5TnYb7WcHs9PdJf3GaEu1234567";

function outline(target: string, headers: HeaderList = [], secrets: readonly string[] = [], names: readonly string[] = []) {
  return outlineOf(new InboundRequest({ method: "POST", target, headers, body: new Uint8Array(3) }), { secrets, names });
}

describe("what is kept of a call", () => {
  test("is its method, path, type and length", () => {
    expect(outline("/hooks/hotmart", [["Content-Type", "Application/JSON; charset=utf-8"]])).toEqual({
      method: "POST",
      path: "/hooks/hotmart",
      contentType: "application/json",
      bodyBytes: 3,
    });
  });

  test.each([
    ["/hooks/hotmart?hottok=abc&a=ana@example.com", "/hooks/hotmart?hottok&a"],
    [`/hooks/hotmart?${SECRET}`, "/hooks/hotmart?…"],
    [`/hooks/hotmart?${SECRET}=1`, "/hooks/hotmart?…"],
    ["/hooks/hotmart?ana@example.com=1", "/hooks/hotmart?…"],
    ["/hooks/hotmart?", "/hooks/hotmart"],
    ["/hooks/hotmart?a=1?b=2", "/hooks/hotmart?a"],
    [`/hooks/hotmart?${Array.from({ length: 20 }, () => "n=1").join("&")}`, "/hooks/hotmart?n&n&n&n&n&n&n&n"],
  ])("of the query of %s are the names alone", (target, path) => {
    expect(outline(target).path).toBe(path);
  });

  test("is never a known secret, though it looks like a name", () => {
    const secret = "minha-chave-secreta";

    expect(outline(`/hooks/hotmart/${secret}?${secret}=1`, [], [secret]).path).toBe("/hooks/hotmart/[secret]?[secret]");
  });

  test.each([
    [`/hooks/hotmart/${SECRET}`, "/hooks/hotmart/…"],
    ["/hooks/hotmart/%5Ax8QmK2vLr", "/hooks/hotmart/…"],
    ["/hooks/hotmart/ana@example.com/", "/hooks/hotmart/…/"],
    ["/grupozap/lead/52998224725", "/grupozap/lead/…"],
    ["/hooks/hotmart/\u009b31m", "/hooks/hotmart/…"],
    [`/hooks/hotmart/${"a".repeat(15_000)}`, "/hooks/hotmart/…"],
    [`/hooks${"/a".repeat(8_000)}`, "/hooks/a/a/a/a/a/a/…"],
    ["/hooks/hotmart/loja-2", "/hooks/hotmart/loja-2"],
  ])("has of the path what can be a name: %#", (target, path) => {
    expect(outline(target).path).toBe(path);
  });

  test("has the names of our own, whatever they look like", () => {
    expect(outline("/hooks/hotmart/2026-11-03-loja", [], [], ["2026-11-03-loja"]).path).toBe("/hooks/hotmart/2026-11-03-loja");
  });

  test.each([
    ["multipart/form-data; boundary=ana@example.com", "multipart/form-data"],
    ["application/vnd.api+json", "application/vnd.api+json"],
    ["application/minha-chave-secreta", "application/[secret]"],
    [`application/${SECRET}`, "…"],
    ["ana@example.com", "…"],
    ["", "…"],
  ])("is no content type that is none: %s", (sent, shown) => {
    expect(outline("/", [["Content-Type", sent]], ["minha-chave-secreta"]).contentType).toBe(shown);
  });
});

test.each([
  ["hottok", "hottok"],
  ["X-Hub-Signature-256", "X-Hub-Signature-256"],
  ["venda[codigo]", "venda[codigo]"],
  ["data.hottok", "data.hottok"],
  ["0123456789abcdef0123456789abcdef", "…"],
  ["a1b2c3d4e5f6", "…"],
  ["ana@example.com", "…"],
  ["two words", "…"],
  ["\u001b[31m", "…"],
  ["a".repeat(41), "…"],
])("the name %s is shown as %s", (name, shown) => {
  expect(safeName(name)).toBe(shown);
});
