import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type HttpFile, readHttpFile, writeHttpFile } from "./http-file.ts";
import { InboundRequest } from "./http-message.ts";

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function read(text: string): HttpFile {
  const file = readHttpFile(bytes(text));
  if (!file.ok) throw new Error(file.error);
  return file.value;
}

describe("a .http file", () => {
  test("is notes, request line, headers, blank line and body", () => {
    const { notes, request } = read(
      [
        "# title: Approved",
        "#source:  https://example.com/docs?a=1",
        "# just a remark",
        "POST /hooks/hotmart?x=1 HTTP/1.1",
        "Content-Type: application/json",
        "X-Empty:",
        "X-Time: 10:22:41",
        "",
        '{"a":1}',
        "",
      ].join("\n"),
    );

    expect(notes).toStrictEqual({ title: "Approved", source: "https://example.com/docs?a=1" });
    expect([request.method, request.target, request.text()]).toStrictEqual(["POST", "/hooks/hotmart?x=1", '{"a":1}']);
    expect(request.headers).toStrictEqual([
      ["Content-Type", "application/json"],
      ["X-Empty", ""],
      ["X-Time", "10:22:41"],
    ]);
  });

  test("may be without notes, headers, body and HTTP version", () => {
    const { notes, request } = read("GET /healthz\n\n");

    expect(notes).toStrictEqual({});
    expect([request.method, request.target, request.headers, request.text()]).toStrictEqual(["GET", "/healthz", [], ""]);
  });

  test("may have line ends of Windows in its head", () => {
    const { request } = read("POST / HTTP/1.1\r\nA: b\r\n\r\nx\r\ny");

    expect(request.headers).toStrictEqual([["A", "b"]]);
    expect(request.text()).toBe("x\r\ny");
  });

  test.each([
    ["x", "x"],
    ["x\n", "x"],
    ["x\n\n", "x\n"],
    ["\n", ""],
    ["", ""],
    ["x\r\n", "x\r"],
    ["# not a note\n\nA: not a header\n", "# not a note\n\nA: not a header"],
  ])("with %j after the blank line has the body %j", (rest, body) => {
    expect(read(`POST / HTTP/1.1\n\n${rest}`).request.text()).toBe(body);
  });

  test.each([
    ["", "http-file.no-blank-line"],
    ["POST / HTTP/1.1", "http-file.no-blank-line"],
    ["POST / HTTP/1.1\nA: b\n", "http-file.no-blank-line"],
    ["\nPOST / HTTP/1.1\n\n", "http-file.no-request-line"],
    ["# title: x\n\n", "http-file.no-request-line"],
    ["post / HTTP/1.1\n\n", "http-file.no-request-line"],
    ["POST\n\n", "http-file.no-request-line"],
    ["A: b\n\n", "http-file.no-request-line"],
    ["POST / HTTP/1.1\nno colon\n\n", "http-file.bad-header"],
    ["POST / HTTP/1.1\n: nameless\n\n", "http-file.bad-header"],
    ["POST / HTTP/1.1\n  : nameless\n\n", "http-file.bad-header"],
  ])("that is %j is refused: %s", (text, error) => {
    expect(readHttpFile(bytes(text))).toStrictEqual({ ok: false, error });
  });
});

test("a request is written as a person would write it", () => {
  const request = new InboundRequest({
    method: "POST",
    target: "/x",
    headers: [
      ["A", "b"],
      ["A", "c"],
    ],
    body: bytes("{}"),
  });

  expect(new TextDecoder().decode(writeHttpFile({ notes: { title: "T" }, request }))).toBe(
    "# title: T\nPOST /x HTTP/1.1\nA: b\nA: c\n\n{}\n",
  );
});

test("what is written is read back the same, with any bytes as body", () => {
  const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,12}$/);
  const value = fc.stringMatching(/^([!-~]([ -~]{0,20}[!-~])?)?$/);
  const file = fc.record({
    notes: fc.dictionary(name, value),
    method: fc.constantFrom("GET", "POST", "PUT"),
    target: fc.stringMatching(/^\/[!-~]{0,20}$/),
    headers: fc.array(fc.tuple(name, value)),
    body: fc.oneof(fc.uint8Array(), fc.constantFrom("", "\n", "\n\n", "\r\n", "# a: b\n").map(bytes)),
  });

  fc.assert(
    fc.property(file, ({ notes, ...parts }) => {
      const result = readHttpFile(writeHttpFile({ notes, request: new InboundRequest(parts) }));

      if (!result.ok) throw new Error(result.error);
      const { method, target, headers, body } = result.value.request;
      expect({ notes: result.value.notes, method, target, headers, body: [...body] }).toEqual({
        ...parts,
        notes,
        body: [...parts.body],
      });
    }),
  );
});

test("no bytes at all make reading throw", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (junk) => {
      expect(typeof readHttpFile(junk).ok).toBe("boolean");
    }),
  );
});
