import { groupBy } from "../../core/group.ts";
import { note } from "../../core/note.ts";
import type { DoctorCheck } from "./check.ts";
import { fail, type Verdict } from "./finding.ts";

/** Nothing that a rule asked for failed because there was nobody to send it. */
export const ruleHomeless: DoctorCheck = {
  id: "rule.homeless",
  needs: "database",
  judge: ({ homeless, configuration: { rules } }) =>
    [...groupBy(homeless, ({ rule }) => rule)].map(([rule, dispatches]): Verdict => {
      const product = rules.find(({ id }) => id === rule)?.product ?? "";
      const next = ["intg", "dispatch", "list", "--dead", "--where", `rule = ${rule}`];
      const text = note("doctor.rule.homeless", { n: dispatches.length });
      return fail({ kind: "rule", rule, product }, text, next, dispatches[0]?.reason ?? null);
    }),
};
