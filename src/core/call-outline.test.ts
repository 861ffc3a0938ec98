import { describe, expect, test } from "vitest";
import { outlineOf, safeName } from "./call-outline.ts";
import { type HeaderList, InboundRequest } from "./http-message.ts";

const SECRET = "Zx8QmK2vLr5TnYb7WcHs9PdJf3GaEu1234567";

function outline(target: string, headers: HeaderList = [], secrets: readonly string[] = []) {
  return outlineOf(new InboundRequest({ method: "POST", target, headers, body: new Uint8Array(3) }), secrets);
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

  test("is never a known secret, however the address spells it", () => {
    expect(outline(`/hooks/hotmart/${SECRET}`, [], [SECRET]).path).toBe("/hooks/hotmart/[secret]");
    expect(outline("/hooks/hotmart/a%2Fb%3Dcdef", [], ["a/b=cdef"]).path).toBe("/hooks/hotmart/[secret]");
  });

  test("is cut where it is too long, after the secrets were", () => {
    const { path } = outline(`/hooks/hotmart/${"a".repeat(180)}${SECRET}`, [], [SECRET]);

    expect(path).toHaveLength(200);
    expect(path).not.toContain("Zx8");
  });

  test.each([
    ["multipart/form-data; boundary=ana@example.com", "multipart/form-data"],
    ["ana@example.com", "…"],
    ["", "…"],
  ])("is no content type that is none: %s", (sent, shown) => {
    expect(outline("/", [["Content-Type", sent]]).contentType).toBe(shown);
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
