import type { ShownDispatch } from "../../app/outbox/queue-view.ts";
import type { DispatchOutcome } from "../../app/ports.ts";
import type { Attempt, Dispatch, DispatchState } from "../../core/dispatch.ts";
import type { Note } from "../../core/note.ts";
import { cell, printable } from "../printable.ts";
import { alignRows, indent, padEnd, shorten, widthOf } from "./columns.ts";
import { fieldLines } from "./event-details.ts";
import { shownId } from "./event-line.ts";
import { ruleName } from "./trace.ts";
import { timeOfDay, type View } from "./view.ts";

const MARKS: Readonly<Record<DispatchState, string>> = {
  queued: "·",
  sending: "→",
  sent: "✓",
  dead: "✗",
  dropped: "-",
  canceled: "-",
};

/** As wide as the columns of an event line, so that the lines of both stand under each other. */
const DESTINATION_COLUMN = 9;
const ACTION_COLUMN = 21;
/** Shorter, and what came of it could not be told. */
const LEAST_ROOM = 20;

/** What came of one attempt, as `listen` and `dispatch run` tell it. */
export function dispatchLine(dispatch: Dispatch, outcome: DispatchOutcome, view: View): string {
  const { style } = view;
  const at = style.dim(timeOfDay(view.local(outcome.at)));
  const mark = outcome.state === "sent" ? style.green("→") : outcome.state === "dead" ? style.red("✗") : style.yellow("↻");
  const destination = padEnd(printable(outcome.destination), DESTINATION_COLUMN);
  const left = `${at} ${mark} ${destination}  ${padEnd(actionOf(dispatch), ACTION_COLUMN)}  `;
  const id = shownId(dispatch.id, view);
  // What it says in full: intg dispatch show.
  const room = view.columns === null ? Number.POSITIVE_INFINITY : Math.max(view.columns - widthOf(left) - id.length - 2, LEAST_ROOM);
  return `${left}${shorten(whatCame(outcome, view), room)}  ${style.dim(id)}`;
}

function whatCame({ state, nextAt, reason, isGone, destination }: DispatchOutcome, view: View): string {
  if (state === "sent") return view.texts("dispatch.line.sent");
  const why = reasonText(reason, view) ?? "-";
  if (isGone === true) return view.texts("dispatch.line.gone", { reason: why, destination });
  if (state === "dead") return view.texts("dispatch.line.dead", { reason: why });
  return view.texts("dispatch.line.again", { at: timeOfDay(view.local(nextAt)), reason: why });
}

export function dispatchOutcomeJson(dispatch: Dispatch, outcome: DispatchOutcome, view: Pick<View, "texts">) {
  const { id, action, target, eventId, rule } = dispatch;
  const { destination, state, nextAt, reason, attempt } = outcome;
  return {
    type: "dispatched",
    ...{ id, destination, action, target, event: eventId, rule, state },
    attempts: attempt?.number ?? dispatch.attempts,
    status: attempt?.status ?? null,
    ms: attempt?.ms ?? null,
    nextAt: state === "queued" && outcome.isGone !== true ? nextAt : null,
    reason: reasonJson(reason, view),
  };
}

/** Narrowest columns of action and person on a terminal. */
const LEAST_COLUMN = 12;

/**
 * Dispatches for a terminal: a line each, and under it why it waits or failed, which is a sentence and fits no column.
 *
 * @param columns - of the terminal.
 */
export function dispatchLines(all: readonly ShownDispatch[], view: View, columns: number): readonly string[] {
  const rows = all.map((shown) => {
    const { dispatch } = shown;
    const tries = dispatch.attempts === 0 ? "-" : view.texts("dispatch.tries", { n: dispatch.attempts });
    return {
      before: [markOf(dispatch.state, view), view.texts.formats.short(view.local(whenOf(shown))), cell(dispatch.destination)],
      action: actionOf(dispatch),
      person: forText(shown, view),
      after: [tries, view.style.dim(shownId(dispatch.id, view))],
      why: whyText(shown, view),
    };
  });
  const widest = (texts: readonly string[]) => Math.max(...texts.map(widthOf));
  const fixed = widest(alignRows(rows.map(({ before, after }) => [...before, "", "", ...after])));
  const [action, person] = fitted([widest(rows.map((row) => row.action)), widest(rows.map((row) => row.person))], columns - fixed);
  const lines = alignRows(
    rows.map((row) => [
      ...row.before,
      padEnd(shorten(row.action, action), action),
      padEnd(shorten(row.person, person), person),
      ...row.after,
    ]),
  );
  return rows.flatMap(({ why }, at) => [lines[at] ?? "", ...(why === null ? [] : [view.style.dim(`  ${shorten(why, columns - 2)}`)])]);
}

/** Both cut to what there is room for, the wider one first. */
function fitted([action, person]: readonly [number, number], room: number): readonly [number, number] {
  const excess = Math.max(0, action + person - room);
  const cut = Math.min(excess, Math.max(0, action - Math.max(LEAST_COLUMN, person)));
  const rest = excess - cut;
  return [Math.max(LEAST_COLUMN, action - cut - Math.floor(rest / 2)), Math.max(LEAST_COLUMN, person - Math.ceil(rest / 2))];
}

/** When it is expected to go, or ended. */
function whenOf({ dispatch, expectedAt }: ShownDispatch): string {
  return dispatch.state === "queued" ? (expectedAt ?? dispatch.nextAt) : (dispatch.endedAt ?? dispatch.createdAt);
}

function forText(shown: ShownDispatch, view: View): string {
  const person = personOf(shown, view);
  return cell(person?.email ?? person?.phone ?? person?.name ?? null);
}

