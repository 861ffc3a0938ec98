import { acceptedValues, type Credentials } from "../../core/secret.ts";
import type { AnswersCheck, CallCheck, ConformanceCall, ConformanceCheck, UnseenCheck } from "../../providers/conformance.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import { type BenchWishes, createBench } from "./bench.ts";

export type PlannedCheck =
  | { readonly kind: "calls"; readonly check: CallCheck; readonly calls: readonly ConformanceCall[] }
  /** Nobody gave the secret that its calls are signed with. */
  | { readonly kind: "no-secret"; readonly check: CallCheck; readonly name: string }
  | { readonly kind: "answers"; readonly check: AnswersCheck }
  | { readonly kind: "unseen"; readonly check: UnseenCheck };

/** What a run does, in order. The same seed plans the same calls. */
export interface CheckPlan {
  readonly checks: readonly PlannedCheck[];
  /** Calls for the sake of their answers, where only checks are wanted that make none. */
  readonly beforehand: readonly ConformanceCall[];
  /** How many calls it makes at most. */
  readonly size: number;
}

/** Kinds of checks that look at the answers to others' calls. */
const LOOKS: readonly ConformanceCheck["kind"][] = ["no-redirect", "in-time", "no-error-inside"];

/** @param only - ids of the checks to run; all when empty. */
export function planChecks(provider: ProviderAdapter, credentials: Credentials, wishes: BenchWishes, only: readonly string[]): CheckPlan {
  const planned = (check: ConformanceCheck): PlannedCheck => {
    if (check.kind === "unseen") return { kind: "unseen", check };
    if (check.kind !== "calls") return { kind: "answers", check };
    const { credential } = check;
    if (credential !== undefined && acceptedValues(credentials, credential).length === 0)
      return { kind: "no-secret", check, name: credential };
    return { kind: "calls", check, calls: check.calls(createBench(provider, credentials, check.id, wishes)) };
  };
  const checks = provider.conformance.filter(({ id }) => only.length === 0 || only.includes(id)).map(planned);
  const looksOnly = callsOf(checks).length === 0 && checks.some(({ check }) => LOOKS.includes(check.kind));
  const first = looksOnly ? provider.conformance.map(planned).find(({ kind }) => kind === "calls") : undefined;
  const beforehand = first === undefined ? [] : callsOf([first]);
  return { checks, beforehand, size: callsOf(checks).length + beforehand.length };
}

function callsOf(checks: readonly PlannedCheck[]): readonly ConformanceCall[] {
  return checks.flatMap((planned) => (planned.kind === "calls" ? planned.calls : []));
}
