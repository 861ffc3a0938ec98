import { expect, test } from "vitest";
import { columnOf, pointer } from "./pointer.ts";

test("a column counts characters as they are seen, from 1", () => {
  expect([columnOf("é🎉x", 0), columnOf("é🎉x", 3)]).toEqual([1, 3]);
});

test("a mark stands under the character, and what would move the cursor is a blank", () => {
  expect(pointer("a\tb = c", 3)).toEqual({ code: "pointer", params: { line: "a b = c", blanks: "  " } });
});

test("of a long line only the surroundings are shown, the mark still under its character", () => {
  const line = `${"a".repeat(300)}X${"b".repeat(300)}`;

  const { params } = pointer(line, 301);

  expect(params.line).toBe(`${"a".repeat(60)}X${"b".repeat(39)}`);
  expect(params.blanks).toBe(" ".repeat(60));
});
