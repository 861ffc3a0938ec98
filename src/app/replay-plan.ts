import type { CanonicalEvent, EventStatus } from "../core/event.ts";
import type { Note } from "../core/note.ts";
import type { ActionId } from "../core/rule.ts";
import type { Trigger } from "../core/triggers.ts";

/** What comes of processing stored calls again: of a dry run what would, of the real one what did. */
export interface ReplayPlan {
  /** Calls that were taken through. */
  readonly calls: number;
  /** Events in them. */
  readonly events: number;
  /** Events that come out otherwise than they stood. */
  readonly changed: number;
  /** People for whom something changes. */
  readonly contacts: number;
  readonly rows: readonly PlanRow[];
  readonly skipped: readonly SkippedCount[];
  readonly waiting: readonly WaitingGroup[];
}

/** Events of one kind, and what comes of them. */
export interface PlanRow {
  readonly provider: string;
  /** Slug; null for what belongs to no product. */
  readonly product: string | null;
  readonly trigger: Trigger;
  readonly events: number;
  /** Those of them of which nothing changes. */
  readonly unchanged: number;
  readonly effects: readonly EffectCount[];
}

export const EFFECT_SORTS = ["status", "product", "trigger", "access", "tag", "funnel", "outbox", "question"] as const;
/**
 * What is changed: how an event stands, what it was matched to or read as; state of a contact; what goes to a destination; a
 * question that the vendor is asked.
 */
export type EffectSort = (typeof EFFECT_SORTS)[number];

/** How. `late` is a message so late that it becomes a dead letter instead of being sent. */
export const PLANNED_CHANGES = [
  "moved",
  "granted",
  "taken",
  "altered",
  "noted",
  "added",
  "removed",
  "entered",
  "left",
  "queued",
  "late",
  "dead",
  "canceled",
  "asked",
] as const;
export type PlannedChange = (typeof PLANNED_CHANGES)[number];

/** One effect and how often it happens. An effect that one event has and a later one takes back is counted in both. */
export interface EffectCount {
  readonly sort: EffectSort;
  readonly change: PlannedChange;
  /** Product, tag, funnel with its sequence, template or destination; null where there is no such thing. */
  readonly target: string | null;
  /** Of what is moved. Null for what was not there before. */
  readonly from: string | null;
  readonly to: string | null;
  /** Of what goes outside. */
  readonly destination: string | null;
  readonly action: ActionId | null;
  /** Why something is never sent. */
  readonly reason: Note | null;
  readonly count: number;
}

/**
 * Why nothing changes: what the event asks for was done before; no rule and no link asks for anything; it repeats another call; it
 * is a test. `told` counts actions instead of events: the destination was sent them before, or will be.
 */
export const SKIP_REASONS = ["done", "nothing-asked", "repeat", "test", "told"] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

export interface SkippedCount {
  readonly reason: SkipReason;
  /** Of `told`; null otherwise. */
  readonly destination: string | null;
  readonly count: number;
}

/** Events that wait afterwards too, all for the same reason. */
export interface WaitingGroup {
  readonly status: EventStatus;
  readonly reason: Note | null;
  /** One of them. */
  readonly example: CanonicalEvent;
  readonly count: number;
}

/** How many of the plan's actions go into line to be sent. */
export function queuedIn({ rows }: Pick<ReplayPlan, "rows">, change: PlannedChange = "queued"): number {
  return rows.flatMap(({ effects }) => effects).reduce((sum, one) => (one.change === change ? sum + one.count : sum), 0);
}
