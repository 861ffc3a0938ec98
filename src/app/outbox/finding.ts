import { nextAttemptAt } from "../../core/backoff.ts";
import type { Attempt } from "../../core/dispatch.ts";
import { type Instant, instantAfter } from "../../core/instant.ts";
import type { Note } from "../../core/note.ts";
import type { Random } from "../../core/random.ts";
import type { ClaimedDispatch, DispatchOutcome } from "../ports.ts";

/** A destination that takes requests into a queue of its own does not know of one at once: asked too early, it says no and gets it twice. */
const CONFIRM_AFTER_MS = 30_000;

/** What an attempt found out, before it is written as an outcome. */
export type Finding =
  | { readonly kind: "sent"; readonly settleMs: number; readonly together: readonly string[] }
  | { readonly kind: "again"; readonly reason: Note; readonly isUncertain: boolean; readonly retryAfterMs: number | null }
  | { readonly kind: "dead"; readonly reason: Note }
  | { readonly kind: "gone"; readonly reason: Note };

/** What is known after an attempt. */
export interface Answered {
  readonly finding: Finding;
  /** Null when nothing was sent, and so nothing was tried. */
  readonly tried: { readonly ms: number; readonly status: number | null; readonly response: string | null } | null;
  readonly health: "ok" | "failed" | null;
}

/** Nothing was sent, and trying again would not help. */
export function untried(reason: Note): Answered {
  return { finding: { kind: "dead", reason }, tried: null, health: null };
}

/** @param at - when the attempt ended. */
export function outcomeOf(
  { dispatch, claim }: ClaimedDispatch,
  { finding, tried, health }: Answered,
  at: Instant,
  random: Random,
): DispatchOutcome {
  const reason = finding.kind === "sent" ? null : finding.reason;
  const made: Attempt | null =
    tried === null ? null : { number: dispatch.attempts, at, ms: tried.ms, status: tried.status, reason, response: tried.response };
  // With every key: each that a spread is followed by costs as much as all before it.
  const base: DispatchOutcome = {
    id: dispatch.id,
    destination: dispatch.destination ?? "",
    lease: dispatch.nextAt,
    state: "dead",
    at,
    nextAt: at,
    reason,
    isUncertain: false,
    attempt: made,
    health,
    settledAt: null,
    together: [],
    ...(made === null ? { unused: claim } : {}),
  };
  switch (finding.kind) {
    case "sent":
      return {
        ...base,
        state: "sent",
        settledAt: finding.settleMs > 0 ? instantAfter(at, finding.settleMs) : null,
        together: finding.together,
      };
    case "gone":
      return { ...base, state: "queued", isGone: true };
    case "dead":
      return base;
    case "again": {
      const nextAt = nextAttemptAt({ attemptsMade: dispatch.attempts, now: at, random, retryAfterMs: finding.retryAfterMs });
      // The reason is that of the last attempt, which says more than that there were too many; and a doubt stays one.
      if (nextAt === null) return { ...base, isUncertain: finding.isUncertain };
      const settled = instantAfter(at, CONFIRM_AFTER_MS);
      const isTooEarly = finding.isUncertain && nextAt < settled;
      return { ...base, state: "queued", nextAt: isTooEarly ? settled : nextAt, isUncertain: finding.isUncertain };
    }
    default:
      return finding satisfies never;
  }
}
