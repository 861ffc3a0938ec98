import { describe, expect, it } from "vitest";
import { durationMs, readSince } from "./duration.ts";

const NOW = "2026-11-03T12:00:00.000Z";

describe("durationMs", () => {
  it.each([
    ["90s", 90_000],
    ["30m", 1_800_000],
    ["12h", 43_200_000],
    ["2d", 172_800_000],
    ["1w", 604_800_000],
    [" 5M ", 300_000],
    ["0d", 0],
  ])("reads %s", (text, ms) => {
    expect(durationMs(text)).toBe(ms);
  });

  it.each(["", "2", "d", "-2d", "2.5h", "2 days", "2y", "1h30m", "9999999999d"])("refuses %j", (text) => {
    expect(durationMs(text)).toBeNull();
  });
});

describe("readSince", () => {
  it("goes back from now", () => {
    expect(readSince("30m", NOW, "UTC")).toBe("2026-11-03T11:30:00.000Z");
    expect(readSince("2d", NOW, "UTC")).toBe("2026-11-01T12:00:00.000Z");
  });

  it("reads a date as the beginning of that day in the zone", () => {
    expect(readSince("2026-11-01", NOW, "America/Sao_Paulo")).toBe("2026-11-01T03:00:00.000Z");
    expect(readSince("2026-11-01", NOW, "UTC")).toBe("2026-11-01T00:00:00.000Z");
  });

  it("believes an offset before the zone", () => {
    expect(readSince("2026-11-01T10:00:00Z", NOW, "America/Sao_Paulo")).toBe("2026-11-01T10:00:00.000Z");
  });

  it.each(["yesterday", "2026-02-30", "999999999d", ""])("refuses %j", (text) => {
    expect(readSince(text, NOW, "UTC")).toBeNull();
  });
});
