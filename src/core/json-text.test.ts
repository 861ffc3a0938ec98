import { describe, expect, test } from "vitest";
import { type JsonLayout, jsonTokens, writeJson } from "./json-text.ts";

const plain = (text: string) => JSON.stringify(text);
const COMPACT: JsonLayout = { afterComma: "", afterColon: "", indent: null, encode: plain };
const SPACED: JsonLayout = { afterComma: " ", afterColon: " ", indent: null, encode: plain };
const INDENTED: JsonLayout = { afterComma: "", afterColon: " ", indent: "  ", encode: plain };

const VALUES = [
  {},
  [],
  "text",
  null,
  { a: 1, b: [true, false, null], c: { d: {}, e: [] } },
  [[1, [2]], { 'k"ey': "va\\lue, {not} [a] : token" }],
];

describe("writeJson", () => {
  test.each(VALUES.map((value) => [JSON.stringify(value), value] as const))(
    "writes %s as JSON.stringify does, from any layout",
    (_, value) => {
      for (const text of [JSON.stringify(value), JSON.stringify(value, null, 2), JSON.stringify(value, null, "\t")]) {
        const tokens = jsonTokens(text);

        expect(writeJson(tokens, COMPACT)).toBe(JSON.stringify(value));
        expect(writeJson(tokens, INDENTED)).toBe(JSON.stringify(value, null, 2));
      }
    },
  );

  test("writes blanks behind commas and colons, and none elsewhere", () => {
    expect(writeJson(jsonTokens('{"a":[1,2],"b":{}}'), SPACED)).toBe('{"a": [1, 2], "b": {}}');
  });

  test("leaves numbers, the order of members and repeated members as they are", () => {
    const text = '{"10":197.00,"2":1e3,"2":-0.0,"id":12345678901234567890}';

    expect(writeJson(jsonTokens(text.replaceAll(",", " , \n")), COMPACT)).toBe(text);
  });

  test("writes each text as it is told to", () => {
    expect(writeJson(jsonTokens('{"a/b":"c\\/d"}'), { ...COMPACT, encode: (text) => `<${text}>` })).toBe("{<a/b>:<c/d>}");
  });
});
