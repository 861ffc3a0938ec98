import { note } from "../../core/note.ts";
import type { DoctorCheck } from "./check.ts";
import type { DoctorFacts, MachineFacts } from "./facts.ts";
import { fail, HOME, ok, type Verdict } from "./finding.ts";

/** The database opens, and is of this version. */
export const homeDatabase: DoctorCheck = {
  id: "home.database",
  needs: "machine",
  judge: (facts) => judgeDatabase(facts),
};

function judgeDatabase(facts: MachineFacts | DoctorFacts): readonly Verdict[] {
  if (facts.problem !== null) return [fail(HOME, facts.problem, ["intg", "help", "home"])];
  if (!("database" in facts)) return [];
  const { schema, bytes } = facts.database;
  return [ok(HOME, note("doctor.home.database", { schema, sizeBytes: bytes }))];
}
