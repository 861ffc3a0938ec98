import { expect, test } from "vitest";
import { concurrencyField, paceOf, perMinuteField } from "./pace.ts";

const NONE = { burst: 1, perDay: null, quiet: null };

test("without settings the destination's own pace holds", () => {
  expect(paceOf(new Map(), 16, null)).toEqual({ ...NONE, concurrency: 16, spacingMs: 0 });
  expect(paceOf(new Map(), 4, 120)).toEqual({ ...NONE, concurrency: 4, spacingMs: 500 });
});

test("the operator's pace comes first, and never goes over what was set", () => {
  const settings = new Map([
    ["concurrency", "2"],
    ["per-minute", "7"],
  ]);

  expect(paceOf(settings, 16, 120)).toEqual({ ...NONE, concurrency: 2, spacingMs: 8572 });
});

test("the fields read what the pace needs", () => {
  expect(concurrencyField(16)).toMatchObject({ name: "concurrency", fallback: "16" });
  expect([concurrencyField(16).read("0").ok, concurrencyField(16).read("257").ok, perMinuteField.read("60").ok]).toEqual([
    false,
    false,
    true,
  ]);
});
