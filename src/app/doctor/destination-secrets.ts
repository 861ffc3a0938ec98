import { note } from "../../core/note.ts";
import type { DoctorCheck } from "./check.ts";
import { fail, ok, type Verdict } from "./finding.ts";

/** The destination has the secrets and settings that it cannot do without. */
export const destinationSecrets: DoctorCheck = {
  id: "destination.secrets",
  needs: "database",
  judge: ({ destinations, keyProblem }) =>
    destinations
      .filter(({ carrier }) => carrier !== undefined && keyProblem === null)
      .map(({ registered: { name }, carrier, missingSecret, problem }): Verdict => {
        const subject = { kind: "destination", destination: name } as const;
        if (missingSecret !== null) {
          const where = { name: missingSecret.name, title: carrier?.kind.title ?? "", where: missingSecret.whereToFind };
          const next = ["intg", "destination", "edit", name, "--secret", missingSecret.name];
          return fail(subject, note("doctor.destination.secret-missing", { name: missingSecret.name }), next, note("doctor.where", where));
        }
        if (problem !== null) return fail(subject, note("doctor.destination.problem"), ["intg", "destination", "show", name], problem);
        return ok(subject, note("doctor.destination.secrets-ok"));
      }),
};
