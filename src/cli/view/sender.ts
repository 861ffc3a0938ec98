import type { Attempt, SenderReport, SentCall } from "../../app/sender/report.ts";
import type { SenderSummary } from "../../app/sender/summary.ts";
import type { Texts } from "../../messages/text.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import { printable } from "../printable.ts";
import { alignRows, indent } from "./columns.ts";
import { assumedLegend, usedView } from "./sender-policy.ts";
import { spanText } from "./span.ts";
import type { View } from "./view.ts";

/** What happened to every call, a block for each under the facts that it was sent by, and a line about them all. */
export function senderView(provider: ProviderAdapter, report: SenderReport, summary: SenderSummary, view: View): readonly string[] {
  return [
    ...summary.policies.flatMap((policy) => [...usedView(provider, policy, view), ""]),
    assumedLegend(provider, view),
    "",
    ...callBlocks(report.calls, view),
    "",
    summaryLine(summary, view.texts),
  ];
}

/** Blocks stand apart, calls that need one line only do not. */
function callBlocks(calls: readonly SentCall[], view: View): readonly string[] {
  const blocks = calls.map((call, at) => callLines(call, calls[at - 1], view));
  return blocks.flatMap((lines, at) => {
    const before = blocks[at - 1];
    return before !== undefined && (lines.length > 1 || before.length > 1) ? ["", ...lines] : lines;
  });
}

/** A call that comes so long after the one before says when; others come one after the other. */
const APART_MS = 60_000;

function callLines(call: SentCall, before: SentCall | undefined, view: View): readonly string[] {
  const { style, texts } = view;
  const { attempts, attemptsCounted, storedBehind, wasted, outcome, dueMs, trigger } = call;
  const mark = outcome === "delivered" ? style.green("✓") : style.red("✗");
  const remarks = [
    ...(attemptsCounted === 0 ? [] : [texts("sender.counted", { n: attemptsCounted })]),
    ...(wasted === 0 ? [] : [style.yellow(texts("sender.wasted", { n: wasted }))]),
  ];
  const rows = attempts.map((attempt) => [
    style.dim(spanText(attempt.atMs - dueMs)),
    attempt.answer.kind === "answered" ? String(attempt.answer.status) : "-",
    attemptText(attempt, call, view),
  ]);
  const names = [
    style.bold(texts("sender.call", { n: call.index + 1 })),
    ...(trigger === null ? [] : [trigger]),
    ...(dueMs - (before?.dueMs ?? 0) < APART_MS ? [] : [style.dim(texts("sender.due", { time: spanText(dueMs) }))]),
  ];
  const head = `${mark} ${names.join("  ")}  ${outcomeText(call, texts)}`;
  if (isAtOnce(call)) return [head];
  const stored = storedBehind === null ? [] : [style.dim(texts("sender.stored-behind", { n: storedBehind + 1 }))];
  return [head, ...indent(indent([...stored, ...alignRows(rows), ...remarks]))];
}

function isAtOnce({ outcome, attempts, storedBehind }: SentCall): boolean {
  return outcome === "delivered" && attempts.length === 1 && storedBehind === null;
}

/** Codes of a connection that ended after it stood. */
const HUNG_UP: ReadonlySet<string> = new Set(["UND_ERR_SOCKET", "ECONNRESET", "EPIPE"]);

function attemptText({ answer, failure, effect }: Attempt, { policy }: SentCall, { style, texts }: View): string {
  if (failure === null) return style.green(texts("sender.attempt.delivered"));
  if (effect !== null) return style.red(texts(`sender.effect.${effect}`));
  const reason = answer.kind === "no-answer" ? answer.reason : "";
  if (HUNG_UP.has(reason)) return style.yellow(texts("sender.failure.hung-up"));
  return style.yellow(texts(`sender.failure.${failure}`, { limit: spanText(policy.timeoutMs.value), reason: printable(reason) }));
}

