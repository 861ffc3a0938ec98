import { conditionText } from "../../core/condition-parse.ts";
import { note } from "../../core/note.ts";
import { EVERY_PRODUCT, type Rule } from "../../core/rule.ts";
import type { DoctorCheck } from "./check.ts";
import { ok, ruleSubject, type Verdict, warn } from "./finding.ts";

/** No rule does only what another does already, whenever it would. */
export const ruleRepeated: DoctorCheck = {
  id: "rule.repeated",
  needs: "database",
  judge: ({ configuration: { rules } }) =>
    rules.map((rule, at): Verdict => {
      const subject = ruleSubject(rule);
      // Of two that do the same, the later one is the repetition.
      const by = rules.find((other, place) => place !== at && covers(other, rule) && (place < at || !covers(rule, other)));
      if (by === undefined) return ok(subject, note("doctor.rule.repeated-no"));
      const isSame = covers(rule, by);
      const text = isSame ? note("doctor.rule.repeated", { by: by.id }) : note("doctor.rule.shadowed", { by: by.id });
      return warn(subject, text, ["intg", "rule", "remove", rule.id]);
    }),
};

/** Whether whenever `rule` fires `other` does too, and does all of it. */
function covers(other: Rule, rule: Rule): boolean {
  if (other.trigger !== rule.trigger) return false;
  if (other.product !== EVERY_PRODUCT && other.product !== rule.product) return false;
  if (other.when !== null && (rule.when === null || conditionText(other.when) !== conditionText(rule.when))) return false;
  return rule.actions.every(({ id, target }) => other.actions.some((action) => action.id === id && action.target === target));
}
