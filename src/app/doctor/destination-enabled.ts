import { note } from "../../core/note.ts";
import type { DoctorCheck } from "./check.ts";
import { fail, ok, unknown, type Verdict, warn } from "./finding.ts";

/** The destination is switched on, and of a kind that this version knows. */
export const destinationEnabled: DoctorCheck = {
  id: "destination.enabled",
  needs: "database",
  judge: ({ destinations }) =>
    destinations.map(({ registered, carrier, isUsed, waiting }): Verdict => {
      const { name, kind, isEnabled, disabledBecause } = registered;
      const subject = { kind: "destination", destination: name } as const;
      if (carrier === undefined) return unknown(subject, note("doctor.destination.unknown-kind", { kind }));
      if (isEnabled) return ok(subject, note("doctor.destination.enabled"));
      const next = ["intg", "destination", "edit", name, "--enable"];
      if (disabledBecause !== null) return fail(subject, note("doctor.destination.gone", { n: waiting }), next, disabledBecause);
      return isUsed
        ? warn(subject, note("doctor.destination.disabled", { n: waiting }), next)
        : ok(subject, note("doctor.destination.resting"));
    }),
};
