import { ASSUMED, asPlayed, type PlayedPolicy } from "../../app/sender/played-policy.ts";
import type { SenderReport, SentCall } from "../../app/sender/report.ts";
import type { SenderSummary } from "../../app/sender/summary.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";

/** How a vendor sends, as one document: what is known (null is what nobody knows), and what would be played. */
export function policyJson(provider: ProviderAdapter): object {
  return {
    provider: provider.id,
    policies: provider.sending.map((policy) => {
      const { formats, ...known } = policy;
      return { formats, known, played: playedJson(asPlayed(policy)) };
    }),
    assumed: ASSUMED,
  };
}

/** Every fact with its certainty; `assumed` is ours, never the vendor's. */
function playedJson({ policy: _, meanings, ...facts }: PlayedPolicy): object {
  return { ...facts, meanings };
}

/** One line for a call; times are milliseconds of virtual time. */
export function sentCallJson(call: SentCall, url: string, policies: readonly PlayedPolicy[]): object {
  const { index, trigger, dueMs, attempts, attemptsCounted, storedBehind, outcome, waitedMs, wasted, resentAsAssumed } = call;
  return {
    type: "call",
    call: index + 1,
    trigger,
    url,
    policy: policies.indexOf(call.policy) + 1,
    dueMs,
    outcome,
    deliveredAtAttempt: outcome === "delivered" ? attempts.length : null,
    waitedMs,
    wastedAttempts: wasted,
    resentAsAssumed,
    attemptsCounted,
    storedBehind: storedBehind === null ? null : storedBehind + 1,
    attempts: attempts.map(({ atMs, answer, failure, effect }, at) => ({
      attempt: at + 1,
      atMs,
      status: answer.kind === "answered" ? answer.status : null,
      tookMs: answer.kind === "answered" ? answer.ms : null,
      failure,
      effect,
      reason: answer.kind === "no-answer" ? answer.reason : null,
    })),
  };
}

/** The last line. `policies` are numbered as the calls name them, from 1. */
export function senderSummaryJson(provider: ProviderAdapter, { endings, backups }: SenderReport, summary: SenderSummary): object {
  const { calls, outcomes, atFirstAttempt, asAssumed, attempts, wasted, longestWaitMs, policies } = summary;
  const numberOf = (policy: PlayedPolicy) => policies.indexOf(policy) + 1;
  return {
    type: "summary",
    provider: provider.id,
    calls,
    ...outcomes,
    atFirstAttempt,
    asAssumed,
    attempts,
    wastedAttempts: wasted,
    longestWaitMs,
    endings: endings.map(({ kind, policy, atMs, index }) => ({ kind, policy: numberOf(policy), atMs, call: index + 1 })),
    backups: backups.map(({ policy, index, ...backup }) => ({ policy: numberOf(policy), call: index + 1, ...backup })),
    policies: policies.map((played) => ({ formats: played.policy.formats, ...playedJson(played), switchesOff: played.policy.switchesOff })),
  };
}
