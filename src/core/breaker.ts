import { type Instant, instantAfter } from "./instant.ts";

/** The circuit of one destination: open when most of what was sent lately failed. */
export interface Breaker {
  /** Outcomes by minute of the last five, oldest first; while it is open, those that opened it. */
  readonly minutes: readonly MinuteOutcomes[];
  /** When it was opened; null while it is closed. */
  readonly openedAt: Instant | null;
  /** When the one request was let through that tells whether it may close; null while none is under way. */
  readonly probedAt: Instant | null;
}

export interface MinuteOutcomes {
  /** Beginning of the minute. */
  readonly at: Instant;
  readonly ok: number;
  readonly failed: number;
}

export type BreakerState = "closed" | "open" | "half-open";
export type Outcome = "ok" | "failed";

const MINUTE_MS = 60_000;

/** It opens when of at least so many outcomes ... */
export const LEAST_OUTCOMES = 10;
/** ... of so long, this minute being the last ... */
export const WINDOW_MS = 5 * MINUTE_MS;
/** ... at least so many failed. All of them as the issue has them. */
export const FAILED_PERCENT = 70;

/** Nothing is sent for so long after it was opened; then one request may try. */
export const OPEN_MS = 30_000;

/** A probe that has not reported by then never will, because its worker was killed; another may go. */
const PROBE_MS = 60_000;

/** Nothing known against the destination. */
export const CLOSED: Breaker = { minutes: [], openedAt: null, probedAt: null };

/**
 * Open: nothing may be sent. Half-open: one request may be, if none `isProbed` already.
 *
 * Moments are compared by their distance, here and below. A clock that was set back leaves moments in the future; one far
 * ahead then counts as little as one long gone, so that nothing stands still until the clock is there again.
 */
export function breakerState(breaker: Breaker, now: Instant): BreakerState {
  if (breaker.openedAt === null) return "closed";
  return isWithin(OPEN_MS, breaker.openedAt, now) ? "open" : "half-open";
}

/** @returns when the first request may be sent again; null while it is closed. */
export function reopensAt(breaker: Breaker): Instant | null {
  return breaker.openedAt === null ? null : instantAfter(breaker.openedAt, OPEN_MS);
}

/** @returns when the probe that is under way is given up; null when none is. */
export function probeEndsAt(breaker: Breaker, now: Instant): Instant | null {
  if (breaker.probedAt === null || !isWithin(PROBE_MS, breaker.probedAt, now)) return null;
  return instantAfter(breaker.probedAt, PROBE_MS);
}

/** The breaker after a request was begun at `now`: while it is half-open that is the probe. */
export function probing(breaker: Breaker, now: Instant): Breaker {
  if (breakerState(breaker, now) !== "half-open" || probeEndsAt(breaker, now) !== null) return breaker;
  return { ...breaker, probedAt: now };
}

/**
 * The breaker after a request ended at `now`.
 *
 * Outcomes do not say whose they are. While a probe is under way, the first one that comes is taken for the probe's: success
 * closes the breaker and forgets the window, failure opens it anew. It may belong to a request that was under way when the
 * breaker opened and that took more than 30 s. Then it tells as much about the destination as the probe would; the probe's
 * own is counted if the breaker was closed, and ignored if it was opened. While no probe is under way, outcomes neither
 * close an open breaker nor keep it open for longer: they were to be expected.
 */
export function recorded(breaker: Breaker, outcome: Outcome, now: Instant): Breaker {
  if (breaker.openedAt === null) return counted(breaker, outcome, now);
  if (probeEndsAt(breaker, now) === null) return breaker;
  return outcome === "ok" ? CLOSED : { ...breaker, openedAt: now, probedAt: null };
}

function counted(breaker: Breaker, outcome: Outcome, now: Instant): Breaker {
  const at = minuteOf(now);
  const recent = breaker.minutes.filter((minute) => isWithin(WINDOW_MS, minute.at, at));
  const { ok, failed } = recent.find((minute) => minute.at === at) ?? { ok: 0, failed: 0 };
  const current = outcome === "ok" ? { at, ok: ok + 1, failed } : { at, ok, failed: failed + 1 };
  const minutes = [
    ...recent.filter((minute) => minute.at < at),
    current,
    // Only after the clock was set back.
    ...recent.filter((minute) => minute.at > at),
  ];
  return { minutes, openedAt: isFailing(minutes) ? now : null, probedAt: null };
}

function isFailing(minutes: readonly MinuteOutcomes[]): boolean {
  const failed = minutes.reduce((sum, minute) => sum + minute.failed, 0);
  const all = minutes.reduce((sum, minute) => sum + minute.ok, failed);
  return all >= LEAST_OUTCOMES && failed * 100 >= all * FAILED_PERCENT;
}

function isWithin(ms: number, at: Instant, now: Instant): boolean {
  return Math.abs(Date.parse(now) - Date.parse(at)) < ms;
}

function minuteOf(at: Instant): Instant {
  return `${at.slice(0, "2026-11-03T13:22".length)}:00.000Z`;
}
