import { describe, expect, test } from "vitest";
import { InboundRequest } from "./http-message.ts";
import { earlierBodies } from "./rewritten-bodies.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

function all(body: string | Uint8Array) {
  const request = new InboundRequest({ method: "POST", target: "/", headers: [], body: typeof body === "string" ? bytes(body) : body });
  return [...earlierBodies(request)].map((earlier) => ({
    ...earlier,
    text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(earlier.body),
  }));
}

/** What the programs write: Node and Python were asked, the others by their documentation. */
const WRITTEN = [
  ["JSON.stringify", '{"nome":"João & <Cia>","url":"https://example.com/a","itens":[1,2],"nada":{}}'],
  ["PHP json_encode", '{"nome":"Jo\\u00e3o & <Cia>","url":"https:\\/\\/example.com\\/a","itens":[1,2],"nada":{}}'],
  ["PHP json_encode, JSON_UNESCAPED_UNICODE", '{"nome":"João & <Cia>","url":"https:\\/\\/example.com\\/a","itens":[1,2],"nada":{}}'],
  ["PHP json_encode, JSON_UNESCAPED_SLASHES", '{"nome":"Jo\\u00e3o & <Cia>","url":"https://example.com/a","itens":[1,2],"nada":{}}'],
  ["Python json.dumps", '{"nome": "Jo\\u00e3o & <Cia>", "url": "https://example.com/a", "itens": [1, 2], "nada": {}}'],
  ["Python json.dumps, ensure_ascii=False", '{"nome": "João & <Cia>", "url": "https://example.com/a", "itens": [1, 2], "nada": {}}'],
  ["Go encoding/json", '{"nome":"João \\u0026 \\u003cCia\\u003e","url":"https://example.com/a","itens":[1,2],"nada":{}}'],
  [".NET System.Text.Json", '{"nome":"Jo\\u00E3o \\u0026 \\u003CCia\\u003E","url":"https://example.com/a","itens":[1,2],"nada":{}}'],
  [
    "PHP json_encode, JSON_PRETTY_PRINT",
    '{\n    "nome": "Jo\\u00e3o & <Cia>",\n    "url": "https:\\/\\/example.com\\/a",\n    "itens": [\n        1,\n        2\n    ],\n    "nada": {}\n}',
  ],
  [
    "JSON.stringify, 2 spaces",
    '{\n  "nome": "João & <Cia>",\n  "url": "https://example.com/a",\n  "itens": [\n    1,\n    2\n  ],\n  "nada": {}\n}',
  ],
] as const;

describe("a JSON body that was written anew", () => {
  test.each(WRITTEN)("is written back as %s does, whoever wrote it", (like, text) => {
    for (const [other, arrived] of WRITTEN.filter(([name]) => name !== like)) {
      const found = all(arrived).find((earlier) => earlier.text === text);

      expect(found, other).toMatchObject({ code: "body-rewritten", like });
    }
  });

  test("is tried with a line feed at its end as well", () => {
    expect(all('{"a": 1}').some(({ text }) => text === '{"a":1}\n')).toBe(true);
  });
});

describe("a body whose bytes were changed", () => {
  test.each<readonly [string, string | Uint8Array, string | Uint8Array, string]>([
    ["a line feed was added", "a=1\n", "a=1", "body-newline"],
    ["a line feed was cut", "a=1", "a=1\n", "body-newline"],
    ["a CRLF was cut", "a=1", "a=1\r\n", "body-newline"],
    ["LF became CRLF", "a\r\nb", "a\nb", "body-line-ends"],
    ["CRLF became LF", "a\nb", "a\r\nb", "body-line-ends"],
    ["a mark was added", "\ufeff{}", "{}", "body-mark"],
    ["a mark was cut", "{}", "\ufeff{}", "body-mark"],
    ["UTF-8 became Latin-1", Uint8Array.of(0x4a, 0x6f, 0xe3, 0x6f), "João", "body-charset"],
    ["Latin-1 became UTF-8", "João", Uint8Array.of(0x4a, 0x6f, 0xe3, 0x6f), "body-charset"],
    ["UTF-8 was taken for Latin-1 and encoded again", "JoÃ£o", "João", "body-charset"],
    ["it was encoded twice", JSON.stringify('{"a":1}'), '{"a":1}', "body-wrapped"],
    ["it was put into base64", "eyJhIjoxfQ==", '{"a":1}', "body-base64"],
  ])("%s", (_, arrived, before, code) => {
    const wanted = typeof before === "string" ? bytes(before) : before;

    expect(
      all(arrived)
        .filter(({ body }) => Buffer.from(body).equals(wanted))
        .map((earlier) => earlier.code),
    ).toEqual([code]);
  });
});

test("no way is tried twice, and never the body as it is", () => {
  for (const text of ["", "{}", '{"a":1}', "a=1&b=2", "\r\n", "AAAA"]) {
    const texts = all(text).map((earlier) => earlier.text);

    expect(new Set(texts).size, text).toBe(texts.length);
    expect(texts, text).not.toContain(text);
  }
});

/** Each of these took minutes with a pattern that goes back and forth, or gigabytes with an indent for each level. */
test.each([
  ["blanks before the last character", `${" ".repeat(256 * 1024)}x`],
  ["line feeds behind what may be base64", `${"A".repeat(1024)}${"\n".repeat(256 * 1024)}!`],
  ["arrays in arrays", `${"[".repeat(16 * 1024)}${"]".repeat(16 * 1024)}`],
])("a body of %s is looked through once", (_, body) => {
  expect(all(body).length).toBeLessThan(12);
});

test("JSON is written back down to a depth that no vendor reaches", () => {
  const nested = (depth: number) => `${"[ ".repeat(depth)}${"]".repeat(depth)}`;
  const isWritten = (body: string) => all(body).some(({ code }) => code === "body-rewritten");

  expect([64, 65].map((depth) => isWritten(nested(depth)))).toEqual([true, false]);
});
