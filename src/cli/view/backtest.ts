import type { DifferenceWay } from "../../app/backtest/compare.ts";
import type { BackTestReport, ListedDifference } from "../../app/backtest/report.ts";
import type { BackTestRow } from "../../app/backtest/run.ts";
import type { RuleProposal } from "../../app/rule-file.ts";
import type { Instant } from "../../core/instant.ts";
import type { MessageKey } from "../../messages/text.ts";
import { ruleAsJson } from "../commands/rule/shown.ts";
import type { Context } from "../context.ts";
import type { Output } from "../output.ts";
import { cell, printable } from "../printable.ts";
import { shownId } from "./event-line.ts";
import { ruleName } from "./trace.ts";
import { type View, viewOf } from "./view.ts";

interface Shown {
  readonly since: Instant;
  readonly proposal: RuleProposal;
}

const WAYS: Readonly<Record<DifferenceWay, MessageKey>> = {
  lose: "rule.test.lose",
  gain: "rule.test.gain",
  change: "rule.test.change",
};

/** The back-test as one document; null stands for a home in which nothing came in. */
export function backTestJson(report: BackTestReport | null, { since, proposal }: Shown, context: Context): object {
  const view = viewOf(context);
  return {
    since,
    rules: {
      total: proposal.rules.length,
      added: proposal.added.map(ruleAsJson),
      removed: proposal.removed.map(ruleAsJson),
    },
    calls: report?.calls ?? 0,
    events: report?.events ?? 0,
    people: report?.people ?? 0,
    changed: (report?.differences.length ?? 0) > 0,
    summary: report?.rows ?? [],
    differences: (report?.listed ?? []).map((difference) => differenceJson(difference, view)),
    left: report === null ? 0 : report.differences.length - report.listed.length,
  };
}

function differenceJson({ kind, target, way, contactId, contact, before, after, cause, trigger }: ListedDifference, view: View): object {
  const person = contact === null ? null : view.person(contact);
  return {
    kind,
    target,
    way,
    before,
    after,
    contact: person === null ? null : { id: contactId, name: person.name, email: person.email, phone: person.phone },
    rule: cause?.rule ?? null,
    gone: cause?.isGone ?? null,
    event: cause?.eventId ?? null,
    trigger,
  };
}

/** What would be different, in numbers and then by person. */
export async function printBackTest(report: BackTestReport | null, { since, proposal }: Shown, context: Context): Promise<void> {
  const { out, texts } = context;
  const view = viewOf(context);
  const counts = { added: proposal.added.length, removed: proposal.removed.length };
  out.say(texts("rule.test.proposed", { ...counts, kept: proposal.rules.length - counts.added }));
  if (report === null) return out.say(texts("rule.test.no-calls", { since: view.local(since) }));
  out.say(texts("rule.test.tried", { calls: report.calls, people: report.people, since: view.local(since) }));
  if (report.differences.length === 0) return out.line(texts("rule.test.no-difference"));
  out.say("");
  await printSummary(report.rows, view, out);
  if (report.listed.length > 0) out.line("");
  await printPeople(report.listed, view, out);
  const left = report.differences.length - report.listed.length;
  if (left > 0) out.say(texts("rule.test.more", { n: left }));
}

async function printSummary(rows: readonly BackTestRow[], view: View, out: Output): Promise<void> {
  const hasChanges = rows.some(({ change }) => change > 0);
  const head = ["what", "target", "now", "lose", "gain"] as const;
  const titles = [...head, ...(hasChanges ? (["change"] as const) : [])].map((name) => view.texts(`rule.test.column.${name}`));
  const cells = rows.map((row) => summaryCells(row, hasChanges, view));
  await out.table(titles, cells, "");
}

async function printPeople(listed: readonly ListedDifference[], view: View, out: Output): Promise<void> {
  if (listed.length === 0) return;
  const head = ["way", "what", "target", "person", "event", "why"] as const;
  const titles = head.map((name) => view.texts(`rule.test.column.${name}`));
  const cells = listed.map((difference) => personCells(difference, view));
  await out.table(titles, cells, "");
}

function summaryCells({ kind, target, now, lose, gain, change }: BackTestRow, hasChanges: boolean, view: View): readonly string[] {
  const { style, texts } = view;
  const count = (n: number, color: (text: string) => string) => (n === 0 ? style.dim("0") : color(String(n)));
  const cells = [texts(`rule.test.kind.${kind}`), printable(target), String(now), count(lose, style.red), count(gain, style.green)];
  return hasChanges ? [...cells, count(change, style.yellow)] : cells;
}

function personCells(difference: ListedDifference, view: View): readonly string[] {
  const { style, texts } = view;
  const { kind, target, way, contact, cause } = difference;
  const person = contact === null ? null : view.person(contact);
  const color = way === "lose" ? style.red : way === "gain" ? style.green : style.yellow;
  return [
    color(texts(WAYS[way])),
    texts(`rule.test.kind.${kind}`),
    printable(target),
    cell(person?.email ?? person?.phone ?? person?.name ?? null),
    cause === null ? "-" : style.dim(shownId(cause.eventId, view)),
    whyText(difference, view),
  ];
}

function whyText({ cause, trigger, before, after, way }: ListedDifference, view: View): string {
  if (cause === null) return "-";
  const { texts } = view;
  const why = { rule: printable(ruleName(cause.rule, view)), trigger: trigger ?? "-" };
  const text = cause.isGone ? texts("rule.test.why-gone", why) : texts("rule.test.why", why);
  return way === "change" ? `${text}: ${before} → ${after}` : text;
}
