import { note } from "../../core/note.ts";
import type { DoctorCheck } from "./check.ts";
import { fail, ok, type Verdict } from "./finding.ts";

/** Nothing failed for good: a buyer who was to get a tag, a message or access did not. */
export const destinationDead: DoctorCheck = {
  id: "destination.dead",
  needs: "database",
  judge: ({ destinations }) =>
    destinations.map(({ registered: { name }, dead, lastDead }): Verdict => {
      const subject = { kind: "destination", destination: name } as const;
      if (dead === 0) return ok(subject, note("doctor.destination.dead-none"));
      const text = note("doctor.destination.dead", { n: dead, lastAt: lastDead?.endedAt ?? lastDead?.createdAt ?? null });
      return fail(subject, text, ["intg", "dispatch", "list", "--dead", "--destination", name], lastDead?.reason ?? null);
    }),
};
