import { note } from "../../core/note.ts";
import type { DoctorCheck } from "./check.ts";
import { ok, ruleSubject, type Verdict, warn } from "./finding.ts";

/** A rule that takes people out of a funnel has somebody who puts them in: another rule, or a destination that has funnels of its own. */
export const ruleFunnels: DoctorCheck = {
  id: "rule.funnels",
  needs: "database",
  judge: ({ configuration: { rules, carriers } }) => {
    const filled = new Set(
      rules.flatMap(({ actions }) => actions.flatMap(({ id, target }) => (id === "sequence.add" ? funnelOf(target) : []))),
    );
    const isElsewhere = (carriers.get("funnel.remove") ?? []).some(
      ({ registered, kind }) => registered.isEnabled && kind.id === "leadlovers",
    );
    return rules.flatMap((rule): readonly Verdict[] => {
      const left = rule.actions.flatMap(({ id, target }) => (id === "funnel.remove" && target !== null ? [target] : []));
      if (left.length === 0) return [];
      const subject = ruleSubject(rule);
      const empty = isElsewhere ? [] : left.filter((funnel) => !filled.has(funnel));
      if (empty.length === 0) return [ok(subject, note("doctor.rule.funnels-ok"))];
      return empty.map((funnel) => warn(subject, note("doctor.rule.funnel-empty", { funnel }), ["intg", "rule", "list"]));
    });
  },
};

function funnelOf(target: string | null): readonly string[] {
  return target === null ? [] : [target.split("/")[0] ?? target];
}
