import type { Dispatch } from "../../core/dispatch.ts";
import { groupBy } from "../../core/group.ts";
import { note } from "../../core/note.ts";
import type { Configuration } from "../configuration.ts";
import { channelOf, receiverOf } from "../outbox/messages.ts";
import type { DoctorCheck } from "./check.ts";
import { fail, ruleSubject, type Verdict } from "./finding.ts";

/** Nothing that a rule asked for failed because there was nobody to send it. */
export const ruleHomeless: DoctorCheck = {
  id: "rule.homeless",
  needs: "database",
  judge: ({ homeless, configuration }) =>
    [...groupBy(homeless, ({ rule }) => rule)].map(([rule, dispatches]): Verdict => {
      const kept = configuration.rules.find(({ id }) => id === rule);
      const subject = kept === undefined ? ({ kind: "rule", rule, product: "", trigger: null } as const) : ruleSubject(kept);
      const where = `rule = ${rule}`;
      if (dispatches.every((dispatch) => findsOneNow(dispatch, configuration))) {
        const text = note("doctor.rule.homeless-mended", { n: dispatches.length });
        return fail(subject, text, ["intg", "dispatch", "retry", "--all", "--where", where]);
      }
      const next = ["intg", "dispatch", "list", "--dead", "--where", where];
      const text = note("doctor.rule.homeless", { n: dispatches.length });
      return fail(subject, text, next, dispatches[0]?.reason ?? null);
    }),
};

/** Why it failed was written down then: a template that was missing may be there by now. */
function findsOneNow({ action, target }: Dispatch, configuration: Configuration): boolean {
  return (action === "notify" ? channelOf(target, configuration) : receiverOf(target, configuration)).problem === null;
}
