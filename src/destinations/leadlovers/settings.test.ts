import { describe, expect, test } from "vitest";
import { leadloversAccount } from "../../../test/support/leadlovers-exchange.ts";
import { leadlovers } from "./index.ts";

const field = (name: string) => leadlovers.settings.find((setting) => setting.name === name);
const settings = (entries: Record<string, string> = {}) => new Map(Object.entries(entries));

describe("settings of leadlovers", () => {
  test("all have a default, which can be read", () => {
    expect(leadlovers.settings.map(({ name, fallback }) => [name, fallback])).toEqual([
      ["base-url", "https://llapi.leadlovers.com/webapi"],
      ["insert-method", "post"],
      ["per-minute", "60"],
      ["settle-delay", "15s"],
    ]);
    for (const { fallback = "", read } of leadlovers.settings) expect(read(fallback)).toEqual({ ok: true, value: fallback });
  });

  test.each([
    ["base-url", "https://api.example.com/webapi/", "https://api.example.com/webapi"],
    ["base-url", "http://127.0.0.1:4999", "http://127.0.0.1:4999"],
    ["insert-method", "PUT", "put"],
    ["per-minute", "90", "90"],
    ["per-minute", "007", "7"],
    ["settle-delay", "1M", "1m"],
    ["settle-delay", "0s", "0s"],
    ["settle-delay", "10m", "10m"],
  ])("%s takes %s as %s", (name, text, value) => {
    expect(field(name)?.read(text)).toEqual({ ok: true, value });
  });

  test.each([
    ["base-url", "llapi.leadlovers.com"],
    ["base-url", "ftp://example.com"],
    ["base-url", "https://user:word@example.com"],
    ["base-url", "https://example.com/webapi?token=made-up"],
    ["base-url", "https://example.com/#x"],
    ["insert-method", "patch"],
    ["per-minute", "0"],
    ["per-minute", "601"],
    ["per-minute", "1.5"],
    ["per-minute", "-1"],
    ["per-minute", ""],
    ["settle-delay", "15"],
    ["settle-delay", "11m"],
    ["settle-delay", "soon"],
  ])("%s refuses %s", (name, text) => {
    expect(field(name)?.read(text).ok).toBe(false);
  });

  test("an address that is refused is not told, for it may hold the token", () => {
    const refused = field("base-url")?.read("https://example.com/webapi?token=made-up-token");

    expect(JSON.stringify(refused)).not.toContain("made-up-token");
  });

  test.each([
    [settings(), 1000],
    [settings({ "per-minute": "90" }), 667],
    [settings({ "per-minute": "1" }), 60_000],
  ])("calls are evenly spaced", (given, spacingMs) => {
    expect(leadlovers.policy(given)).toEqual({ concurrency: 2, spacingMs, burst: 1, perDay: null, quiet: null });
  });
});

describe("secrets of leadlovers", () => {
  const advice = (name: string, value: string) =>
    leadlovers.secrets
      .find((secret) => secret.name === name)
      ?.check(value)
      .map(({ code }) => code);

  test("are a token, and a bearer for who needs one", () => {
    expect(leadlovers.secrets.map(({ name, isRequired }) => [name, isRequired])).toEqual([
      ["token", true],
      ["bearer", false],
    ]);
  });

  test.each([
    ["0123456789abcdef0123456789ABCDEF", []],
    [" 0123456789abcdef0123456789abcdef\n", []],
    ["0123456789abcdef0123456789abcde", ["secret.unusual"]],
    ["0123456789abcdef0123456789abcdeg", ["secret.unusual"]],
  ])("a token of another look is told, never refused", (value, codes) => {
    expect(advice("token", value)).toEqual(codes);
  });

  test.each([
    ["x", []],
    ["chave-é", ["secret.not-header"]],
  ])("a bearer may look like anything that a header can carry: %s", (value, codes) => {
    expect(advice("bearer", value)).toEqual(codes);
    expect(leadlovers.problem?.(leadloversAccount({}, { bearer: value }))?.code).toBe(codes[0]);
  });
});
