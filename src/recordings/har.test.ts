import { describe, expect, test } from "vitest";
import { readRecordings } from "./read.ts";

const read = (entries: readonly unknown[]) => readRecordings(Buffer.from(JSON.stringify({ log: { version: "1.2", entries } }, null, 2)));
const calls = (entries: readonly unknown[]) => {
  const result = read(entries);
  if (!result.ok) return result.error;
  return result.value.map(({ place, request }) => ({
    place,
    method: request.method,
    target: request.target,
    headers: request.headers,
    body: request.text(),
  }));
};
const post = (request: object) => ({ request: { method: "POST", url: "https://a.example.com/hooks/payt?k=1", headers: [], ...request } });

test("requests with a body are calls, in their order; pages and pictures are none", () => {
  const page = { request: { method: "GET", url: "https://a.example.com/", headers: [], bodySize: 0 } };
  const call = post({
    headers: [
      { name: ":authority", value: "a.example.com" },
      { name: ":method", value: "POST" },
      { name: "content-type", value: "application/json" },
      { name: "X-Signature", value: "abc" },
    ],
    postData: { mimeType: "application/json", text: '{"é": 1.00}' },
  });

  expect(calls([page, call, page, post({ method: "PUT", postData: { mimeType: "a/b", text: "x", params: [] } })])).toEqual([
    {
      place: "entry 2",
      method: "POST",
      target: "/hooks/payt?k=1",
      headers: [
        ["content-type", "application/json"],
        ["X-Signature", "abc"],
        ["Host", "a.example.com"],
      ],
      body: '{"é": 1.00}',
    },
    {
      place: "entry 4",
      method: "PUT",
      target: "/hooks/payt?k=1",
      headers: [
        ["Content-Type", "a/b"],
        ["Host", "a.example.com"],
      ],
      body: "x",
    },
  ]);
});

test("a body is text, base64, or the fields of a form", () => {
  const params = [{ name: "a", value: "é &" }, { name: "b[c]" }];
  const bodies = [
    { text: "/wCA", encoding: "base64", mimeType: "" },
    { mimeType: "application/x-www-form-urlencoded", params },
    { mimeType: "application/x-www-form-urlencoded", text: "a=%C3%A9+%26", params },
  ].map((postData) => post({ postData }));
  const result = read(bodies);

  expect(result.ok && result.value.map(({ request }) => Buffer.from(request.body).toString("latin1"))).toEqual([
    "\xff\x00\x80",
    "a=%C3%A9+%26&b%5Bc%5D=",
    "a=%C3%A9+%26",
  ]);
});

test("a recording without a single body has no calls", () => {
  expect(calls([])).toEqual([]);
  expect(calls([post({ postData: { mimeType: "a/b", text: "" } })])).toEqual([]);
});

describe("a faulty entry is named, and nothing is read", () => {
  const good = post({ postData: { mimeType: "a/b", text: "x" } });
  const bad = (request: object) => post({ postData: { mimeType: "a/b", text: "x" }, ...request });

  test.each([
    [{}, "recording.bad-member", { member: "request" }],
    [bad({ method: 1 }), "recording.bad-member", { member: "request.method" }],
    [bad({ url: null }), "recording.bad-member", { member: "request.url" }],
    [bad({ url: "data:x" }), "recording.bad-url", {}],
    [bad({ headers: {} }), "recording.bad-member", { member: "request.headers" }],
    [bad({ headers: [{ name: "a", value: 1 }] }), "recording.bad-member", { member: "request.headers" }],
    [bad({ headers: [{ name: "a", value: "b\nc" }] }), "recording.bad-header", { number: 1 }],
    [post({ postData: "x" }), "recording.bad-member", { member: "request.postData" }],
    [post({ postData: { text: 1 } }), "recording.bad-member", { member: "request.postData.text" }],
    [post({ postData: { text: "a", encoding: "base64" } }), "recording.bad-member", { member: "request.postData.text" }],
    [post({ postData: { params: {} } }), "recording.bad-member", { member: "request.postData.params" }],
    [post({ postData: { params: [1] } }), "recording.bad-member", { member: "request.postData.params" }],
    [post({ bodySize: 12 }), "recording.body-left-out", {}],
    [post({ postData: { mimeType: "multipart/form-data; boundary=x", params: [{ name: "a" }] } }), "recording.body-left-out", {}],
  ])("%j", (entry, code, params) => {
    expect(calls([good, entry])).toEqual({ code, params: { place: "entry 2", ...params } });
  });

  test("a log without entries is told for one", () => {
    expect(readRecordings(Buffer.from('{"log":{}}'))).toEqual({ ok: false, error: { code: "recording.har-without-entries", params: {} } });
  });
});
