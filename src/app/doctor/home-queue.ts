import { note } from "../../core/note.ts";
import type { DoctorCheck } from "./check.ts";
import { fail, HOME, ok } from "./finding.ts";

/** A listener works a call out within seconds. */
const LATE_MS = 5 * 60_000;

/** What was received is worked out. */
export const homeQueue: DoctorCheck = {
  id: "home.queue",
  needs: "database",
  judge: ({ queue: { count, oldestAt }, now }) => {
    if (oldestAt === null) return [ok(HOME, note("doctor.home.queue-empty"))];
    const lateMs = Date.parse(now) - Date.parse(oldestAt);
    if (lateMs < LATE_MS) return [ok(HOME, note("doctor.home.queue-moves", { n: count }))];
    return [fail(HOME, note("doctor.home.queue-stands", { n: count, lateMs }), ["intg", "listen"])];
  },
};
