import { expect, test } from "vitest";
import { expandKeys } from "./nested-keys.ts";

test.each([
  [
    "brackets",
    [
      ["venda[codigo]", "1"],
      ["venda[valor]", "2"],
      ["id", "3"],
    ],
    { venda: { codigo: "1", valor: "2" }, id: "3" },
  ],
  [
    "lists, in the order of their numbers",
    [
      ["i[1][n]", "b"],
      ["i[0][n]", "a"],
    ],
    { i: [{ n: "a" }, { n: "b" }] },
  ],
  [
    "appended lists",
    [
      ["i[]", "a"],
      ["i[]", "b"],
    ],
    { i: ["a", "b"] },
  ],
  [
    "dots",
    [
      ["product.items.0.code", "X"],
      ["product.code", "Y"],
    ],
    { product: { items: [{ code: "X" }], code: "Y" } },
  ],
  [
    "values that are no text",
    [
      ["a.b", 1],
      ["c", { d: true }],
    ],
    { a: { b: 1 }, c: { d: true } },
  ],
  [
    "a level that mixes numbers and names as an object",
    [
      ["a[0]", "x"],
      ["a[b]", "y"],
    ],
    { a: { 0: "x", b: "y" } },
  ],
  [
    "a contradiction by its deeper half, either way round",
    [
      ["a", "x"],
      ["a[b]", "y"],
      ["c[d]", "z"],
      ["c", "w"],
    ],
    { a: { b: "y" }, c: { d: "z" } },
  ],
  [
    "names that are no path as they stand",
    [
      ["a[b", "x"],
      ["[c]", "y"],
      ["a.", "z"],
      ["", "e"],
    ],
    { "a[b": "x", "[c]": "y", "a.": "z", "0": undefined },
  ],
] as const)("reads %s", (_, fields, expected) => {
  const result = expandKeys(fields as Iterable<readonly [string, string]>);

  expect(result).toMatchObject(Object.fromEntries(Object.entries(expected).filter(([, value]) => value !== undefined)));
});

test("the names of prototypes are names like any other", () => {
  const result = expandKeys([
    ["__proto__[polluted]", "1"],
    ["constructor[prototype][polluted]", "2"],
  ]);

  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(Object.hasOwn(result, "__proto__")).toBe(true);
});

test("a name deeper than any vendor's is kept as it stands", () => {
  const deep = `a${"[b]".repeat(9)}`;

  expect(expandKeys([[deep, "x"]])).toEqual({ [deep]: "x" });
});
