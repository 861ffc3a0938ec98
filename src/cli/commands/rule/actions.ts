import type { Command } from "commander";
import type { Action } from "../../../actions/contract.ts";
import { ACTIONS } from "../../../actions/index.ts";
import { findContradiction, takesTarget } from "../../../app/rule-actions.ts";
import { IntgError } from "../../../core/errors.ts";
import type { ActionCall, ActionId } from "../../../core/rule.ts";
import type { MessageKey, Texts } from "../../../messages/text.ts";
import { repeatable } from "../../command.ts";
import type { Input } from "../../input.ts";
import { printable } from "../../printable.ts";
import { actionText } from "./shown.ts";

const SUMMARIES: Readonly<Record<ActionId, MessageKey>> = {
  "tag.add": "rule.option.tag-add",
  "tag.remove": "rule.option.tag-remove",
  "sequence.add": "rule.option.sequence-add",
  "funnel.remove": "rule.option.funnel-remove",
  "access.grant": "rule.option.access-grant",
  "access.block": "rule.option.access-block",
  notify: "rule.option.notify",
  forward: "rule.option.forward",
};

export function defineActions(command: Command, texts: Texts): void {
  for (const action of ACTIONS) {
    const text = texts(SUMMARIES[action.id]);
    if (takesTarget(action.id)) command.option(action.option, text, repeatable);
    else command.option(action.option, text);
  }
}

/** Every action that the flags ask for, each once, in the order of `ACTIONS`. */
export function readActions(input: Input, texts: Texts): readonly ActionCall[] {
  const calls = ACTIONS.flatMap((action) => written(action, input).map((text) => readCall(action, text, texts)));
  refuseContradiction(calls, texts);
  return calls.filter((call, at) => calls.findIndex((earlier) => isSame(earlier, call)) === at);
}

function written(action: Action, input: Input): readonly (string | true)[] {
  const name = flagOf(action)
    .slice(2)
    .replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return takesTarget(action.id) ? input.list(name) : input.flag(name) ? [true] : [];
}

function readCall(action: Action, text: string | true, texts: Texts): ActionCall {
  const call = action.readTarget(text === true ? text : printableOrSame(text));
  if (call.ok) return call.value;
  throw new IntgError("INTG_BAD_ACTION", { option: flagOf(action), problem: texts.ofNote(call.error) });
}

/** The action refuses control characters itself; whatever else would confuse a terminal is written out. */
function printableOrSame(text: string): string {
  return /\p{Cc}/u.test(text) ? text : printable(text);
}

function refuseContradiction(calls: readonly ActionCall[], texts: Texts): void {
  const found = findContradiction(calls);
  if (found === null) return;
  const problem = texts("rule.contradiction", { other: actionText(found.undone) });
  throw new IntgError("INTG_BAD_ACTION", { option: actionText(found.undoing), problem });
}

function isSame(first: ActionCall, second: ActionCall): boolean {
  return first.id === second.id && first.target === second.target;
}

/** `--add-tag` of `--add-tag <tag>`. */
function flagOf(action: Action): string {
  return action.option.split(" ")[0] ?? action.option;
}
