/** What came of one check: `warned` is worth mending and fails nothing, `skipped` could not be judged. */
export const CHECK_VERDICTS = ["passed", "failed", "warned", "skipped"] as const;
export type CheckVerdict = (typeof CHECK_VERDICTS)[number];

/** One thing that was looked at, in words: what `conform`, `expect` and `rule test` report, and CI systems read. */
export interface CheckResult {
  /** Stable, `lead.current`; unique within its suite. */
  readonly id: string;
  readonly title: string;
  readonly verdict: CheckVerdict;
  /** What was found, and what to do about it: a line each. */
  readonly details: readonly string[];
  /** How long it took, where that means something. */
  readonly ms?: number;
}

export function hasFailed(results: readonly CheckResult[]): boolean {
  return results.some(({ verdict }) => verdict === "failed");
}
