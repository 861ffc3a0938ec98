import type { CanonicalEvent } from "../../core/event.ts";
import type { Clock } from "../ports.ts";
import type { Arrivals } from "./arrivals.ts";
import type { Expectation } from "./expectation.ts";
import { createJudge, type Judge, type Sighting } from "./judge.ts";
import { type MissGroup, Tally, type Violation } from "./tally.ts";

/** How time goes by. */
export interface WatchTime {
  readonly clock: Pick<Clock, "monotonicMs">;
  /** Resolves after so long, or at once when it is to stop; also lets signals be heard. */
  pause(ms: number): Promise<void>;
  /** Whether the user has had enough. */
  isStopped(): boolean;
}

/** What came of an expectation. */
export interface WatchOutcome {
  /** The events that were expected, as they came; one that changed since stands as it is now, at the end. */
  readonly matched: readonly CanonicalEvent[];
  readonly violations: readonly Violation[];
  /** Why the others are not what was expected. */
  readonly misses: readonly MissGroup[];
  /** All events that came. */
  readonly came: number;
  /** When the count was reached; null when it was not, or was passed. */
  readonly reachedMs: number | null;
  readonly elapsedMs: number;
  /** Something that was forbidden or one too many came, so it was not watched to the end. */
  readonly endedEarly: boolean;
  /** The home has a store: somebody has received, or was set up to. */
  readonly hasStore: boolean;
}

/** Between two looks: soon enough for a test, and next to nothing for the machine. */
const INTERVAL_MS = 100;

/**
 * Watches until what is expected has come, or cannot come any more.
 *
 * @returns null when it was stopped.
 */
export async function watchFor(expectation: Expectation, arrivals: Arrivals, time: WatchTime): Promise<WatchOutcome | null> {
  const judge = createJudge(expectation);
  const tally = new Tally(expectation);
  const startedMs = time.clock.monotonicMs();
  let reachedMs: number | null = null;
  for (;;) {
    // Before the look: what came in time is seen by the look that follows.
    const elapsedMs = time.clock.monotonicMs() - startedMs;
    const hasMore = await look(arrivals, judge, tally);
    if (time.isStopped()) return null;
    const isReached = hasReached(expectation, tally);
    reachedMs = isReached ? (reachedMs ?? elapsedMs) : null;
    const endedEarly = tally.violations.length > 0 || isPassed(expectation, tally);
    const endMs = endOf(expectation, reachedMs);
    const isMet = isReached && !isWatchedOn(expectation);
    if (endedEarly || isMet || (!hasMore && elapsedMs >= endMs)) return outcomeOf(tally, arrivals, { reachedMs, elapsedMs, endedEarly });
    await time.pause(hasMore ? 0 : Math.min(INTERVAL_MS, endMs - elapsedMs));
  }
}

/** One page of what is new. @returns whether there is more already. */
async function look(arrivals: Arrivals, judge: Judge, tally: Tally): Promise<boolean> {
  const { events, hasMore } = await arrivals.next();
  for (const event of events) tally.add(event, judge.judge(await sightingOf(event, arrivals, judge)));
  return hasMore;
}

async function sightingOf(event: CanonicalEvent, arrivals: Arrivals, judge: Judge): Promise<Sighting> {
  const isWanted = judge.isAbout(event) && (judge.needsDecisions || judge.needsTags);
  return { event, ...(isWanted ? await arrivals.detailsOf(event) : { decisions: [], tags: [] }) };
}

function hasReached({ count }: Expectation, tally: Tally): boolean {
  return count.kind === "at-least" ? tally.matchedCount >= count.n : tally.matchedCount === count.n;
}

function isPassed({ count }: Expectation, tally: Tally): boolean {
  return count.kind === "exactly" && tally.matchedCount > count.n;
}

/** Whether something could still come that breaks it once the count is reached. */
function isWatchedOn({ count, forbidden }: Expectation): boolean {
  return count.kind === "exactly" || forbidden.length > 0;
}

/** From the start until nothing more need be looked at. */
function endOf({ count, withinMs, settleMs }: Expectation, reachedMs: number | null): number {
  return count.kind === "exactly" || reachedMs === null ? withinMs : reachedMs + settleMs;
}

function outcomeOf(tally: Tally, arrivals: Arrivals, times: Pick<WatchOutcome, "reachedMs" | "elapsedMs" | "endedEarly">): WatchOutcome {
  const { matched, violations, misses, came } = tally;
  return { matched, violations, misses, came, hasStore: arrivals.hasStore(), ...times };
}
