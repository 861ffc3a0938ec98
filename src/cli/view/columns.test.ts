import { expect, it } from "vitest";
import { alignRows, indent, padStart, shorten, widthOf } from "./columns.ts";

it("counts what a terminal shows, without colours", () => {
  expect(widthOf("\u001b[32m✓\u001b[39m João")).toBe(6);
});

it.each([
  ["curso-x", 10, "curso-x"],
  ["curso-x", 7, "curso-x"],
  ["curso-x", 6, "curso…"],
  ["curso-x", 1, "…"],
  ["curso-x", 0, ""],
  ["ação", 3, "aç…"],
])("shortens %s to %i", (text, width, short) => {
  expect(shorten(text, width)).toBe(short);
});

it("aligns columns, and leaves no blanks at the end", () => {
  expect(
    alignRows([
      ["a", "bb", "c"],
      ["\u001b[2maaa\u001b[22m", "", ""],
      ["x", "y"],
    ]),
  ).toEqual(["a    bb  c", "\u001b[2maaa\u001b[22m", "x    y"]);
});

it("fills up on the left, and never cuts", () => {
  expect([padStart("1", 3), padStart("1234", 3)]).toEqual(["  1", "1234"]);
});

it("indents lines, but not empty ones", () => {
  expect(indent(["a", "", "b"])).toEqual(["  a", "", "  b"]);
});
