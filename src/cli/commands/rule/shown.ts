import { actionOf } from "../../../actions/index.ts";
import type { ActionCall, Rule } from "../../../core/rule.ts";
import type { Texts } from "../../../messages/text.ts";
import { cell, printable } from "../../printable.ts";

/** A rule as JSON: the condition as it was written, not as it was parsed. */
export function ruleAsJson({ id, product, trigger, whenText, actions }: Rule) {
  return { id, product, trigger, when: whenText, actions };
}

export function ruleTableHead(texts: Texts): readonly string[] {
  return [texts("column.id"), texts("column.product"), texts("column.on"), texts("column.when"), texts("column.actions")];
}

export function ruleRow(rule: Rule): readonly string[] {
  return [rule.id, rule.product, rule.trigger, cell(rule.whenText), rule.actions.map(actionText).join(" ")];
}

/** An action as `rule add` takes it, so that a listed rule can be written again: `--add-tag buyer`. */
export function actionText(call: ActionCall): string {
  const [flag = ""] = actionOf(call.id).option.split(" ");
  if (call.target === null) return flag;
  const target = printable(call.target);
  return `${flag} ${/^[\p{L}\p{N}@/._:-]+$/u.test(target) ? target : `"${target}"`}`;
}
