import { createHash } from "node:crypto";
import type { InboundRequest } from "../../core/http-message.ts";
import type { Trigger } from "../../core/triggers.ts";
import { redact } from "./redact.ts";

/**
 * One charge in one state. The second key of both versions, so that two configurations, or the accounts of producer and
 * coproducer, that deliver the same fact under different ids act once (that they do is a guess of ours).
 *
 * Null for the test button, which sends the same transaction for ever.
 *
 * @param native - the vendor's name of the event, which alone tells two events apart that we do not know.
 */
export function saleKey(transaction: string | null, trigger: Trigger, native: string, isTest: boolean): string | null {
  if (transaction === null || isTest) return null;
  return `tx:${transaction}:${trigger}${trigger === "unknown" ? `:${native}` : ""}`;
}

/** The keys that exist; when there is none, one of the body as stored, so that a repeat is still recognised. */
export function keysOf(request: InboundRequest, candidates: readonly (string | null)[]): readonly string[] {
  const keys = candidates.filter((key) => key !== null);
  return keys.length > 0 ? keys : [`body:${sha256(redact(request).body)}`];
}

export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
