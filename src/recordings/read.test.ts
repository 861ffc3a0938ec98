import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { en } from "../messages/en/index.ts";
import { readRecordings } from "./read.ts";

const read = (text: string | Uint8Array) => readRecordings(typeof text === "string" ? new TextEncoder().encode(text) : text);
const places = (text: string) => {
  const result = read(text);
  return result.ok
    ? result.value.map(({ place, request }) => `${place}: ${request.method} ${request.target} ${request.text()}`)
    : result.error;
};

describe("what a file begins with tells its form", () => {
  test.each([
    [".http", 'POST /hooks/payt HTTP/1.1\nHost: a\n\n{"a":1}\n', 'line 1: POST /hooks/payt {"a":1}'],
    [".http with comments first", '# title: x\n\n// y\n@host = z\nPOST /hooks/payt\n\n{"a":1}\n', 'line 5: POST /hooks/payt {"a":1}'],
    ["curl", "curl http://a/hooks/payt -d a=1\n", "line 1: POST /hooks/payt a=1"],
    ["curl behind a prompt and a comment", "# copied\n$ curl http://a/hooks/payt -d a=1\n", "line 2: POST /hooks/payt a=1"],
    ["curl that goes on in the next line", "curl \\\n  http://a/hooks/payt \\\n  -d a=1\n", "line 1: POST /hooks/payt a=1"],
    ["a body", '{"a":1}', 'line 1: POST / {"a":1}'],
    ["a body behind blanks", '\n  {"a":1}\n', 'line 1: POST / {"a":1}'],
    ["a call in several lines", '{\n  "target": "/hooks/payt",\n  "body": "a=1"\n}\n', "line 1: POST /hooks/payt a=1"],
    ["HAR", '{"log":{"entries":[{"request":{"method":"POST","url":"http://a/x","postData":{"text":"a=1"}}}]}}', "entry 1: POST /x a=1"],
  ])("%s", (_, text, expected) => {
    expect(places(text)).toEqual([expected]);
    expect(places(`\ufeff${text}`)).toEqual([expected]);
    expect(places(text.replaceAll("\n", "\r\n"))).toEqual([
      expected.replace(/}$/, text.startsWith("POST") || text.startsWith("#") ? "}\r" : "}"),
    ]);
  });

  test("a file with nothing in it holds no calls", () => {
    expect(places("")).toEqual([]);
    expect(places("\n# later\n\n")).toEqual([]);
  });

  test("what is none of them is refused, with the line that does not fit", () => {
    expect(places("\nNAME,PRICE\nx,1\n")).toEqual({ code: "recording.not-recognised", params: { place: "line 2" } });
    expect(places("<xml/>")).toMatchObject({ code: "recording.not-recognised" });
    expect(read(new Uint8Array([0x1f, 0x8b, 8, 0]))).toMatchObject({ error: { code: "recording.not-recognised" } });
  });

  test("UTF-16 is told for what it is", () => {
    expect(read(new Uint8Array([0xff, 0xfe, 0x7b, 0]))).toMatchObject({ error: { code: "recording.utf-16" } });
    expect(read(new Uint8Array([0xfe, 0xff, 0, 0x7b]))).toMatchObject({ error: { code: "recording.utf-16" } });
  });
});

test("whatever a file holds, it is read whole or refused in words; nothing is thrown", () => {
  const pieces = [
    ...["POST /x", " HTTP/1.1", "A: b", "\n", "\r\n", "\n\n", "###", "{{x}}", "# c", "< f"],
    ...["curl ", "http://a/b", " -d ", " -H ", " -X", "--json ", "'", '"', "$'", "\\", "\\u00e", "$", "`", " | ", ";", ">", "@f", "&"],
    ...[
      "{",
      "}",
      "[",
      "]",
      '"body"',
      '"log"',
      '"entries"',
      '"request"',
      '"postData"',
      '"text"',
      '"headers"',
      ":",
      ",",
      "1",
      "null",
      "\xff",
      "\0",
    ],
  ];
  const begun = fc.constantFrom("", "POST /x\n", "curl a ", '{"body":', '{"log":{"entries":[', '{"log":');
  const texts: Readonly<Record<string, string>> = en;

  fc.assert(
    fc.property(begun, fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (beginning, rest) => {
      const result = read(Buffer.from(beginning + rest.join(""), "latin1"));

      if (result.ok) expect(result.value.every(({ place }) => /^(?:line|entry) \d+$/.test(place))).toBe(true);
      else expect(texts[`note.${result.error.code}`]).toBeDefined();
    }),
    { numRuns: 2000 },
  );
});

/** Work that grew with the square of a file's size would take minutes for these; they would run into the test's time limit. */
describe("three megabytes of", () => {
  const much = (piece: string) => piece.repeat(Math.ceil((3 * 1024 * 1024) / piece.length));

  test.each([
    ["separators", `POST /x\n\n${much("###\n")}`, 1],
    ["lines that look like separators", `POST /x\n\n${much("###\nx\n")}`, 1],
    ["quotes in one word of a shell", `curl http://a -d ${much('"a"')}`, 1],
    ["escapes in one word of a shell", `curl http://a -d $'${much("\\u0041")}'`, 1],
    ["headers of which some come by themselves", `curl http://a ${much("-H 'A: b' --json c ")}`, 1],
    ["continued lines", `curl http://a -d a ${much("\\\n")}`, 1],
    ["escapes in a text of JSON", `{"body":["${much("\\n")}"]}`, 1],
    ["brackets", much("["), "recording.not-json"],
    ["blank lines", much("\n"), 0],
  ])("%s", (_, text, expected) => {
    const result = read(text);

    expect(result.ok ? result.value.length : result.error.code).toBe(expected);
  });
});