function outcomeText({ outcome, attempts, storedBehind, waitedMs, policy }: SentCall, texts: Texts): string {
  const [n, waited] = [attempts.length, spanText(waitedMs ?? 0)];
  switch (outcome) {
    case "delivered":
      if (storedBehind !== null) return texts("sender.outcome.delivered-late", { waited });
      return n === 1
        ? texts("sender.outcome.delivered-at-once", { status: lastStatus(attempts) })
        : texts("sender.outcome.delivered", { n, waited });
    case "parked":
    case "deleted":
      return texts(`sender.outcome.${outcome}`, { kept: keptText(policy) });
    case "lost":
      return texts("sender.outcome.lost", { n });
    case "removed":
      return texts("sender.outcome.removed", { status: lastStatus(attempts) });
    case "unsent":
      return texts(n === 0 ? "sender.outcome.unsent" : "sender.outcome.not-sent-again");
    default:
      return outcome satisfies never;
  }
}

function keptText({ afterwards: { value } }: SentCall["policy"]): string {
  return value.kind === "lost" ? "-" : spanText(value.forMs);
}

function lastStatus(attempts: readonly Attempt[]): number | null {
  const last = attempts.at(-1)?.answer;
  return last?.kind === "answered" ? last.status : null;
}

function summaryLine({ calls, outcomes, atFirstAttempt, attempts, wasted, longestWaitMs }: SenderSummary, texts: Texts): string {
  const { delivered, ...others } = outcomes;
  const failed = Object.entries(others).flatMap(([outcome, n]) =>
    n === 0 ? [] : [texts(`sender.summary.${outcome as Exclude<keyof typeof outcomes, "delivered">}`, { n })],
  );
  const well = texts(atFirstAttempt === delivered ? "sender.summary.delivered" : "sender.summary.at-once", {
    n: delivered,
    first: atFirstAttempt,
  });
  const longest = longestWaitMs === null ? [] : [texts("sender.summary.longest", { waited: spanText(longestWaitMs) })];
  return [
    `${texts("sender.summary.calls", { n: calls })}: ${[well, ...failed].join(", ")}`,
    texts("sender.summary.attempts", { n: attempts, wasted }),
    ...longest,
  ].join("; ");
}

/** What the operator has to know beside: what the vendor does to the address for good, or may do. */
export function senderWarnings(
  { title }: Pick<ProviderAdapter, "title">,
  { calls, endings }: SenderReport,
  { policies, asAssumed }: SenderSummary,
  texts: Texts,
): readonly string[] {
  const ended = endings.map(({ kind, policy, index }) => {
    const unsent = calls.filter((call) => call.policy === policy && call.outcome === "unsent").length;
    const status = lastStatus(calls[index]?.attempts ?? []);
    const said = texts(`sender.warn.${kind}`, { title, call: index + 1, status, kept: keptText(policy) });
    return unsent === 0 ? said : `${said} ${texts("sender.warn.unsent", { unsent })}`;
  });
  const maybe = policies.flatMap((played) => {
    const { switchesOff } = played.policy;
    const hasFailed = calls.some((call) => call.policy === played && call.attempts.some(({ failure }) => failure !== null));
    return switchesOff !== null && hasFailed
      ? [texts("sender.warn.may-switch-off", { title, certainty: texts(`certainty.${switchesOff.certainty}`) })]
      : [];
  });
  const assumed = asAssumed === 0 ? [] : [texts("sender.warn.as-assumed", { title, n: asAssumed })];
  return [...ended, ...maybe, ...assumed];
}

/** What happened to the address for a time. */
export function senderRemarks({ title }: Pick<ProviderAdapter, "title">, { backups }: SenderReport, texts: Texts): readonly string[] {
  return backups.map(({ index, stored, fromMs, untilMs }) =>
    texts("sender.said.backup", { title, stored, call: index + 1, lasted: spanText(untilMs - fromMs) }),
  );
}
