import type { Miss } from "../../app/expect/judge.ts";
import type { MissGroup } from "../../app/expect/tally.ts";
import type { WatchOutcome } from "../../app/expect/watch.ts";
import type { FactValue } from "../../core/condition-match.ts";
import type { CanonicalEvent } from "../../core/event.ts";
import { eventFields } from "../../core/event-fields.ts";
import { printable } from "../printable.ts";
import { mendingCommands } from "../view/mend.ts";
import type { View } from "../view/view.ts";
import { type Asked, wantedText } from "./flags.ts";

/** Lines about what came instead, the first line and what it leaves out among them. */
const MOST_LINES = 10;

/** What came instead of what was expected, the nearest first, and what to do about it. */
export function missLines({ expectation, home }: Asked, outcome: WatchOutcome, view: View): readonly string[] {
  const { texts } = view;
  const { matched, came, misses, hasStore } = outcome;
  const head = texts("expect.came-in-time", { came: matched.length, n: expectation.count.n, seconds: expectation.withinMs / 1000 });
  if (came === 0) {
    const nothing = expectation.since === null ? "expect.nothing-came-since-start" : "expect.nothing-came";
    return [head, texts(hasStore ? nothing : "expect.no-store", { home: printable(home) })];
  }
  if (misses.length === 0) return [head];
  let left = came - matched.length;
  const lines: string[] = [`${head} ${texts("expect.instead", { n: left })}`];
  for (const [at, group] of misses.entries()) {
    const about = groupLines(group, view);
    const isLast = at === misses.length - 1;
    if (lines.length + about.length + (isLast ? 0 : 1) > MOST_LINES) return [...lines, texts("expect.more-misses", { n: left })];
    lines.push(...about);
    left -= group.count;
  }
  return lines;
}

function groupLines(group: MissGroup, view: View): readonly string[] {
  const { count, example, miss } = group;
  const line = view.texts("expect.miss", { n: count, what: missText(group, view), id: example.id });
  return miss.kind === "status" ? [line, ...mendingCommands(example, view.texts).map((command) => `  → ${command}`)] : [line];
}

function missText({ miss, example }: MissGroup, view: View): string {
  switch (miss.kind) {
    case "provider":
      return view.texts("expect.miss.provider", { provider: printable(example.provider) });
    case "store":
      return view.texts("expect.miss.store", { store: printable(example.store) });
    default:
      return `${example.trigger}: ${reasonText(miss, example, view)}`;
  }
}

function reasonText(miss: Exclude<Miss, { kind: "provider" | "store" }>, example: CanonicalEvent, view: View): string {
  const { texts } = view;
  switch (miss.kind) {
    case "trigger":
      return texts("expect.miss.trigger");
    case "product":
      return example.productSlug === null
        ? texts("expect.miss.no-product")
        : texts("expect.miss.product", { product: example.productSlug });
    case "status":
      return statusText(example, view);
    case "where":
      return miss.part === null
        ? texts("expect.miss.where")
        : texts("expect.miss.where-because", {
            field: miss.part.field,
            asked: [miss.part.op, miss.part.expected].filter((word) => word !== null).join(" "),
            actual: printable(actualText(miss.part.field, miss.actual, example, view)),
          });
    case "action":
      return texts("expect.miss.action", {
        wanted: wantedText(miss.wanted),
        decided: miss.decided.map(wantedText).join(", ") || texts("expect.miss.nothing"),
      });
    default:
      return miss satisfies never;
  }
}

function statusText({ status, reason }: CanonicalEvent, { texts }: View): string {
  return reason === null ? status : texts("expect.miss.status", { status, reason: printable(texts.ofNote(reason)) });
}

/** The value of a condition's field as this view may show it. */
function actualText(field: Parameters<ReturnType<typeof eventFields>>[0], actual: FactValue, event: CanonicalEvent, view: View): string {
  const shown = field === "contact.tags" ? actual : eventFields(view.event(event), [])(field);
  if (shown === null || shown === undefined) return "-";
  return typeof shown === "object" ? shown.join(", ") || "-" : String(shown);
}
