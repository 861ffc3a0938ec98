import type { ExplainedDecision, ExplainedEffect, Explanation } from "../../app/explain-event.ts";
import type { OpenQuestion } from "../../app/ports.ts";
import type { Dispatch } from "../../core/dispatch.ts";
import { eventJson } from "../../core/event-json.ts";
import { printable } from "../printable.ts";
import { alignRows, indent } from "./columns.ts";
import { actionOf, reasonJson, reasonText, stateText } from "./dispatch.ts";
import { eventHead, eventRows } from "./event-details.ts";
import { shownId } from "./event-line.ts";
import { kindWord, stateWord } from "./state-words.ts";
import { decisionRow, mendingLines, noDecision, ruleName } from "./trace.ts";
import { decisionJson } from "./trace-json.ts";
import type { View } from "./view.ts";

/** Rules on other triggers that are listed one by one. */
const WAITING_SHOWN = 10;

/** The story of one event for a person. */
export function explanationView(explanation: Explanation, view: View, options: { readonly verbose: boolean }): string {
  const { event, decisions, waiting, dispatches } = explanation;
  const effects = explanation.effects.filter(({ effect }) => effect.kind !== "outbox");
  const { style, texts } = view;
  const lines = [eventHead(event, view), ...indent(eventRows(event, view)), ...mendingLines({ event }, view)];
  const section = (title: string, body: readonly string[]) => lines.push("", style.bold(title), ...indent(body));
  if (explanation.question !== null) section(texts("explain.question"), [questionText(explanation.question, view)]);
  section(
    texts("trace.rules"),
    decisions.length === 0 ? [style.dim(noDecision(event, view))] : alignRows(decisions.map((item) => ruleRow(item, view))),
  );
  if (waiting.length > 0 && event.status !== "pending") {
    const shown = options.verbose ? waiting : waiting.slice(0, WAITING_SHOWN);
    const more = waiting.length - shown.length;
    section(texts("explain.waiting", { n: waiting.length }), [
      ...alignRows(shown.map((decision) => decisionRow(decision, view))),
      ...(more > 0 ? [style.dim(texts("explain.more-waiting", { n: more }))] : []),
    ]);
  }
  section(
    texts("explain.effects"),
    effects.length === 0 ? [style.dim(texts("explain.no-effects"))] : alignRows(effects.map((item) => effectRow(item, view))),
  );
  const unsent = explanation.effects.filter(({ effect, now }) => effect.kind === "outbox" && now === null);
  if (dispatches.length + unsent.length > 0) {
    section(texts("explain.dispatches"), [
      ...alignRows(dispatches.map((dispatch) => dispatchCells(dispatch, view))),
      ...unsent.map(({ effect }) => style.dim(texts("explain.unsent", { action: effect.action, target: printable(effect.target) }))),
    ]);
  }
  return lines.join("\n");
}

/** What was sent outside, or why it was not. */
function dispatchCells(dispatch: Dispatch, view: View): readonly string[] {
  const { style, texts } = view;
  const when = dispatch.state === "queued" ? dispatch.nextAt : (dispatch.endedAt ?? dispatch.createdAt);
  return [
    stateText(dispatch.state, view),
    printable(dispatch.destination ?? "-"),
    actionOf(dispatch),
    view.local(when),
    style.dim(shownId(dispatch.id, view)),
    reasonText(dispatch.reason, view) ?? (dispatch.state === "queued" ? style.dim(texts("explain.dispatch-hint")) : ""),
  ];
}

/** How often the vendor was asked, with what result, and when it is asked again. */
function questionText({ attempts, nextAt, reason }: OpenQuestion, { texts, local }: View): string {
  const params = { n: attempts, at: local(nextAt), reason: reason === null ? "" : printable(texts.ofNote(reason)) };
  return texts(reason === null ? "explain.not-asked" : "explain.asked", params);
}

export function explanationJson({ event, decisions, waiting, effects, dispatches, question }: Explanation, view: View) {
  return {
    event: eventJson(event, { showPii: view.showPii, render: (note) => view.texts.ofNote(note) }),
    decisions: decisions.map(({ decision, age }) => ({ ...decisionJson(decision, view), age })),
    waiting: waiting.map((decision) => decisionJson(decision, view)),
    question:
      question === null
        ? null
        : { attempts: question.attempts, nextAt: question.nextAt, reason: question.reason && view.texts.ofNote(question.reason) },
    effects: effects.map(({ effect: { kind, target, value, rule, action }, now, nowBy }) => ({
      kind,
      target,
      value,
      rule,
      action,
      now,
      nowBy,
    })),
    dispatches: dispatches.map(({ id, destination, action, target, state, nextAt, endedAt, attempts, reason }) => ({
      ...{ id, destination, action, target, state, attempts },
      nextAt: state === "queued" ? nextAt : null,
      endedAt,
      reason: reasonJson(reason, view),
    })),
  };
}

function ruleRow({ decision, age }: ExplainedDecision, view: View): readonly string[] {
  const row = decisionRow(decision, view);
  if (age === "kept") return row;
  const [mark = "", rule = "", reason = "", actions = ""] = row;
  const { style, texts } = view;
  if (age === "removed") return [mark, rule, reason, actions, style.yellow(texts("explain.removed"))];
  return [
    style.dim("+"),
    style.dim(rule),
    reason,
    style.dim(actions),
    style.yellow(texts(decision.fired ? "explain.added-acts" : "explain.added")),
  ];
}

function effectRow({ effect, now, nowBy }: ExplainedEffect, view: View): readonly string[] {
  const { style, texts } = view;
  const standing =
    nowBy === effect.eventId
      ? style.green(texts("explain.stands", { now }))
      : style.yellow(
          texts(nowBy === null ? "explain.nothing-now" : "explain.overruled", { now, by: nowBy === null ? null : shownId(nowBy, view) }),
        );
  return [
    kindWord(effect.kind, view),
    printable(effect.target),
    effect.value === null ? texts("trace.off") : stateWord(effect.kind, effect.value, view),
    style.dim(ruleName(effect.rule, view)),
    standing,
  ];
}
