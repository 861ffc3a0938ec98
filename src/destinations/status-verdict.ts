import { note } from "../core/note.ts";
import type { Verdict } from "./contract.ts";

/**
 * What an answer means where only its status counts (RFC 9110, and Standard Webhooks for 410).
 *
 * Redirects are failures: following one would send buyer data, and signatures, to an address that nobody allowed. 501 is the
 * one server error that time does not mend. An informational status is no answer at all.
 */
export function statusVerdict(status: number): Verdict {
  if (status >= 200 && status <= 299) return { kind: "delivered" };
  if (status === 410) return { kind: "gone", reason: note("answer.gone") };
  if (isTemporary(status)) return { kind: "retry", reason: note("answer.later", { status }) };
  if (status <= 399) return { kind: "refused", reason: note("answer.redirect", { status }) };
  if (status === 401 || status === 403) return { kind: "refused", reason: note("answer.no-entry", { status }) };
  if (status === 404) return { kind: "refused", reason: note("answer.not-found") };
  return { kind: "refused", reason: note("answer.refused", { status }) };
}

function isTemporary(status: number): boolean {
  return status < 200 || [408, 423, 425, 429].includes(status) || (status >= 500 && status !== 501);
}
