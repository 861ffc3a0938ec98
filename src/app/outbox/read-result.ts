import { type Note, note } from "../../core/note.ts";
import { redactText } from "../../core/redact-text.ts";
import { retryAfterMs } from "../../core/retry-after.ts";
import type { Credentials } from "../../core/secret.ts";
import type { Destination, DestinationAccount, Intent, OutboundResponse, Verdict } from "../../destinations/contract.ts";
import type { SendResult } from "../ports.ts";
import { type Answered, type Finding, untried } from "./finding.ts";

/** Statuses that say that it is we who are not welcome, whatever we ask for. */
const UNWELCOME: ReadonlySet<number> = new Set([401, 402, 403]);
/** And these, that it cannot take anything now. */
const BUSY: ReadonlySet<number> = new Set([408, 425, 429]);
const RESPONSE_CHARACTERS = 2048;
/** Read, redacted, then cut: half a secret would not be found. */
const RESPONSE_BYTES = 16 * 1024;

/** What a request was made of, by which its answer is read. */
export interface Call {
  readonly kind: Destination;
  readonly account: DestinationAccount;
  readonly secrets: Credentials;
  readonly intent: Intent;
}

/** What came of a request. */
export function readResult(result: SendResult, call: Call, now: string): Answered {
  switch (result.kind) {
    case "forbidden":
      return untried(result.reason);
    case "failed": {
      const tried = { ms: result.ms, status: null, response: null };
      return { finding: inDoubt(result.reason, result.isSent, call), tried, health: "failed" };
    }
    case "answered": {
      const verdict = call.kind.readResponse(responseOf(result), call.intent, call.account);
      const finding = findingOf(verdict, result, call, now);
      // Of what worked no answer is kept, and so none is redacted.
      const tried = finding.kind === "sent" ? { ms: result.ms, status: result.status, response: null } : triedOf(result, call);
      return { finding, tried, health: healthOf(verdict, result.status) };
    }
    default:
      return result satisfies never;
  }
}

function findingOf(verdict: Verdict, result: SendResult & { kind: "answered" }, call: Call, now: string): Finding {
  switch (verdict.kind) {
    case "delivered":
      return { kind: "sent", settleMs: verdict.settleMs ?? 0, together: [] };
    case "refused":
      return { kind: "dead", reason: verdict.reason };
    case "gone":
      return { kind: "gone", reason: verdict.reason };
    case "uncertain":
      return inDoubt(verdict.reason, true, call);
    case "retry":
      return { kind: "again", reason: verdict.reason, isUncertain: false, retryAfterMs: waitAskedFor(result, now) };
    default:
      return verdict satisfies never;
  }
}

/** How long the destination asks to be left alone; null when it does not say. */
export function waitAskedFor({ headers }: SendResult & { kind: "answered" }, now: string): number | null {
  return retryAfterMs(headers.find(([name]) => name.toLowerCase() === "retry-after")?.[1], now);
}

/** Nobody told us whether it worked. */
function inDoubt(reason: Note, mayHaveWorked: boolean, { kind, intent }: Pick<Call, "kind" | "intent">): Finding {
  const doubt = mayHaveWorked ? kind.doubt(intent) : "repeat";
  if (doubt === "never") return { kind: "dead", reason: note("dispatch.uncertain") };
  return { kind: "again", reason, isUncertain: doubt === "ask", retryAfterMs: null };
}

/**
 * A refusal with a reason says that the destination works, and so does "not yet" about one person. That it does not know us, or
 * has too much to do, says that nothing else will work either.
 */
function healthOf(verdict: Verdict, status: number): "ok" | "failed" | null {
  switch (verdict.kind) {
    case "delivered":
      return "ok";
    case "refused":
      return verdict.isUnwelcome === true || UNWELCOME.has(status) ? "failed" : "ok";
    case "retry":
      return status < 500 && !UNWELCOME.has(status) && !BUSY.has(status) ? "ok" : "failed";
    case "uncertain":
      return "failed";
    case "gone":
      return null;
    default:
      return verdict satisfies never;
  }
}

export function responseOf({ status, headers, body }: SendResult & { kind: "answered" }): OutboundResponse {
  return { status, headers, body };
}

/** An attempt to be kept: with the beginning of the answer, without secrets and personal data. */
export function triedOf({ ms, status, body }: SendResult & { kind: "answered" }, { intent, secrets }: Pick<Call, "intent" | "secrets">) {
  if (body.length === 0) return { ms, status, response: null };
  const values = [...secrets.values()].flat().map((secret) => secret.reveal());
  const { buyer, lead } = intent.event;
  // The event may name another person than the one it is about, and a lead's message names anybody.
  const hidden = lead?.message == null ? values : [...values, lead.message];
  const text = redactText(new TextDecoder().decode(body.subarray(0, RESPONSE_BYTES)), hidden, intent.person);
  return { ms, status, response: redactText(redactText(text, [], buyer), [], { phone: buyer.phoneRaw }).slice(0, RESPONSE_CHARACTERS) };
}
