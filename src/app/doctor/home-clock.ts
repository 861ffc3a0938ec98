import { note } from "../../core/note.ts";
import type { DoctorCheck } from "./check.ts";
import { HOME, ok, type Verdict, warn } from "./finding.ts";

/** Vendors round to seconds and minutes, and their clocks differ. */
const SLACK_MS = 2 * 60_000;
/** From this share on it is the clock, and not one odd call. */
const SHARE = 0.1;
const LEAST = 2;

/** The clock of the machine goes right: nothing came later than now, and nothing happened after it came. */
export const homeClock: DoctorCheck = {
  id: "home.clock",
  needs: "database",
  judge: ({ now, newestReceivedAt, stores }): readonly Verdict[] => {
    const aheadMs = newestReceivedAt === null ? 0 : Date.parse(newestReceivedAt) - Date.parse(now);
    if (aheadMs > SLACK_MS) return [warn(HOME, note("doctor.home.clock-back", { aheadMs, lastAt: newestReceivedAt }), ["timedatectl"])];
    const told = stores.flatMap(({ arrivals }) =>
      arrivals.filter(({ occurredAt, isOurs, isTest }) => occurredAt !== null && !isOurs && !isTest),
    );
    const early = told.flatMap(({ occurredAt, receivedAt }) => {
      const ms = Date.parse(occurredAt ?? receivedAt) - Date.parse(receivedAt);
      return ms > SLACK_MS ? [ms] : [];
    });
    if (early.length < LEAST || early.length < told.length * SHARE) return [ok(HOME, note("doctor.home.clock", { n: told.length }))];
    const text = note("doctor.home.clock-slow", { n: early.length, all: told.length, mostMs: Math.max(...early) });
    return [warn(HOME, text, ["timedatectl"], note("doctor.home.clock-advice"))];
  },
};
