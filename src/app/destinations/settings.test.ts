import { describe, expect, test } from "vitest";
import { leadlovers } from "../../destinations/leadlovers/index.ts";
import { webhook } from "../../destinations/webhook/index.ts";
import { changedSettings, hostOf, missingSetting, readSetting, refusedHost, shownSetting } from "./settings.ts";

describe("what the operator writes", () => {
  test("is read by the kind", () => {
    expect(readSetting(webhook, "method", " put ")).toStrictEqual({ ok: true, value: "PUT" });
    expect(readSetting(webhook, "method", "GET")).toMatchObject({ ok: false, error: { code: "setting.not-one-of" } });
  });

  test("takes a setting away when it is empty", () => {
    expect(readSetting(webhook, "body", "  ")).toStrictEqual({ ok: true, value: null });
  });

  test.each([
    ["metod", { code: "destination.unknown-setting-near", params: expect.objectContaining({ kind: "webhook", suggestion: "method" }) }],
    ["colour", { code: "destination.unknown-setting", params: expect.objectContaining({ kind: "webhook" }) }],
    ["allow-private", { code: "destination.unknown-setting", params: expect.objectContaining({ kind: "webhook" }) }],
  ])("has to be a setting that there is: %s", (name, error) => {
    expect(readSetting(webhook, name, "x")).toStrictEqual({ ok: false, error });
  });

  test("changes what it names and leaves the rest", () => {
    const changes = new Map([
      ["method", null],
      ["body", "{}"],
    ]);

    expect(changedSettings({ url: "https://example.com/", method: "PUT" }, changes)).toStrictEqual({
      url: "https://example.com/",
      body: "{}",
    });
  });
});

test("a setting is missing when the kind wants it and has no default", () => {
  expect(missingSetting(webhook, {})?.name).toBe("url");
  expect(missingSetting(webhook, { url: "https://example.com/" })).toBeUndefined();
  expect(missingSetting(leadlovers, {})).toBeUndefined();
});

describe("the host", () => {
  test("is that of the first address, by default the vendor's", () => {
    expect(hostOf({ settings: { url: "https://crm.example.com:8443/hook?key=1" } }, webhook)).toBe("crm.example.com:8443");
    expect(hostOf({ settings: {} }, leadlovers)).toBe("llapi.leadlovers.com");
    expect(hostOf({ settings: {} }, webhook)).toBeNull();
  });

  test("is told when it is a private one that is not allowed", () => {
    const settings = { url: "http://192.168.0.7:3000/hook" };

    expect(refusedHost({ settings }, webhook)).toBe("192.168.0.7:3000");
    expect(refusedHost({ settings: { ...settings, "allow-private": "yes" } }, webhook)).toBeNull();
    expect(refusedHost({ settings: { url: "https://crm.example.com/" } }, webhook)).toBeNull();
  });
});

test.each([
  ["https://example.com/hook", "https://example.com/hook"],
  ["https://example.com/hook?key=made-up&id=7", "https://example.com/hook?key=***&id=***"],
  ["https://example.com/hook?made-up", "https://example.com/hook?***"],
  ["60", "60"],
  ["is that so? yes", "is that so? yes"],
])("%s is shown as %s", (value, shown) => {
  expect(shownSetting(value)).toBe(shown);
});
