import { type Instant, instantAfter } from "./instant.ts";
import type { Random } from "./random.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Wait before each attempt in ms, the first at once; together they give a destination two days to come back. */
export const WAITS_MS: readonly number[] = [
  0,
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  24 * HOUR,
];

export const MAX_ATTEMPTS = WAITS_MS.length;

/** A wait is up to a fifth shorter or longer, so that what failed together does not come back together. */
const JITTER = 0.2;

/** A Retry-After is honoured up to twice the wait that was due anyway: nobody else decides that we wait for a week. */
const MOST_WAITS = 2;

/**
 * When to try again after `attemptsMade` attempts, the last of which ended at `now`.
 *
 * @param input.retryAfterMs - what the destination asked for; null when it asked for nothing.
 * @returns null when the attempts are used up.
 */
export function nextAttemptAt(input: {
  readonly attemptsMade: number;
  readonly now: Instant;
  readonly random: Random;
  readonly retryAfterMs: number | null;
}): Instant | null {
  const waitMs = WAITS_MS[input.attemptsMade];
  if (waitMs === undefined) return null;
  const jitteredMs = Math.round(waitMs * (1 - JITTER + 2 * JITTER * input.random()));
  return instantAfter(input.now, Math.max(jitteredMs, Math.min(input.retryAfterMs ?? 0, MOST_WAITS * waitMs)));
}
