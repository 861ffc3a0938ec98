import { breakerState } from "../../core/breaker.ts";
import { note } from "../../core/note.ts";
import type { DoctorCheck } from "./check.ts";
import { fail, ok, type Verdict, warn } from "./finding.ts";

/** The destination answers: its circuit is closed. */
export const destinationCircuit: DoctorCheck = {
  id: "destination.circuit",
  needs: "database",
  judge: ({ destinations, now }) =>
    destinations
      .filter(({ carrier }) => carrier !== undefined)
      .map(({ registered: { name }, health: { breaker }, lastError }): Verdict => {
        const subject = { kind: "destination", destination: name } as const;
        const next = ["intg", "destination", "test", name];
        const failed = breaker.minutes.reduce((sum, minute) => sum + minute.failed, 0);
        switch (breakerState(breaker, now)) {
          case "open":
            return fail(subject, note("doctor.destination.circuit-open", { failed, openedAt: breaker.openedAt }), next, lastError);
          case "half-open":
            return warn(subject, note("doctor.destination.circuit-half-open", { failed, openedAt: breaker.openedAt }), next, lastError);
          default:
            return ok(subject, note("doctor.destination.circuit-closed"));
        }
      }),
};
