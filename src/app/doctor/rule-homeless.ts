import { groupBy } from "../../core/group.ts";
import { note } from "../../core/note.ts";
import type { DoctorCheck } from "./check.ts";
import { fail, ruleSubject, type Verdict } from "./finding.ts";

/** Nothing that a rule asked for failed because there was nobody to send it. */
export const ruleHomeless: DoctorCheck = {
  id: "rule.homeless",
  needs: "database",
  judge: ({ homeless, configuration: { rules } }) =>
    [...groupBy(homeless, ({ rule }) => rule)].map(([rule, dispatches]): Verdict => {
      const kept = rules.find(({ id }) => id === rule);
      const subject = kept === undefined ? ({ kind: "rule", rule, product: "", trigger: null } as const) : ruleSubject(kept);
      const next = ["intg", "dispatch", "list", "--dead", "--where", `rule = ${rule}`];
      const text = note("doctor.rule.homeless", { n: dispatches.length });
      return fail(subject, text, next, dispatches[0]?.reason ?? null);
    }),
};
