import { describe, expect, test } from "vitest";
import { UNKNOWN_SENDING } from "../../providers/sending-policy.ts";
import { asPlayed, waitAfter } from "./played-policy.ts";

const fact = <T>(value: T) => ({ value, certainty: "official", source: "a page" }) as const;

describe("asPlayed", () => {
  test("of a vendor of whom nothing is known assumes everything, and says so of each fact", () => {
    const { policy, meanings, backupEveryMs, ...facts } = asPlayed(UNKNOWN_SENDING);

    expect(facts).toEqual({
      timeoutMs: { value: 10_000, certainty: "assumed", source: null },
      delivered: { value: "2xx", certainty: "assumed", source: null },
      sentAgainAfter: { value: "any-failure", certainty: "assumed", source: null },
      attempts: { value: 4, certainty: "assumed", source: null },
      waitsMs: { value: [60_000, 600_000, 3_600_000], certainty: "assumed", source: null },
      afterwards: { value: { kind: "lost" }, certainty: "assumed", source: null },
    });
    expect([policy, meanings, backupEveryMs]).toEqual([UNKNOWN_SENDING, [], null]);
  });

  test("leaves what is known as it is, with its certainty and source", () => {
    const played = asPlayed({ ...UNKNOWN_SENDING, timeoutMs: fact(5_000), waitMs: fact(7_200_000), attempts: fact(5) });

    expect(played.timeoutMs).toEqual({ value: 5_000, certainty: "official", source: "a page" });
    expect(played.waitsMs).toEqual({ value: [7_200_000], certainty: "official", source: "a page" });
    expect([played.attempts.value, played.delivered.certainty]).toEqual([5, "assumed"]);
  });

  test("assumes that it sends again after any failure, also where that is known of some", () => {
    const played = (value: "any-failure" | "server-error") => asPlayed({ ...UNKNOWN_SENDING, sentAgainAfter: fact(value) }).sentAgainAfter;

    expect(played("any-failure")).toEqual({ value: "any-failure", certainty: "official", source: "a page" });
    expect(played("server-error")).toEqual({ value: "any-failure", certainty: "assumed", source: null });
  });

  test("assumes how often a backup tries only where the vendor does not say", () => {
    const backup = (everyMs: number | null) =>
      asPlayed({ ...UNKNOWN_SENDING, afterwards: fact({ kind: "backup", everyMs, forMs: 1 } as const) }).backupEveryMs;

    expect(backup(60_000)).toEqual({ value: 60_000, certainty: "official", source: "a page" });
    expect(backup(null)).toEqual({ value: 3_600_000, certainty: "assumed", source: null });
  });
});

describe("waitAfter", () => {
  test("goes through the waits, and repeats the last", () => {
    const assumed = asPlayed(UNKNOWN_SENDING);

    expect([1, 2, 3, 4, 9].map((made) => waitAfter(assumed, made))).toEqual([60_000, 600_000, 3_600_000, 3_600_000, 3_600_000]);
  });
});
