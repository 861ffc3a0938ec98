import { type Note, note } from "../../core/note.ts";
import type { ActionCall, Rule } from "../../core/rule.ts";
import type { Configuration } from "../configuration.ts";
import { channelOf, messageTarget, receiverOf } from "../outbox/messages.ts";
import type { DoctorCheck } from "./check.ts";
import { fail, ok, ruleSubject, type Verdict, warn } from "./finding.ts";

/** What a rule sends has a template, and a destination that is there, can send it and is switched on. */
export const ruleTargets: DoctorCheck = {
  id: "rule.targets",
  needs: "database",
  judge: ({ configuration }) => configuration.rules.flatMap((rule) => judgeRule(rule, configuration)),
};

function judgeRule(rule: Rule, configuration: Configuration): readonly Verdict[] {
  const sending = rule.actions.filter(({ id }) => id === "notify" || id === "forward");
  if (sending.length === 0) return [];
  const found = sending.flatMap((call) => judgeCall(rule, call, configuration) ?? []);
  return found.length > 0 ? found : [ok(ruleSubject(rule), note("doctor.rule.targets-ok", { n: sending.length }))];
}

function judgeCall(rule: Rule, { id, target }: ActionCall, configuration: Configuration): Verdict | null {
  const name = target ?? "";
  const { destination, problem } = id === "notify" ? channelOf(name, configuration) : receiverOf(name, configuration);
  if (problem !== null) {
    return fail(ruleSubject(rule), note("doctor.rule.target-missing", { action: id, target: name }), mending(problem, name), problem);
  }
  const registered = configuration.destinations.get(destination ?? "");
  if (registered === undefined || registered.isEnabled) return null;
  const next = ["intg", "destination", "edit", registered.name, "--enable"];
  return warn(ruleSubject(rule), note("doctor.rule.target-disabled", { action: id, target: name, destination: registered.name }), next);
}

function mending({ code }: Note, target: string): readonly string[] {
  const { template } = messageTarget(target);
  switch (code) {
    case "dispatch.no-template":
      return ["intg", "template", "set", template, "--text", "TEXT"];
    case "dispatch.many-channels":
      return ["intg", "template", "set", template, "--to", "DESTINATION"];
    case "dispatch.no-channel":
      return ["intg", "destination", "add", "NAME", "--kind", "whatsapp"];
    default:
      return ["intg", "destination", "list"];
  }
}
