import type { PlayedPolicy } from "./played-policy.ts";
import { OUTCOMES, type Outcome, type SenderReport } from "./report.ts";

export interface SenderSummary {
  readonly calls: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** Of those delivered, how many at once. */
  readonly atFirstAttempt: number;
  /** Of those delivered, how many would not have been if the vendor does not send again where that is only assumed. */
  readonly asAssumed: number;
  readonly attempts: number;
  readonly wasted: number;
  /** In milliseconds of virtual time, of those delivered; null when none was. */
  readonly longestWaitMs: number | null;
  /** Those that calls were sent under, in the order of their first use. */
  readonly policies: readonly PlayedPolicy[];
}

export function summaryOf({ calls }: SenderReport): SenderSummary {
  const waits = calls.flatMap(({ waitedMs }) => (waitedMs === null ? [] : [waitedMs]));
  const count = (outcome: Outcome) => calls.filter((call) => call.outcome === outcome).length;
  return {
    calls: calls.length,
    outcomes: Object.fromEntries(OUTCOMES.map((outcome) => [outcome, count(outcome)])) as Record<Outcome, number>,
    atFirstAttempt: calls.filter(({ outcome, attempts }) => outcome === "delivered" && attempts.length === 1).length,
    asAssumed: calls.filter(({ outcome, resentAsAssumed }) => outcome === "delivered" && resentAsAssumed).length,
    attempts: calls.reduce((sum, { attempts }) => sum + attempts.length, 0),
    wasted: calls.reduce((sum, { wasted }) => sum + wasted, 0),
    longestWaitMs: waits.length === 0 ? null : waits.reduce((most, wait) => Math.max(most, wait), 0),
    policies: [...new Set(calls.map(({ policy }) => policy))],
  };
}
