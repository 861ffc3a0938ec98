import { note } from "../../core/note.ts";
import type { Verdict } from "../contract.ts";
import { statusVerdict } from "../status-verdict.ts";
import { uncertain } from "./verdicts.ts";

/** 504, and what a CDN says when the server was reached and gave no answer in time. */
const GATEWAY_TIMEOUTS: ReadonlySet<number> = new Set([504, 524]);

/**
 * What an answer means of which only the status is understood. That the message went out is never believed for the status
 * alone: landing pages say 200 too. A time-out behind a proxy is no answer at all, and is in doubt like one.
 */
export function messageVerdict(status: number): Verdict {
  if (status >= 200 && status <= 299) return uncertain(note("whatsapp.unreadable", { status }));
  if (GATEWAY_TIMEOUTS.has(status)) return uncertain(note("whatsapp.no-answer", { status }));
  return statusVerdict(status);
}