/** One row of `dispatch list` in a pipe. */
export function dispatchRow(shown: ShownDispatch, view: View): readonly string[] {
  const { dispatch } = shown;
  return [
    stateText(dispatch.state, view),
    cell(dispatch.destination),
    actionOf(dispatch),
    forText(shown, view),
    view.texts.formats.short(view.local(whenOf(shown))),
    String(dispatch.attempts),
    whyText(shown, view) ?? "-",
    dispatch.id,
  ];
}

export function dispatchJson(shown: ShownDispatch, view: View) {
  const { dispatch, event, expectedAt, waitsFor } = shown;
  const { id, state, destination, action, target, value, eventId, rule, product, dueAt, nextAt, attempts, createdAt, endedAt } = dispatch;
  const person = personOf(shown, view);
  return {
    ...{ id, state, destination, action, target, value },
    event: { id: eventId, trigger: event?.trigger ?? null },
    ...{ rule, product: product ?? event?.productSlug ?? null },
    for: person === null ? null : { name: person.name, email: person.email, phone: person.phone },
    ...{ createdAt, dueAt },
    nextAt: state === "queued" || state === "sending" ? nextAt : null,
    ...{ expectedAt, attempts, endedAt },
    // An attempt may have worked although nobody told us.
    isUncertain: dispatch.isUncertain,
    reason: dispatch.reason === null ? null : { code: dispatch.reason.code, text: reasonJson(dispatch.reason, view) },
    waitsFor: waitsFor === null ? null : { code: waitsFor.code, text: reasonJson(waitsFor, view) },
  };
}

export function attemptJson({ number, at, ms, status, reason, response }: Attempt, view: Pick<View, "texts">) {
  return { number, at, ms, status, reason: reasonJson(reason, view), response };
}

/** Everything about one. */
export function dispatchView(shown: ShownDispatch, attempts: readonly Attempt[], view: View): string {
  const { dispatch, event, expectedAt } = shown;
  const { texts, style } = view;
  const person = personOf(shown, view);
  const who = person === null ? null : [person.name, person.email, person.phone].filter((part) => part !== null).join("  ");
  const state = stateText(dispatch.state, view);
  const rows = fieldLines(
    [
      ["dispatch.field.destination", dispatch.destination],
      ["dispatch.field.for", who],
      ["dispatch.field.event", event === undefined ? dispatch.eventId : `${event.trigger}  ${dispatch.eventId}`],
      ["dispatch.field.rule", ruleName(dispatch.rule, view)],
      ["dispatch.field.made", view.local(dispatch.createdAt)],
      ["dispatch.field.due", dispatch.dueAt === dispatch.createdAt ? null : view.local(dispatch.dueAt)],
      ["dispatch.field.expected", expectedAt === null ? null : view.local(expectedAt)],
      ["dispatch.field.ended", dispatch.endedAt === null ? null : view.local(dispatch.endedAt)],
      ["dispatch.field.why", whyText(shown, view)],
    ],
    view,
  );
  const lines = [`${style.bold(actionOf(dispatch))}  ${state}  ${style.dim(dispatch.id)}`, ...indent(rows)];
  if (attempts.length > 0)
    lines.push("", style.bold(texts("dispatch.show.attempts")), ...indent(attempts.flatMap((one) => attemptLines(one, view))));
  return lines.join("\n");
}

function attemptLines({ number, at, ms, status, reason, response }: Attempt, view: View): readonly string[] {
  const { style, texts } = view;
  const answer = status === null ? texts("dispatch.show.no-answer") : `HTTP ${status}`;
  const head = `${String(number).padStart(2)}  ${view.local(at)}  ${padEnd(answer, 9)}  ${String(ms).padStart(5)} ms  ${reasonText(reason, view) ?? ""}`;
  const body =
    response === null
      ? []
      : printable(response)
          .split(/\\u\{a\}/)
          .slice(0, RESPONSE_LINES);
  return [head.trimEnd(), ...body.map((line) => style.dim(`    ${line}`))];
}

/** Of an answer as much as tells what it is; `--json` has all that was kept. */
const RESPONSE_LINES = 6;

/** `tag.add aluno`; of a `forward` the target is the destination, which stands beside it. */
export function actionOf({ action, target }: Pick<Dispatch, "action" | "target">): string {
  return action === "forward" ? action : `${action} ${printable(target)}`;
}

/** What went wrong last, and what it waits for now. */
function whyText({ dispatch, waitsFor }: ShownDispatch, view: View): string | null {
  const parts = [reasonText(dispatch.reason, view), reasonText(waitsFor, view)].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join("; ");
}

const INSTANTS = /\d{4}-\d{2}-\d{2}T[\d:.]+Z/g;

/** Why, for a person: instants in their own time, as their language writes them. */
export function reasonText(reason: Note | null, view: Pick<View, "texts" | "local">): string | null {
  return reasonJson(reason, view)?.replace(INSTANTS, (instant) => view.local(instant)) ?? null;
}

/** Why, for a program. */
export function reasonJson(reason: Note | null, { texts }: Pick<View, "texts">): string | null {
  return reason === null ? null : printable(texts.ofNote(reason));
}

function personOf({ person }: ShownDispatch, view: Pick<View, "person">) {
  if (person === null || (person.email === null && person.phone === null && person.name === null)) return null;
  return view.person({ name: person.name, email: person.email, phone: person.phone, document: null });
}

/** The state in words behind its sign. */
export function stateText(state: DispatchState, view: View): string {
  return `${markOf(state, view)} ${view.texts(`dispatch.state.${state}`)}`;
}

function markOf(state: DispatchState, { style }: Pick<View, "style">): string {
  const mark = MARKS[state];
  if (state === "sent") return style.green(mark);
  return state === "dead" ? style.red(mark) : style.dim(mark);
}
