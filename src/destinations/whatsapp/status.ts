import { note } from "../../core/note.ts";
import type { Verdict } from "../contract.ts";
import { statusVerdict } from "../status-verdict.ts";
import { uncertain } from "./verdicts.ts";

/** What a proxy or a CDN says when the server was reached and its answer was lost, was none, or did not come in time. */
const GATEWAY_FAULTS: ReadonlySet<number> = new Set([502, 504, 520, 524]);

/**
 * What an answer means of which only the status is understood. That the message went out is never believed for the status
 * alone: landing pages say 200 too. An answer that was lost behind a proxy is in doubt like one that was lost on the way to us.
 */
export function messageVerdict(status: number): Verdict {
  if (status >= 200 && status <= 299) return uncertain(note("whatsapp.unreadable", { status }));
  if (GATEWAY_FAULTS.has(status)) return uncertain(note("whatsapp.no-answer", { status }));
  return statusVerdict(status);
}
