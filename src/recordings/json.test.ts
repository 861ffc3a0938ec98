import { describe, expect, test } from "vitest";
import { readRecordings } from "./read.ts";

const JSON_TYPE = [["Content-Type", "application/json"]];
const read = (text: string | Uint8Array) => readRecordings(Buffer.from(text));
const calls = (text: string | Uint8Array) => {
  const result = read(text);
  if (!result.ok) return result.error;
  return result.value.map(({ place, request }) => ({
    place,
    method: request.method,
    target: request.target,
    headers: request.headers,
    body: request.text(),
  }));
};

describe("a line for each call", () => {
  test("is what `intg event show --raw --json` prints", () => {
    const call = { method: "POST", target: "/hooks/payt", headers: [["Host", "a"]], body: '{"é":1.00}\n' };

    expect(calls(`${JSON.stringify(call)}\n\n${JSON.stringify({ ...call, target: "/hooks/eduzz" })}\n`)).toEqual([
      { place: "line 1", ...call },
      { place: "line 3", ...call, target: "/hooks/eduzz" },
    ]);
  });

  test("needs no more than a body; headers may be an object, the target a URL", () => {
    expect(
      calls('{"body":"a=1"}\n{"method":"put","url":"https://a.example.com/x?y","headers":{"A":"b","C":["d","e"]},"body":null}'),
    ).toEqual([
      { place: "line 1", method: "POST", target: "/", headers: JSON_TYPE, body: "a=1" },
      {
        place: "line 2",
        method: "PUT",
        target: "/x?y",
        headers: [
          ["A", "b"],
          ["C", "d"],
          ["C", "e"],
          ["Host", "a.example.com"],
        ],
        body: "",
      },
    ]);
  });

  test("has bytes in base64 where it says so", () => {
    const result = read('{"body":"/wCA","encoding":"base64"}');

    expect(result.ok && [...(result.value[0]?.request.body ?? [])]).toEqual([0xff, 0x00, 0x80]);
  });

  test("may be a body itself: its very characters, whose numbers nobody rounds", () => {
    expect(calls(' {"id": 12345678901234567890, "v":197.00,"n":"\\u00e3"} \r\n{"id":2}')).toEqual([
      {
        place: "line 1",
        method: "POST",
        target: "/",
        headers: JSON_TYPE,
        body: '{"id": 12345678901234567890, "v":197.00,"n":"\\u00e3"}',
      },
      { place: "line 2", method: "POST", target: "/", headers: JSON_TYPE, body: '{"id":2}' },
    ]);
  });

  test("may have the body as JSON, which stays as it is written too", () => {
    const body = '{"id": 12345678901234567890, "body": {"v": 197.00}, "t": "a \\" , } b"}';

    expect(calls(`{"headers": [], "body" : "no", "x": {"body": 1}, "body": ${body} , "y": ["body"]}`)).toMatchObject([
      { headers: [], body },
    ]);
    expect(calls('{"body":[1.0 , 2]}')).toMatchObject([{ body: "[1.0 , 2]" }]);
  });
});

describe("a faulty line is named, and nothing is read", () => {
  test.each([
    ['{"a":1}\n{"a":', "recording.not-json", { place: "line 2" }],
    ['{"a":1}\n\n[1]', "recording.not-object", { place: "line 3" }],
    ["{\n", "recording.not-json", { place: "line 1" }],
    ['[{"body":"a"}]', "recording.json-list", {}],
    ['{"body":1}', "recording.bad-member", { place: "line 1", member: "body" }],
    ['{"body":"é","encoding":"base64"}', "recording.bad-member", { place: "line 1", member: "body" }],
    ['{"body":"a","encoding":"gzip"}', "recording.bad-member", { place: "line 1", member: "body" }],
    ['{"body":{},"encoding":"base64"}', "recording.bad-member", { place: "line 1", member: "body" }],
    ['{"body":"","method":1}', "recording.bad-member", { place: "line 1", member: "method" }],
    ['{"body":"","method":"a b"}', "recording.bad-method", { place: "line 1" }],
    ['{"body":"","target":null}', "recording.bad-member", { place: "line 1", member: "target" }],
    ['{"body":"","target":"x"}', "recording.bad-url", { place: "line 1" }],
    ['{"body":"","target":"/a b"}', "recording.bad-url", { place: "line 1" }],
    ['{"body":"","headers":"x"}', "recording.bad-member", { place: "line 1", member: "headers" }],
    ['{"body":"","headers":[["a"]]}', "recording.bad-member", { place: "line 1", member: "headers" }],
    ['{"body":"","headers":{"a":1}}', "recording.bad-member", { place: "line 1", member: "headers" }],
    ['{"body":"","headers":{"a":"b\\nc: d"}}', "recording.bad-header", { place: "line 1", number: 1 }],
  ])("%s", (text, code, params) => {
    expect(calls(text)).toEqual({ code, params });
  });

  test("bytes that are no UTF-8 are not made into something else", () => {
    expect(calls(Buffer.from('{"a":"\xff"}', "latin1"))).toEqual({ code: "recording.not-utf8", params: {} });
  });
});
