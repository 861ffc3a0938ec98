import { type CanonicalEvent, type EventStatus, isRepair } from "../../core/event.ts";
import type { Instant } from "../../core/instant.ts";
import { cell, printable } from "../printable.ts";
import { padEnd, padStart, shorten, widthOf } from "./columns.ts";
import { timeOfDay, type View } from "./view.ts";

/** Widths of the columns of an event line; 0 leaves a column out. */
export interface EventLayout {
  /** How the time stands: alone, with its date, or with day and month and without seconds. */
  readonly time: keyof typeof TIME_WIDTHS;
  readonly provider: number;
  readonly trigger: number;
  readonly product: number;
  readonly buyer: number;
  readonly amount: number;
  readonly id: number;
}

/** How wide each way to write the time is, in every language. */
const TIME_WIDTHS = { alone: 8, dated: 19, short: 11 } as const;

/** One sign per status, the same in every listing. */
const STATUS_MARKS: Readonly<Record<EventStatus, string>> = {
  processed: "✓",
  unmatched: "!",
  quarantined: "!",
  duplicate: "=",
  pending: "·",
  failed: "✗",
};

const FULL_ID = 24;
/** `evt_` and the characters that stand for the time: enough to name an event by. */
const SHORT_ID = 14;
const NARROW = 110;
const LIVE: EventLayout = { time: "alone", provider: 9, trigger: 21, product: 18, buyer: 26, amount: 11, id: FULL_ID };

/** An event's id beside other things: its beginning, which names it too, where the terminal is narrow. */
export function shownId(id: string, { columns }: Pick<View, "columns">): string {
  return columns !== null && columns < NARROW ? id.slice(0, SHORT_ID) : id;
}

/** Columns for events that are not known yet, `listen` and `tail`; with their dates where some are not of today. */
export function liveLayout(view: View, time: EventLayout["time"] = "alone"): EventLayout {
  return narrowed({ ...LIVE, time }, view.columns);
}

/**
 * Columns as wide as these events need.
 *
 * @param today - the local date; events of other days are shown with theirs.
 */
export function listLayout(events: readonly CanonicalEvent[], view: View, today: string): EventLayout {
  const cells = events.map((event) => cellsOf(event, view));
  const widest = (name: "provider" | "trigger" | "product" | "buyer" | "amount" | "id") =>
    Math.max(1, ...cells.map((row) => widthOf(row[name])));
  const layout: EventLayout = {
    time: events.some((event) => !view.local(event.receivedAt).startsWith(today)) ? "dated" : "alone",
    provider: widest("provider"),
    trigger: widest("trigger"),
    product: widest("product"),
    buyer: widest("buyer"),
    amount: widest("amount"),
    id: widest("id"),
  };
  return narrowed(layout, view.columns);
}

/** The one line of an event: when, how it went, what, for which product, who, how much, and the id to ask further with. */
export function eventLine(event: CanonicalEvent, view: View, layout: EventLayout = liveLayout(view)): string {
  const { style } = view;
  const row = cellsOf(event, view);
  const at = timeText(event.receivedAt, layout.time, view);
  const parts = [
    `${style.dim(at)} ${markOf(event.status, view)} ${padEnd(shorten(row.provider, layout.provider), layout.provider)}`,
    padEnd(row.trigger, layout.trigger),
    column(row.product, layout.product),
    column(row.buyer, layout.buyer),
    layout.amount === 0 ? null : padStart(row.amount, layout.amount),
    style.dim(layout.id < FULL_ID ? row.id.slice(0, layout.id) : row.id),
  ];
  return parts
    .filter((part) => part !== null)
    .join("  ")
    .trimEnd();
}

function timeText(at: Instant, how: EventLayout["time"], { local, texts }: View): string {
  if (how === "alone") return timeOfDay(local(at));
  return how === "short" ? texts.formats.short(local(at)) : local(at);
}

/** The status sign in its colour. */
export function markOf(status: EventStatus, view: Pick<View, "style">): string {
  const { style } = view;
  const mark = STATUS_MARKS[status];
  switch (status) {
    case "processed":
      return style.green(mark);
    case "unmatched":
    case "quarantined":
      return style.yellow(mark);
    case "failed":
      return style.red(mark);
    case "duplicate":
    case "pending":
      return style.dim(mark);
    default:
      return status satisfies never;
  }
}

function column(text: string, width: number): string | null {
  return width === 0 ? null : padEnd(shorten(text, width), width);
}

/** What an event waits to be told is no trigger yet. */
function triggerText({ trigger, isTest, status, notes }: CanonicalEvent, { texts }: View): string {
  if (status === "pending") return texts("event.asking");
  const marks = [isTest ? texts("event.test-mark") : null, isRepair({ notes }) ? texts("event.repair-mark") : null];
  return [trigger, ...marks.filter((mark) => mark !== null)].join(" ");
}

function cellsOf(event: CanonicalEvent, view: View) {
  const { buyer } = view.event(event);
  return {
    provider: printable(event.provider),
    trigger: triggerText(event, view),
    product: cell(event.productSlug ?? event.lead?.listing ?? event.product.externalId ?? event.product.name),
    buyer: cell(buyer.email ?? buyer.phone ?? buyer.name),
    amount: event.amount === null ? "-" : view.texts.formats.money(event.amount),
    id: event.id,
  };
}

/** Makes the columns fit: shorter product and buyer first, then a shorter time and id, then without amount and buyer. */
function narrowed(layout: EventLayout, columns: number | null): EventLayout {
  if (columns === null) return layout;
  const steps: readonly ((now: EventLayout) => EventLayout)[] = [
    (now) => ({ ...now, buyer: shrunk(now.buyer, 12, widthOfLayout(now) - columns) }),
    (now) => ({ ...now, product: shrunk(now.product, 10, widthOfLayout(now) - columns) }),
    (now) => ({ ...now, time: now.time === "dated" ? "short" : now.time }),
    (now) => ({ ...now, id: SHORT_ID }),
    (now) => ({ ...now, amount: 0 }),
    (now) => ({ ...now, buyer: 0 }),
    (now) => ({ ...now, product: 0 }),
  ];
  let fitted = layout;
  for (const step of steps) {
    if (widthOfLayout(fitted) <= columns) break;
    fitted = step(fitted);
  }
  return fitted;
}

function shrunk(width: number, least: number, excess: number): number {
  return Math.max(Math.min(width, least), width - Math.max(0, excess));
}

function widthOfLayout(layout: EventLayout): number {
  const others = [layout.trigger, layout.product, layout.buyer, layout.amount, layout.id].filter((width) => width > 0);
  return TIME_WIDTHS[layout.time] + 3 + layout.provider + others.reduce((sum, width) => sum + 2 + width, 0);
}
