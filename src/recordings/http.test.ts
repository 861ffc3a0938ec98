import { describe, expect, test } from "vitest";
import { readHttpFile, writeHttpFile } from "../core/http-file.ts";
import { InboundRequest } from "../core/http-message.ts";
import { readRecordings } from "./read.ts";

const read = (text: string) => readRecordings(Buffer.from(text, "latin1"));
const calls = (text: string) => {
  const result = read(text);
  if (!result.ok) return result.error;
  return result.value.map(({ place, request: { method, target, headers, body } }) => ({
    place,
    method,
    target,
    headers,
    body: Buffer.from(body).toString("latin1"),
  }));
};

describe("a file with one call", () => {
  test.each([
    ["what intg writes", "# event: evt_1\nPOST /hooks/payt HTTP/1.1\nContent-Type: a/b\n\n{}\n"],
    ["a body without a line feed", "POST /hooks/payt\n\na=1"],
    ["a body with line feeds of its own", "POST /hooks/payt\n\n\n\na=1\r\n\r\n\n"],
    ["a body that is no text", "POST /hooks/payt\n\n\xff\x00\xfe\n"],
    ["a body with a line that looks like a separator", "POST /hooks/payt\n\na\n### b\nc\n"],
    ["no body", "POST /hooks/payt\nA: b\n\n"],
  ])("is read as it always was: %s", (_, text) => {
    const file = readHttpFile(Buffer.from(text, "latin1"));
    const result = read(text);

    expect(file.ok && result.ok && [result.value[0]?.request.body, result.value[0]?.request.headers]).toEqual(
      file.ok && [file.value.request.body, file.value.request.headers],
    );
  });
});

test("a header has bytes: a character that is none goes as UTF-8", () => {
  const result = readRecordings(Buffer.from("POST /a\nX-A: ol\u00e1\nX-B: \u20ac 5\n\n"));

  expect(result.ok && result.value[0]?.request.headers).toEqual([
    ["X-A", "ol\u00e1"],
    ["X-B", "\u00e2\u0082\u00ac 5"],
  ]);
});

describe("a file with several calls", () => {
  test("has ### between them; comments, names and variables of editors say nothing", () => {
    const text =
      "### first\n# @name one\n@host = x\nPOST http://a.example.com/hooks/payt?k=1 HTTP/1.1\nA: b\n\n{}\n\n### second\n// note\n\nPOST /hooks/hotmart\nHost: b\n\na=1\nb=2\n\n\n###\n";

    expect(calls(text)).toEqual([
      {
        place: "line 4",
        method: "POST",
        target: "/hooks/payt?k=1",
        headers: [
          ["A", "b"],
          ["Host", "a.example.com"],
        ],
        body: "{}",
      },
      { place: "line 12", method: "POST", target: "/hooks/hotmart", headers: [["Host", "b"]], body: "a=1\nb=2\n" },
    ]);
  });

  test("may have CRLF at its lines, and then the body before a separator ends without one", () => {
    expect(calls("POST /a\r\nB: c\r\n\r\n{\r\n}\r\n\r\n###\r\nPOST /d\r\n\r\n")).toMatchObject([
      { target: "/a", headers: [["B", "c"]], body: "{\r\n}" },
      { target: "/d", body: "" },
    ]);
  });

  test("may have a call without a body between others", () => {
    expect(calls("POST /a\n\n###\nPOST /b\nC: d\n\n###\nPOST /e\n\nf")).toMatchObject([
      { target: "/a", body: "" },
      { target: "/b", body: "" },
      { target: "/e", body: "f" },
    ]);
  });

  test("gives back what was written with an empty line and ### between, whatever the bodies end in", () => {
    const bodies = ["{}", "a\n", "--x--\r\n", "\n\n", "", "a\n### b\nc", "\xff\x00"];
    const written = bodies.map((body) => {
      const request = new InboundRequest({ method: "POST", target: "/x", headers: [["A", "b"]], body: Buffer.from(body, "latin1") });
      return Buffer.from(writeHttpFile({ notes: {}, request })).toString("latin1");
    });

    expect(calls(written.join("\n###\n\n"))).toMatchObject(bodies.map((body) => ({ body })));
  });
});

test("an absolute URL tells the host, and who calls, unless headers do", () => {
  expect(calls("POST https://ana:se%40gredo@a.example.com:8443\n\n")).toMatchObject([
    {
      target: "/",
      headers: [
        ["Host", "a.example.com:8443"],
        ["Authorization", `Basic ${Buffer.from("ana:se@gredo").toString("base64")}`],
      ],
    },
  ]);
  expect(calls("POST http://x@a.example.com?b#c\nhost: d\nauthorization: e\n\n")).toMatchObject([
    {
      target: "/?b",
      headers: [
        ["host", "d"],
        ["authorization", "e"],
      ],
    },
  ]);
});

describe("a faulty call is named by its line, and nothing is read", () => {
  const good = "POST /x\n\na\n\n###\n";

  test.each([
    ["POST /x", "recording.no-blank-line", "line 1"],
    [`${good}POST /x y\n\n`, "recording.bad-request-line", "line 6"],
    [`${good}POST /x\nno header\n\n`, "recording.bad-header-line", "line 6"],
    [`${good}POST /x\na b: c\n\n`, "recording.bad-header", "line 6"],
    [`${good}POST x\n\n`, "recording.bad-url", "line 6"],
    [`${good}POST ftp://x/\n\n`, "recording.bad-url", "line 6"],
    [`${good}POST {{host}}/hooks\n\n`, "recording.variable", "line 6"],
    [`${good}POST /x\nA: {{token}}\n\n`, "recording.variable", "line 6"],
    [`${good}POST /x\n\n< ./body.json\n`, "recording.body-elsewhere", "line 6"],
    [`${good}POST /x\n\n<@latin1 ./body.json\n`, "recording.body-elsewhere", "line 6"],
  ])("%j", (text, code, place) => {
    expect(calls(text)).toMatchObject({ code, params: { place } });
  });

  test("XML is a body, and so is what has braces in it", () => {
    expect(calls("POST /x\n\n<?xml?><a b='{{c}}'/>\n")).toMatchObject([{ body: "<?xml?><a b='{{c}}'/>" }]);
  });
});
