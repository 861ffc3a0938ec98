import type { Processed } from "../../app/process.ts";
import type { Change } from "../../app/settle.ts";
import { LINK_RULE } from "../../core/effect.ts";
import type { Decision } from "../../core/evaluate.ts";
import type { CanonicalEvent } from "../../core/event.ts";
import { printable } from "../printable.ts";
import { alignRows, indent } from "./columns.ts";
import { eventHead, eventRows } from "./event-details.ts";
import { markOf } from "./event-line.ts";
import { mendingCommands } from "./mend.ts";
import { kindWord, stateWord } from "./state-words.ts";
import type { View } from "./view.ts";

/** What the trace tells beside the event itself. */
export interface TraceOptions {
  /** How the call was found to be authentic, in words; left out where nothing was verified. */
  readonly verified?: string;
  /** Whether the changes are only what would happen. */
  readonly dryRun: boolean;
  /** Whether the call is kept here, and so can be replayed. */
  readonly stored: boolean;
}

/**
 * One event told from its arrival to what it changed: how it was verified, what it says, the product it was matched
 * to or what to run so that it is, every rule on its triggers with the reason it fired or not, and the changes.
 */
export function traceView(processed: Processed, view: View, options: TraceOptions): string {
  const { event, decisions, changes } = processed;
  const { texts } = view;
  const lines = [
    eventHead(event, view),
    ...indent(eventRows(event, view, options.verified)),
    ...mendingLines(processed, view, options.stored),
  ];
  if (event.status !== "duplicate")
    lines.push("", view.style.bold(texts("trace.rules")), ...indent(decisionLines(decisions, view, noDecision(event, view))));
  lines.push("", view.style.bold(texts(options.dryRun ? "trace.would-change" : "trace.changes")), ...indent(changeLines(changes, view)));
  return lines.join("\n");
}

/** Why no rule decided anything: none waits for it, or the event waits itself. */
export function noDecision({ status, trigger }: CanonicalEvent, { texts }: Pick<View, "texts">): string {
  return status === "processed" ? texts("trace.no-rules", { trigger }) : texts("explain.not-decided", { status });
}

/** How the operator makes the event act, when it waits for that. */
export function mendingLines({ event }: Pick<Processed, "event">, view: View, stored = true): readonly string[] {
  const commands = mendingCommands(event, view.texts, stored);
  if (commands.length === 0) return [];
  return ["", `${markOf(event.status, view)} ${view.texts("trace.mend")}`, ...commands.map((command) => `    ${view.style.cyan(command)}`)];
}

/** Every rule that was looked at, with its reason. */
function decisionLines(decisions: readonly Decision[], view: View, none: string): readonly string[] {
  if (decisions.length === 0) return [view.style.dim(none)];
  return alignRows(decisions.map((decision) => decisionRow(decision, view)));
}

export function decisionRow(decision: Decision, view: View): readonly string[] {
  const { style, texts } = view;
  const reason = printable(texts.ofNote(decision.reason));
  if (!decision.fired) return [style.dim("·"), style.dim(ruleName(decision.rule, view)), style.dim(reason)];
  return [style.green("✓"), ruleName(decision.rule, view), reason, actionsText(decision)];
}

function actionsText(decision: Pick<Decision, "actions">): string {
  return decision.actions.map(({ id, target }) => (target === null ? id : `${id} ${printable(target)}`)).join(", ");
}

export function ruleName(rule: string, view: Pick<View, "texts">): string {
  return rule === LINK_RULE ? view.texts("trace.link") : rule;
}

export function changeLines(changes: readonly Change[], view: View): readonly string[] {
  if (changes.length === 0) return [view.style.dim(view.texts("trace.no-changes"))];
  return alignRows(
    changes.map((change) => [
      kindWord(change.kind, view),
      printable(change.target),
      stepText(change, view),
      view.style.dim(ruleName(change.rule, view)),
      ...(change.reason === undefined ? [] : [view.style.yellow(printable(view.texts.ofNote(change.reason)))]),
    ]),
  );
}

function stepText({ kind, before, after }: Change, view: View): string {
  const name = (value: string | null) =>
    value === null ? view.texts(kind === "tag" ? "trace.off" : "trace.none") : stateWord(kind, value, view);
  if (kind === "outbox") return after === "queued" ? view.style.green(name(after)) : view.style.yellow(name(after));
  return `${view.style.dim(name(before))} → ${view.style.green(name(after))}`;
}
