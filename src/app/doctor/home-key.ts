import { note } from "../../core/note.ts";
import type { DoctorCheck } from "./check.ts";
import { fail, HOME, ok } from "./finding.ts";

/** The key opens the credentials. */
export const homeKey: DoctorCheck = {
  id: "home.key",
  needs: "database",
  judge: ({ keyProblem, stores }) => {
    if (keyProblem !== null) return [fail(HOME, keyProblem, ["intg", "help", "security"])];
    return [ok(HOME, note("doctor.home.key", { n: stores.reduce((sum, { values }) => sum + values.length, 0) }))];
  },
};
