import { expect, test } from "vitest";
import { cell, printable } from "./printable.ts";

test.each([
  ["Curso de Inglês", "Curso de Inglês", "letters stay"],
  ["👩‍🎓 日本", "👩‍🎓 日本", "joined emoji and wide letters stay"],
  ["\u001b[31mred", "\\u{1b}[31mred", "an escape sequence"],
  ["a\nb\tc\r", "a\\u{a}b\\u{9}c\\u{d}", "line breaks and tabs"],
  ["\u009b2J\u007f", "\\u{9b}2J\\u{7f}", "the 8-bit escape and delete"],
  ["abc\u202ecba", "abc\\u{202e}cba", "text turned around"],
  ["\ufeffA\u2028B", "\\u{feff}A\\u{2028}B", "byte order mark and line separator"],
])("%j is shown as %j (%s)", (text, shown) => {
  expect(printable(text)).toBe(shown);
});

test("an empty table cell is a dash", () => {
  expect([cell(null), cell(""), cell("a\u0007")]).toStrictEqual(["-", "-", "a\\u{7}"]);
});
