import type { DeliveredStatuses } from "../../providers/sending-policy.ts";

/** What came of one attempt. `ms` is how long the endpoint took. */
export type Answer =
  | { readonly kind: "answered"; readonly status: number; readonly ms: number }
  | { readonly kind: "too-late" }
  | { readonly kind: "no-answer"; readonly reason: string };

/**
 * Why an attempt failed. `other-success` is a 2xx that this vendor does not take for one; it and `too-late` leave open whether
 * the endpoint has taken the call.
 */
export const FAILURES = ["too-late", "no-answer", "redirect", "other-success", "refused", "server-error", "no-final-status"] as const;
export type Failure = (typeof FAILURES)[number];

/** Null for delivered. */
export function failureOf(answer: Answer, delivered: DeliveredStatuses): Failure | null {
  if (answer.kind !== "answered") return answer.kind;
  const { status } = answer;
  if (delivered === "200" ? status === 200 : isSuccess(status)) return null;
  if (isSuccess(status)) return "other-success";
  if (status >= 300 && status < 400) return "redirect";
  if (status >= 400 && status < 500) return "refused";
  return status >= 500 ? "server-error" : "no-final-status";
}

/** Whether the endpoint may have done what the call asks for although the vendor takes the attempt for failed. */
export function mayHaveTaken(failure: Failure | null): boolean {
  return failure === "too-late" || failure === "other-success";
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
