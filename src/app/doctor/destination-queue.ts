import { note } from "../../core/note.ts";
import type { DoctorCheck } from "./check.ts";
import type { DestinationFacts } from "./facts.ts";
import { fail, ok, type Verdict, warn } from "./finding.ts";

const MINUTE_MS = 60_000;
/** What waits for longer than this although it may go is not being sent. */
const LATE_MS = 10 * MINUTE_MS;
const VERY_LATE_MS = 60 * MINUTE_MS;

/** The queue moves: what is due goes, unless pace, quota, quiet hours or the circuit hold it back. */
export const destinationQueue: DoctorCheck = {
  id: "destination.queue",
  needs: "database",
  judge: ({ destinations, now }) =>
    destinations.filter(({ carrier }) => carrier !== undefined).map((destination) => judgeDestination(destination, now)),
};

function judgeDestination({ registered, admission, health, waiting, nextDue }: DestinationFacts, now: string): Verdict {
  const subject = { kind: "destination", destination: registered.name } as const;
  if (waiting === 0 || nextDue === null) return ok(subject, note("doctor.destination.queue-empty"));
  const lateMs = Date.parse(now) - Date.parse(nextDue);
  // A switched off destination, and an open circuit, are told by other checks; a long queue that is being worked off is well.
  const mayGo = registered.isEnabled && (admission?.count ?? 0) > 0;
  const sentMs = health.pacedFrom === null ? Number.POSITIVE_INFINITY : Date.parse(now) - Date.parse(health.pacedFrom);
  if (!mayGo || lateMs < LATE_MS || sentMs < LATE_MS) return ok(subject, note("doctor.destination.queue-moves", { n: waiting }));
  const text = note("doctor.destination.queue-stands", { n: waiting, lateMs });
  const next = ["intg", "dispatch", "run"];
  return lateMs < VERY_LATE_MS ? warn(subject, text, next) : fail(subject, text, next);
}
