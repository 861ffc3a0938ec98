import type { DeliveryChoice } from "../../app/pick-deliveries.ts";
import type { EffectCount, PlanRow, ReplayPlan, WaitingGroup } from "../../app/replay-plan.ts";
import type { Texts } from "../../messages/text.ts";
import { cell, printable } from "../printable.ts";
import { alignRows, indent, padStart } from "./columns.ts";
import { markOf } from "./event-line.ts";
import { mendingCommands } from "./mend.ts";
import type { View } from "./view.ts";

/** Reasons to wait that are shown; --json has the others. */
const SHOWN_REASONS = 20;

/** The plan for a person: what changes by kind of event, what is left as it is and why, what waits on and how it is mended. */
export function replayPlanView(plan: ReplayPlan, { dryRun }: { readonly dryRun: boolean }, view: View): readonly string[] {
  const { texts, style } = view;
  const { calls, events, changed, contacts } = plan;
  const head = texts(dryRun ? "replay.plan.head" : "replay.plan.head-done", { calls, events, changed, contacts });
  return [style.bold(head), ...plan.rows.flatMap((row) => rowLines(row, view)), ...skippedLines(plan, view), ...waitingLines(plan, view)];
}

function rowLines(row: PlanRow, view: View): readonly string[] {
  const { texts, style } = view;
  const { provider, product, trigger, events, unchanged } = row;
  const head = [style.bold(provider), cell(product), trigger, style.dim(texts("replay.plan.row", { n: events }))].join("  ");
  const effects = row.effects.map((effect) => [texts.formats.number(effect.count), ...effectCells(effect, view)]);
  // Apart, since its words would make a column of the others' wide.
  const rest = unchanged === 0 ? [] : [[texts.formats.number(unchanged), style.dim(texts("replay.plan.unchanged"))]];
  return ["", head, ...counted(effects), ...counted(rest)];
}

function effectCells(effect: EffectCount, { texts, style }: View): readonly string[] {
  const { sort, change, target, destination, action, reason } = effect;
  const sortText = style.dim(texts(`replay.sort.${sort}`));
  switch (sort) {
    case "status":
    case "product":
    case "trigger": {
      const from = sort === "status" ? (effect.from ?? texts("replay.plan.new")) : cell(effect.from);
      return [sortText, `${style.dim(from)} → ${style.green(cell(effect.to))}`];
    }
    case "outbox": {
      const what = `${action} ${cell(target)}`;
      const words = texts(`replay.change.${change}`, { reason: reason === null ? null : printable(texts.ofNote(reason)) });
      return [sortText, `${cell(destination)}  ${what}`, change === "queued" ? style.green(words) : style.yellow(words)];
    }
    case "question":
      return [sortText, texts(`replay.change.${change}`)];
    case "access":
    case "tag":
    case "funnel":
      return [sortText, cell(target), style.green(texts(`replay.change.${change}`))];
    default:
      return sort satisfies never;
  }
}

function skippedLines({ skipped }: ReplayPlan, { texts, style }: View): readonly string[] {
  if (skipped.length === 0) return [];
  const rows = skipped.map(({ reason, destination, count }) => [
    texts.formats.number(count),
    texts(`replay.skipped.${reason}`, { destination: cell(destination) }),
  ]);
  return ["", style.bold(texts("replay.plan.skipped")), ...counted(rows)];
}

function waitingLines({ waiting }: ReplayPlan, view: View): readonly string[] {
  const { texts, style } = view;
  if (waiting.length === 0) return [];
  const shown = waiting.slice(0, SHOWN_REASONS);
  const lines = shown.flatMap((group) => [
    ...counted([[texts.formats.number(group.count), `${markOf(group.status, view)} ${reasonText(group, view)}`]]),
    ...mendingOf(group, texts).map((command) => `${" ".repeat(COUNT_WIDTH + 6)}${style.cyan(command)}`),
  ]);
  const more = waiting.length - shown.length;
  const commands = afterMending(waiting, texts);
  return [
    "",
    style.bold(texts("replay.plan.waiting")),
    ...lines,
    ...(more === 0 ? [] : indent([style.dim(texts("replay.plan.more", { n: more }))])),
    ...(commands === null ? [] : indent([texts("replay.plan.after-mending", { command: style.cyan(commands) })])),
  ];
}

function reasonText({ status, reason }: Pick<WaitingGroup, "status" | "reason">, { texts }: Pick<View, "texts">): string {
  return reason === null ? status : `${status}: ${printable(texts.ofNote(reason))}`;
}

/** What mends the whole group; a replay of the one example would not. */
function mendingOf({ example }: WaitingGroup, texts: Texts): readonly string[] {
  return mendingCommands(example, texts).filter((command) => !command.startsWith("intg replay "));
}

/** The replay that takes in all that can be mended; null where there is nothing to be mended. */
function afterMending(waiting: readonly WaitingGroup[], texts: Texts): string | null {
  const mended = waiting.filter((group) => mendingOf(group, texts).length > 0).map(({ status }) => status);
  const flags = [...(mended.includes("unmatched") ? ["--unmatched"] : []), ...(mended.some(isFailure) ? ["--failed"] : [])];
  return flags.length === 0 ? null : `intg replay ${flags.join(" ")} --apply`;
}

function isFailure(status: WaitingGroup["status"]): boolean {
  return status === "quarantined" || status === "failed";
}

/** Wide enough for most counts, so that they stand below each other in the whole plan. */
const COUNT_WIDTH = 5;

/** Rows with their count in front, right-aligned. */
function counted(rows: readonly (readonly string[])[]): readonly string[] {
  return indent(alignRows(rows.map(([count = "", ...cells]) => [padStart(count, COUNT_WIDTH), ...cells])));
}

export interface ReplayFrame {
  readonly dryRun: boolean;
  /** Null for calls that were not chosen among the stored ones. */
  readonly filter: DeliveryChoice | null;
  /** Ctrl-C came before the end: what is told is what was done until then. */
  readonly isStopped: boolean;
  /** Calls that were chosen. */
  readonly total: number;
}

/** The plan as the one document of `--json`: every count, and every reason with its words. */
export function replayPlanJson(plan: ReplayPlan, frame: ReplayFrame, view: Pick<View, "texts">) {
  const words = (reason: WaitingGroup["reason"]) => (reason === null ? null : view.texts.ofNote(reason));
  return {
    dryRun: frame.dryRun,
    filter: frame.filter === null ? null : filterJson(frame.filter),
    chosen: frame.total,
    stopped: frame.isStopped,
    calls: plan.calls,
    events: plan.events,
    changed: plan.changed,
    people: plan.contacts,
    rows: plan.rows.map(({ effects, ...row }) => ({
      ...row,
      effects: effects.map(({ sort, change, target, from, to, destination, action, reason, count }) => {
        return { kind: sort, change, target, from, to, destination, action, reason: words(reason), count };
      }),
    })),
    skipped: plan.skipped,
    waiting: plan.waiting.map((group) => ({
      status: group.status,
      reason: words(group.reason),
      count: group.count,
      example: group.example.id,
      commands: mendingOf(group, view.texts),
    })),
  };
}

function filterJson({ provider, store, trigger, since, contactId, statuses }: DeliveryChoice) {
  return {
    provider: provider ?? null,
    store: store ?? null,
    trigger: trigger ?? null,
    since: since ?? null,
    contact: contactId ?? null,
    statuses: statuses ?? null,
  };
}
