import * as fc from "fast-check";
import { quote } from "shlex";
import { describe, expect, test } from "vitest";
import { shellCommands } from "./shell-words.ts";

const commands = (text: string) => {
  const result = shellCommands(text);
  return result.ok ? result.value.map(({ words, line }) => [line, ...words]) : result.error;
};

describe("words", () => {
  test.each([
    ["a  b\tc", ["a", "b", "c"]],
    ["a'b c'\"d e\"f", ["ab cd ef"]],
    ["'' \"\" a", ["", "", "a"]],
    ["'a\\nb'", ["a\\nb"]],
    ["'it'\\''s'", ["it's"]],
    ['"a\\"b\\\\c\\nd"', ['a"b\\c\\nd']],
    ['"a\\$b R$ 5"', ["a$b R$ 5"]],
    ["a\\ b \\'c", ["a b", "'c"]],
    ["a\\\n b\\\nc \\\r\n d", ["a", "bc", "d"]],
    ["a#b # c 'd", ["a#b"]],
    ['$"a"', ["a"]],
    ["$'a\\n\\t\\\\\\'\\\"\\q'", ["a\n\t\\'\"\\q"]],
    ["$'\\x4E\\x4e\\x1E\\101\\0'", ["NN\x1eA\0"]],
    // Characters above the first 128 are bytes of UTF-8; two halves of one are one.
    ["$'\\u00e3\\u0021\\ud83d\\ude0e\\U0001F60E'", ["\xc3\xa3!\xf0\x9f\x98\x8e\xf0\x9f\x98\x8e"]],
    ["$'\\xc3\\xa3' \xc3\xa0", ["\xc3\xa3", "\xc3\xa0"]],
    ["'\\n'$'x'", ["\\nx"]],
    ["$ a", ["$", "a"]],
  ])("%j", (text, words) => {
    expect(commands(text)).toEqual([[1, ...words]]);
  });

  test("come out as they were before somebody quoted them for a shell", () => {
    const byte = fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code));
    const words = fc.array(
      fc.array(byte).map((bytes) => bytes.join("")),
      { minLength: 1 },
    );

    fc.assert(
      fc.property(words, (given) => {
        expect(commands(given.map(quote).join(" "))).toEqual([[1, ...given]]);
      }),
    );
  });
});

describe("commands", () => {
  test("end with the line, `;`, `&` or `&&`, and know where they began", () => {
    expect(commands("a b; c\n\n# d\ne 'f\ng' &&\\\n h & i")).toEqual([
      [1, "a", "b"],
      [1, "c"],
      [4, "e", "f\ng"],
      [6, "h"],
      [6, "i"],
    ]);
  });

  test("leave out what their output goes to", () => {
    expect(commands("a | b c | d\ne > f.txt 2>&1 </dev/null g || h\n3 4>x")).toEqual([
      [1, "a"],
      [2, "e", "g"],
      [3, "3"],
    ]);
  });
});

describe("what only a running shell can tell is refused, with its line", () => {
  test.each([
    ["a\nb $TOKEN", "recording.shell-beyond", { place: "line 2", what: "$TOKEN" }],
    ['a "x$TOKEN"', "recording.shell-beyond", { place: "line 1", what: "$TOKEN" }],
    ['a "$(cat b)"', "recording.shell-beyond", { place: "line 1", what: "$(" }],
    ["a ${", "recording.shell-beyond", { place: "line 1", what: "${" }],
    ["a `b`", "recording.shell-beyond", { place: "line 1", what: "`" }],
    ['a "`b`"', "recording.shell-beyond", { place: "line 1", what: "`" }],
    ["a @- <<EOF\nb\nEOF", "recording.shell-beyond", { place: "line 1", what: "<<" }],
    ["a\nb 'c\n", "recording.shell-unclosed", { place: "line 2" }],
    ['a "c\\"', "recording.shell-unclosed", { place: "line 1" }],
    ["a $'c\\'", "recording.shell-unclosed", { place: "line 1" }],
  ])("%j", (text, code, params) => {
    expect(commands(text)).toEqual({ code, params });
  });
});
