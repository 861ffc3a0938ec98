import { describe, expect, test } from "vitest";
import {
  readBaseUrl,
  readContentType,
  readOneOf,
  readRequestTemplate,
  readUrl,
  readUrlTemplate,
  readWholeNumber,
  type SettingReader,
} from "./setting-readers.ts";

/** What is read; the code of the problem where it is none. */
const outcome = (read: SettingReader, text: string) => {
  const result = read(text);
  return result.ok ? result.value : result.error.code;
};

describe("a URL", () => {
  test.each([
    [" https://example.com/hook?key=1 ", "https://example.com/hook?key=1"],
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
    ["example.com/hook", "setting.not-url"],
    ["https://user:pass@example.com", "setting.not-url"],
    ["https://example.com/#part", "setting.not-url"],
    ["", "setting.not-url"],
  ])("%j is %s", (text, expected) => {
    expect(outcome(readUrl, text)).toBe(expected);
  });

  test.each([
    ["https://example.com/", "https://example.com"],
    ["https://example.com/api//", "https://example.com/api"],
    ["https://example.com/api?x=1", "setting.base-with-query"],
    ["ftp://example.com", "setting.not-url"],
  ])("as a base %j is %s", (text, expected) => {
    expect(outcome(readBaseUrl, text)).toBe(expected);
  });
});

describe("a URL with places", () => {
  test.each([
    ["https://example.com/users/{{email}}?product={{code}}", "https://example.com/users/{{email}}?product={{code}}"],
    ["https://example.com?email={{email}}", "https://example.com?email={{email}}"],
    ["https://example.com/fixed", "https://example.com/fixed"],
    ["{{link}}", "setting.open-host"],
    ["https://{{email}}/x", "setting.open-host"],
    ["https://example.com{{email}}", "setting.open-host"],
    ["https://example.com:{{code}}/x", "setting.open-host"],
    ["ftp://example.com/{{email}}", "setting.open-host"],
    ["example.com/x", "setting.not-url"],
    ["https://user:pass@example.com/{{email}}", "setting.not-url"],
    ["https://example.com/{{email}}#x", "setting.not-url"],
    ["https://example.com/{{emial}}", "template.unknown-field-near"],
    ["", "setting.not-url"],
  ])("%j is %s", (text, expected) => {
    expect(outcome(readUrlTemplate, text)).toBe(expected);
  });
});

test.each([
  ['{"email": "{{email}}"}', '{"email": "{{email}}"}'],
  [" kept as it is ", " kept as it is "],
  [" ", "setting.empty"],
  ["{{email", "template.unclosed"],
  ["{{}}", "template.no-field"],
  ["{{xyzxyz}}", "template.unknown-field"],
])("the template of a request %j is %s", (text, expected) => {
  expect(outcome(readRequestTemplate, text)).toBe(expected);
});

test.each([
  ["1", "1"],
  [" 0012 ", "12"],
  ["60", "60"],
  ["0", "setting.not-number"],
  ["61", "setting.not-number"],
  ["1.5", "setting.not-number"],
  ["-1", "setting.not-number"],
  ["", "setting.not-number"],
  ["ten", "setting.not-number"],
])("a whole number from 1 to 60 %j is %s", (text, expected) => {
  expect(outcome(readWholeNumber(1, 60), text)).toBe(expected);
});

test.each([
  ["put", "PUT"],
  [" POST ", "POST"],
  ["PATCH", "setting.not-one-of"],
  ["", "setting.not-one-of"],
])("one of POST and PUT %j is %s", (text, expected) => {
  expect(outcome(readOneOf(["POST", "PUT"]), text)).toBe(expected);
});

test.each([
  ["application/json", "application/json"],
  [" text/plain; charset=utf-8 ", "text/plain; charset=utf-8"],
  ["application/vnd.example+json", "application/vnd.example+json"],
  ["json", "setting.not-content-type"],
  ["text/plain\r\nx-other: 1", "setting.not-content-type"],
  ["", "setting.not-content-type"],
])("a content type %j is %s", (text, expected) => {
  expect(outcome(readContentType, text)).toBe(expected);
});
