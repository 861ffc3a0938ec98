import { note } from "../../core/note.ts";
import type { DoctorCheck } from "./check.ts";
import { fail, HOME, ok } from "./finding.ts";

/** Every page of the database is whole, and everything that a row refers to is there. Only asked with `--deep`. */
export const homeIntegrity: DoctorCheck = {
  id: "home.integrity",
  needs: "database",
  judge: ({ faults }) => {
    if (faults === null) return [];
    if (faults.length === 0) return [ok(HOME, note("doctor.home.integrity-ok"))];
    const next = ["intg", "help", "home"];
    return [
      fail(HOME, note("doctor.home.integrity", { n: faults.length, first: faults[0] ?? null }), next, note("doctor.home.integrity-advice")),
    ];
  },
};
