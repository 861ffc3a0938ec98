import { isFound } from "../../core/mistake.ts";
import { note } from "../../core/note.ts";
import type { DoctorCheck } from "./check.ts";
import { REFUSED_DAYS, type StoreFacts } from "./facts.ts";
import { fail, ok, type Verdict, warn } from "./finding.ts";

/**
 * No call was refused lately. Red where a known mistake explains the newest one and nothing was taken since: sales are being
 * missed. Yellow otherwise, for anybody may call an address.
 */
export const storeRefused: DoctorCheck = {
  id: "store.refused",
  needs: "database",
  judge: ({ stores }) => stores.map(judgeStore),
};

function judgeStore({ subject, refusals, lastCall }: StoreFacts): Verdict {
  const [newest] = refusals;
  if (newest === undefined) return ok(subject, note("doctor.store.refused-none", { days: REFUSED_DAYS }));
  const n = refusals.reduce((sum, { leftOut }) => sum + 1 + leftOut, 0);
  const next = ["intg", "event", "show", newest.id];
  if (lastCall !== null && lastCall.receivedAt > newest.at) {
    return warn(subject, note("doctor.store.refused-before", { n, days: REFUSED_DAYS, lastAt: newest.at }), next, newest.mistake);
  }
  const found = note("doctor.store.refused", { n, days: REFUSED_DAYS, lastAt: newest.at });
  return isFound(newest.mistake) ? fail(subject, found, next, newest.mistake) : warn(subject, found, next, newest.mistake);
}
