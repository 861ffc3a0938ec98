import { createHash } from "node:crypto";
import type { TransactionFacts } from "../../core/event.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import type { Trigger } from "../../core/triggers.ts";
import { redact } from "./redact.ts";

/**
 * One charge in one state. The second key of both versions, so that two configurations, or the accounts of producer and
 * coproducer, that deliver the same fact under different ids act once (that they do is a guess of ours).
 *
 * Null for the test button, which sends the same transaction for ever.
 *
 * The number of the charge is part of it from the second on: 1.0.0 may send renewals under one transaction.
 *
 * @param native - the vendor's name of the event, which alone tells two events apart that we do not know.
 */
export function saleKey(
  { id, recurrence }: Pick<TransactionFacts, "id" | "recurrence">,
  trigger: Trigger,
  native: string,
  isTest: boolean,
): string | null {
  if (id === null || isTest) return null;
  const charge = recurrence !== null && recurrence > 1 ? `:${recurrence}` : "";
  return `tx:${id}${charge}:${trigger}${trigger === "unknown" ? `:${native}` : ""}`;
}

/** The keys that exist; when there is none, one of the body as stored, so that a repeat is still recognised. */
export function keysOf(request: InboundRequest, candidates: readonly (string | null)[]): readonly string[] {
  const keys = candidates.filter((key) => key !== null);
  return keys.length > 0 ? keys : [`body:${sha256(redact(request).body)}`];
}

export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
