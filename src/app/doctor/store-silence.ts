import { note } from "../../core/note.ts";
import type { DoctorCheck } from "./check.ts";
import type { StoreFacts } from "./facts.ts";
import { ok, type Verdict, warn } from "./finding.ts";

const DAY_MS = 86_400_000;
/** A pause so many times as long as the longest before is no pause. */
const TIMES = 3;
/** Of a store whose rhythm is known, a shorter silence is not remarked on: nobody sells through the night. */
const LEAST_MS = DAY_MS;
/** Calls from which a rhythm can be read. */
const RHYTHM = 10;
/** What is long for a store of which too little is known. */
const PLAIN_DAYS = 14;

/** The store is not silent for much longer than it ever was; where it was called too rarely to know, not for two weeks. */
export const storeSilence: DoctorCheck = {
  id: "store.silence",
  needs: "database",
  judge: ({ stores, now }) => stores.flatMap((store) => judgeStore(store, now)),
};

function judgeStore({ subject, adapter, arrivals, lastCall, calls, provider, store }: StoreFacts, now: string): readonly Verdict[] {
  if (adapter === undefined || calls === "none") return [];
  const next = ["intg", "event", "list", "--provider", provider, "--store", store, "--limit", "5"];
  const advice = note("doctor.store.silence-advice", { title: adapter.title });
  if (lastCall === null) return [warn(subject, note("doctor.store.silent-very-long"), next, advice)];
  const silentMs = Date.parse(now) - Date.parse(lastCall.receivedAt);
  const times = arrivals.filter(({ isOurs }) => !isOurs).map(({ receivedAt }) => Date.parse(receivedAt));
  const last = { lastAt: lastCall.receivedAt, silentMs };
  if (times.length < RHYTHM) {
    if (silentMs <= PLAIN_DAYS * DAY_MS) return [ok(subject, note("doctor.store.not-silent", last))];
    return [warn(subject, note("doctor.store.silent-plain", { ...last, days: PLAIN_DAYS }), next, advice)];
  }
  const longestMs = longestPause(times);
  if (silentMs <= Math.max(LEAST_MS, TIMES * longestMs)) return [ok(subject, note("doctor.store.not-silent", last))];
  return [warn(subject, note("doctor.store.silent", { ...last, longestMs, n: times.length }), next, advice)];
}

/** @param times - newest first. A clock that was set back makes a pause negative, which is none. */
function longestPause(times: readonly number[]): number {
  return times.slice(1).reduce((longest, time, at) => Math.max(longest, (times[at] ?? time) - time), 0);
}
