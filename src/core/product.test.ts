import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LINK_KINDS, PRODUCT_TYPES, slugFrom } from "./product.ts";

describe("a slug made of a name", () => {
  test.each([
    ["Curso de Inglês", "curso-de-ingles"],
    ["  Ação & Reação!  ", "acao-reacao"],
    ["CURSO X", "curso-x"],
    ["Turma 2026/1", "turma-2026-1"],
    ["a---b", "a-b"],
    ["Ｃｕｒｓｏ", ""],
    ["日本語", ""],
    ["", ""],
    ["🎓", ""],
    ["São João — módulo 3", "sao-joao-modulo-3"],
  ])("%j gives %j", (name, slug) => {
    expect(slugFrom(name)).toBe(slug);
  });

  test("is lower-case ASCII in words joined by single dashes, whatever the name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        expect(slugFrom(name)).toMatch(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/);
      }),
    );
  });

  test("of a slug is the slug", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        expect(slugFrom(slugFrom(name))).toBe(slugFrom(name));
      }),
    );
  });

  test("is the same for both ways of writing an accent", () => {
    expect(slugFrom("lic\u0327a\u0303o")).toBe(slugFrom("li\u00e7\u00e3o"));
    expect(slugFrom("li\u00e7\u00e3o")).toBe("licao");
  });
});

test("the kinds of products and links are these", () => {
  expect([...PRODUCT_TYPES]).toEqual(["course", "class", "plan", "package"]);
  expect([...LINK_KINDS]).toEqual(["one-time", "subscription"]);
});
