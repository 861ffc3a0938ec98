import { expect, test } from "vitest";
import { isHttpUrl, isLoopback, urlOf, withoutLikelySecrets, withoutSecrets } from "./http-url.ts";

test.each(["https://crm.com.br/lead", "http://127.0.0.1:4040/grupozap/lead/acme", "HTTPS://Example.com", "https://ação.example/a?b=c#d"])(
  "%s is one",
  (text) => {
    expect(isHttpUrl(text)).toBe(true);
  },
);

test.each([
  ["crm.com.br/lead", "no scheme"],
  ["ftp://crm.com.br/lead", "another scheme"],
  ["javascript:alert(1)", "another scheme"],
  ["https://", "no host"],
  ["https://user:pass@crm.com.br/", "user and password"],
  ["https://crm.com.br/a b", "a blank"],
  ["https://crm.com.br/\u001b[31m", "a control character"],
  ["", "nothing"],
])("%j is none (%s)", (text) => {
  expect(isHttpUrl(text)).toBe(false);
});

test("a URL is shown without its query and its user", () => {
  expect(withoutSecrets("https://ana:secret@example.com:8443/hooks/hotmart?hottok=secret#x")).toBe(
    "https://example.com:8443/hooks/hotmart",
  );
});

test.each([
  ["ftp://ana:senha@example.com/a", "ftp://…@example.com/a"],
  ["https://ana:se/n?h@a@example.com", "https://…@example.com"],
  ["ana:senha@example.com", "…@example.com"],
  ["https://example.com/a b?hottok=senha", "https://example.com/a b?…"],
  ["example.com/path", "example.com/path"],
  ["", ""],
])("%s is no URL, and is repeated as %s", (text, shown) => {
  expect(withoutLikelySecrets(text)).toBe(shown);
});

test.each([
  ["http://localhost:3000/webhook", true],
  ["http://loja.localhost/", true],
  ["http://127.0.0.1:4040", true],
  ["http://127.1.2.3", true],
  ["http://2130706433/", true],
  ["http://[::1]:4040", true],
  ["http://192.168.0.10", false],
  ["http://0.0.0.0:4040", false],
  ["https://localhost.example.com", false],
  ["https://127.0.0.1.example.com", false],
])("%s is on this machine: %s", (url, expected) => {
  expect(isLoopback(new URL(url).hostname)).toBe(expected);
});

test.each([
  ["127.0.0.1", "http://127.0.0.1:4040"],
  ["localhost", "http://localhost:4040"],
  ["::1", "http://[::1]:4040"],
])("a listener on %s is reached at %s", (host, url) => {
  expect(urlOf({ host, port: 4040 })).toBe(url);
});

test("a host with letters of Latin-1 is one however many were looked at before", () => {
  for (let n = 0; n < 300_000; n += 1) isHttpUrl(`http://127.0.0.1:${1000 + (n % 3000)}/x`);

  expect(isHttpUrl("https://ação.example/a")).toBe(true);
});
