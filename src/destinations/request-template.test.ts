import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { note } from "../core/note.ts";
import { bodyProblem, fillBody, fillUrl, isJson } from "./request-template.ts";

const NASTY = `"Ana" & <b>\\ 100% +1\n`;
const fields = (name: string) => ({ name: NASTY, email: "ana+teste@example.com", code: "..", "event.amount.minor": "19700" })[name] ?? null;

describe("what is filled into a body fits its content type", () => {
  test.each([
    ["application/json", `{"a":"{{name}}"}`, `{"a":"\\"Ana\\" & <b>\\\\ 100% +1\\n"}`],
    ["application/vnd.example+json; charset=utf-8", `{"a":"{{email}}"}`, `{"a":"ana+teste@example.com"}`],
    ["application/json", `{"cents":{{event.amount.minor}},"due":{{due|null}}}`, `{"cents":19700,"due":null}`],
    [
      "application/x-www-form-urlencoded",
      "a={{name}}&b={{email}}",
      "a=%22Ana%22%20%26%20%3Cb%3E%5C%20100%25%20%2B1%0A&b=ana%2Bteste%40example.com",
    ],
    ["application/xml", "<a>{{name}}</a>", `<a>&#34;Ana&#34; &#38; &#60;b&#62;\\ 100% +1\n</a>`],
    ["text/plain", "{{name}}", NASTY],
  ])("%s", (type, text, filled) => {
    expect(fillBody(text, type, fields)).toEqual({ ok: true, value: filled });
  });
});

describe("a body is refused", () => {
  test("when a field has no value, by the names of all that lack", () => {
    expect(fillBody("{{pix}} {{boleto}} {{email}}", "text/plain", fields)).toEqual({
      ok: false,
      error: note("template.no-value", { fields: "pix, boleto" }),
    });
  });

  test("when it is to be JSON and is none, which shows without any values", () => {
    expect(fillBody(`{"a":{{email}}}`, "application/json", fields)).toEqual({ ok: false, error: note("template.not-json") });
    expect(bodyProblem(`{"a":"{{email}}","b":{{event.amount.minor}}}`, "application/json")).toBeNull();
    expect(bodyProblem(`{"a":"{{email}}",}`, "application/json")).toEqual(note("template.not-json"));
    expect(bodyProblem(`{"a":"{{email}}",}`, "text/plain")).toBeNull();
  });

  test("when its template is wrong", () => {
    expect(fillBody("{{emial}}", "text/plain", fields)).toMatchObject({ ok: false, error: { code: "template.unknown-field-near" } });
  });
});

test("values in a URL are single parts of it", () => {
  expect(fillUrl("https://example.com/{{email}}/{{first_name|a/b}}?n={{name}}", fields)).toEqual({
    ok: true,
    value: "https://example.com/ana%2Bteste%40example.com/a%2Fb?n=%22Ana%22%20%26%20%3Cb%3E%5C%20100%25%20%2B1%0A",
  });
});

test("a value of dots is none in a URL: it would lead up the path", () => {
  expect(fillUrl("https://example.com/a/{{code}}/b", fields)).toEqual({ ok: false, error: note("template.no-value", { fields: "code" }) });
});

test("whatever the value, the address stays the one that was written", () => {
  const anyText = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(".", "..", "...", "%2e%2e", "../..", "//other.example", "\ud800", "?x", "#x", "@"),
  );
  fc.assert(
    fc.property(anyText, (value) => {
      const url = fillUrl("https://example.com/api/{{name|none}}/end?q={{name|none}}", () => value);
      expect(url.ok).toBe(true);
      const parsed = new URL(url.ok ? url.value : "");
      expect([parsed.origin, parsed.pathname.split("/").length, parsed.pathname.split("/").at(-1), parsed.hash]).toEqual([
        "https://example.com",
        4,
        "end",
        "",
      ]);
    }),
  );
});

test("whatever the value, a JSON body stays JSON and gives the value back", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (value) => {
      fc.pre(value.trim() !== "");
      const body = fillBody(`{"a":"{{name}}"}`, "application/json", () => value);
      expect(JSON.parse(body.ok ? body.value : "")).toEqual({ a: value });
    }),
  );
});

test.each([
  ["application/json", true],
  ["application/json; charset=utf-8", true],
  ["application/ld+json", true],
  ["text/plain", false],
  ["application/jsonish", false],
])("%s: JSON %s", (type, expected) => {
  expect(isJson(type)).toBe(expected);
});
