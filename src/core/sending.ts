import { type Breaker, breakerState, CLOSED, type Outcome, probeEndsAt, probing, recorded, reopensAt } from "./breaker.ts";
import { type Instant, instantAfter } from "./instant.ts";
import { type QuietHours, quietUntil } from "./quiet-hours.ts";

/** How fast a destination may be called. */
export interface SendPolicy {
  /** Requests under way at once, over all processes; at least 1. */
  readonly concurrency: number;
  /** Least time between the beginnings of two requests; 0 for none. 60 a minute is 1,000. */
  readonly spacingMs: number;
  /** How many may go at once after a rest, before the spacing holds; 1 for a strict spacing, and never less. */
  readonly burst: number;
  /** Requests in a day of UTC; null for no limit. */
  readonly perDay: number | null;
  /** Null for never. */
  readonly quiet: QuietHours | null;
}

/** What is remembered of a destination between two requests, by every process; kept as JSON. */
export interface SendHealth {
  readonly breaker: Breaker;
  /** The moment from which the spacing counts (theoretical arrival time of GCRA); null before the first request. */
  readonly pacedFrom: Instant | null;
  /** Day of UTC that `sentToday` counts, `2026-11-03`. */
  readonly day: string | null;
  readonly sentToday: number;
}

export type WaitReason = "circuit" | "spacing" | "quota" | "quiet";

/** What may be begun now. */
export interface Admission {
  /**
   * How many requests, at most twice the concurrency of the policy. Those under way already are not known here and have to be
   * taken off by whoever counts them.
   */
  readonly count: number;
  /**
   * While `count` is 0: when to ask again. Nothing is admitted before, unless a probe under way reports. Null otherwise.
   */
  readonly until: Instant | null;
  /** What keeps it longest. */
  readonly why: WaitReason | null;
}

const DAY_MS = 24 * 3_600_000;

/** Nothing was ever sent. */
export const IDLE: SendHealth = { breaker: CLOSED, pacedFrom: null, day: null, sentToday: 0 };

/**
 * How many requests may be begun at `now`: one circuit, spacing (GCRA with a burst), quota of the day of UTC and quiet time
 * for all processes. Every limit may be absent; the destination sets its defaults, and the operator may only set slower.
 */
export function admission(health: SendHealth, policy: SendPolicy, now: Instant): Admission {
  const paced = pacedCount(health, policy, now);
  const left = policy.perDay === null ? Number.POSITIVE_INFINITY : policy.perDay - sentToday(health, now);
  const wait = longest([
    ["circuit", circuitUntil(health.breaker, now)],
    ["quiet", policy.quiet === null ? null : quietUntil(policy.quiet, now)],
    ["quota", left > 0 ? null : instantAfter(`${dayOf(now)}T00:00:00.000Z`, DAY_MS)],
    ["spacing", paced > 0 ? null : pacedUntil(health, policy, now)],
  ]);
  if (wait !== null) return { count: 0, ...wait };
  const most = breakerState(health.breaker, now) === "half-open" ? 1 : 2 * policy.concurrency;
  return { count: Math.min(most, paced, left), until: null, why: null };
}

/**
 * @param count - requests that were begun at `now`, of those that `admission` allowed.
 */
export function afterTaking(health: SendHealth, policy: SendPolicy, now: Instant, count: number): SendHealth {
  if (count === 0) return health;
  return {
    breaker: probing(health.breaker, now),
    pacedFrom: instantAfter(arrival(health, policy, now), count * spacing(policy)),
    day: dayOf(now),
    sentToday: sentToday(health, now) + count,
  };
}

/** @param outcome - whether the destination works, not whether it liked the request: a refusal with reason is ok. */
export function afterOutcome(health: SendHealth, outcome: Outcome, now: Instant): SendHealth {
  return { ...health, breaker: recorded(health.breaker, outcome, now) };
}

/**
 * One that was taken and turned out to be nothing to send: as if it had not been. A probe that never began tells nothing.
 *
 * @param takenAt - its place in the pace is free again if nothing was taken after it.
 */
export function afterNothing(health: SendHealth, policy: SendPolicy, takenAt: Instant): SendHealth {
  const { breaker, pacedFrom, day, sentToday: sent } = health;
  const isLast = pacedFrom === instantAfter(takenAt, spacing(policy));
  return {
    breaker: breaker.probedAt === null ? breaker : { ...breaker, probedAt: null },
    pacedFrom: isLast ? takenAt : pacedFrom,
    day,
    sentToday: day === dayOf(takenAt) ? Math.max(0, sent - 1) : sent,
  };
}

interface Wait {
  readonly until: Instant;
  readonly why: WaitReason;
}

function longest(waits: readonly (readonly [WaitReason, Instant | null])[]): Wait | null {
  return waits.reduce<Wait | null>(
    (found, [why, until]) => (until !== null && (found === null || until > found.until) ? { until, why } : found),
    null,
  );
}

function circuitUntil(breaker: Breaker, now: Instant): Instant | null {
  return breakerState(breaker, now) === "open" ? reopensAt(breaker) : probeEndsAt(breaker, now);
}

/**
 * When the next request would come if all kept to the spacing, at `now` at the earliest.
 *
 * No more than a burst can have been taken in advance. If `pacedFrom` says more, the clock was set back or the operator set
 * a shorter spacing since: one request may go, instead of none until the clock is there.
 */
function arrival(health: SendHealth, policy: SendPolicy, now: Instant): Instant {
  const { pacedFrom } = health;
  if (pacedFrom === null || pacedFrom <= now) return now;
  if (pacedFrom <= instantAfter(now, policy.burst * spacing(policy))) return pacedFrom;
  return instantAfter(now, (policy.burst - 1) * spacing(policy));
}

/** How many requests spacing and burst allow at `now`; less than 1 when none. */
function pacedCount(health: SendHealth, policy: SendPolicy, now: Instant): number {
  if (spacing(policy) === 0) return Number.POSITIVE_INFINITY;
  const aheadMs = Date.parse(arrival(health, policy, now)) - Date.parse(now);
  return policy.burst - Math.ceil(aheadMs / spacing(policy));
}

function pacedUntil(health: SendHealth, policy: SendPolicy, now: Instant): Instant {
  return instantAfter(arrival(health, policy, now), (1 - policy.burst) * spacing(policy));
}

/** In whole ms, as instants are: 90 a minute is one in 667. */
function spacing(policy: SendPolicy): number {
  return Math.ceil(policy.spacingMs);
}

function sentToday(health: SendHealth, now: Instant): number {
  return health.day === dayOf(now) ? health.sentToday : 0;
}

function dayOf(at: Instant): string {
  return at.slice(0, "2026-11-03".length);
}
