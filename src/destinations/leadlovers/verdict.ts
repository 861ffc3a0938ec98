import { note } from "../../core/note.ts";
import type { DestinationAccount, Intent, OutboundResponse, Verdict } from "../contract.ts";
import { type Failure, isNotFound, isUnauthorized, readAnswer } from "./answer.ts";
import { settleMs } from "./settings.ts";

/** 504, and what leadlovers' CDN says when its server was reached and gave no answer in time. */
const GATEWAY_TIMEOUTS: ReadonlySet<number> = new Set([504, 524]);

/**
 * @param account - for how long an insert takes to be known; without it the default counts.
 */
export function readResponse(response: OutboundResponse, intent: Intent, account?: DestinationAccount): Verdict {
  const answer = readAnswer(response);
  switch (answer.kind) {
    case "success":
      return isInsert(intent) ? { kind: "delivered", settleMs: settleMs(account) } : { kind: "delivered" };
    case "unclear":
      return { kind: "uncertain", reason: note("leadlovers.unclear", { status: response.status }) };
    case "failure":
      return verdictOn(answer.failure, intent);
    default:
      return answer satisfies never;
  }
}

function verdictOn(failure: Failure, intent: Intent): Verdict {
  const shown = { status: failure.http, code: failure.code ?? "none" };
  if (isInsert(intent) && GATEWAY_TIMEOUTS.has(failure.http)) return { kind: "uncertain", reason: note("leadlovers.no-answer", shown) };
  if (isTransient(failure.http)) return { kind: "retry", reason: note("leadlovers.later", shown) };
  if (isUnauthorized(failure)) {
    return { kind: "refused", reason: note("leadlovers.unauthorized", shown), isUnwelcome: true };
  }
  if (!isNotFound(failure)) return { kind: "refused", reason: note("leadlovers.refused", shown) };
  // A tag may come before its lead, which is still queued. What finds nobody to take away from would only hold up what follows.
  return intent.action === "tag.add"
    ? { kind: "retry", reason: note("leadlovers.not-found-yet", shown) }
    : { kind: "refused", reason: note("leadlovers.not-found", shown) };
}

/**
 * Of the HTTP status only: what says 2xx and fails in its body was taken in by leadlovers, and an insert that got a 2xx is never
 * repeated unasked.
 */
function isTransient(status: number): boolean {
  return status === 408 || status === 423 || status === 429 || (status >= 500 && status !== 501);
}

function isInsert(intent: Intent): boolean {
  return intent.action === "sequence.add";
}
