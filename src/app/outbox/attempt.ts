import { MAX_ATTEMPTS, nextAttemptAt } from "../../core/backoff.ts";
import type { Attempt, Dispatch } from "../../core/dispatch.ts";
import { instantAfter } from "../../core/instant.ts";
import { type Note, note } from "../../core/note.ts";
import type { Random } from "../../core/random.ts";
import { redactText } from "../../core/redact-text.ts";
import { retryAfterMs } from "../../core/retry-after.ts";
import type { Credentials } from "../../core/secret.ts";
import type { Destination, DestinationAccount, Intent, OutboundResponse, Verdict } from "../../destinations/contract.ts";
import type { Carrier, Configuration } from "../configuration.ts";
import type { CredentialCache } from "../credential-cache.ts";
import { accountOf, sendOptionsOf } from "../destinations/account.ts";
import {
  type ClaimedDispatch,
  type Clock,
  DESTINATION_SECRETS,
  type DispatchOutcome,
  type Sender,
  type SendResult,
  type Store,
} from "../ports.ts";
import { intentOf } from "./intent.ts";

/** A message that is so late is an embarrassment: "your boleto is due tomorrow". The operator may send it all the same. */
export const STALE_MESSAGE_MS = 72 * 3_600_000;
/** Statuses that say that it is we who are not welcome, whatever we ask for. */
const UNWELCOME: ReadonlySet<number> = new Set([401, 402, 403]);
/** A destination that takes requests into a queue of its own does not know of one at once: asked too early, it says no and gets it twice. */
const CONFIRM_AFTER_MS = 30_000;
const RESPONSE_CHARACTERS = 2048;
/** Read, redacted, then cut: half a secret would not be found. */
const RESPONSE_BYTES = 16 * 1024;

export interface AttemptParts {
  readonly store: Pick<Store, "events" | "contacts">;
  readonly credentials: CredentialCache;
  readonly sender: () => Promise<Sender>;
  readonly clock: Clock;
  readonly random: Random;
}

/** What came of one attempt, and whether the destination wants to hear no more. */
export interface Attempted {
  readonly outcome: DispatchOutcome;
  /** Why the destination is to be disabled; null where it is not. */
  readonly gone: Note | null;
}

/** What an attempt found out, before it is written as an outcome. */
type Finding =
  | { readonly kind: "sent"; readonly settleMs: number; readonly together: readonly string[] }
  | { readonly kind: "again"; readonly reason: Note; readonly isUncertain: boolean; readonly retryAfterMs: number | null }
  | { readonly kind: "dead"; readonly reason: Note }
  | { readonly kind: "gone"; readonly reason: Note };

interface Answered {
  readonly finding: Finding;
  /** Null when nothing was sent, and so nothing was tried. */
  readonly tried: { readonly ms: number; readonly status: number | null; readonly response: string | null } | null;
  readonly health: "ok" | "failed" | null;
}

/** Tries to send one dispatch. Whatever the world does is an outcome; only our own faults are thrown. */
export async function attempt(
  claimed: ClaimedDispatch,
  carrier: Carrier,
  configuration: Configuration,
  parts: AttemptParts,
): Promise<Attempted> {
  const { dispatch } = claimed;
  const answered = await answer(claimed, carrier, configuration, parts);
  const at = parts.clock.now();
  const outcome = outcomeOf(dispatch, answered, at, parts.random);
  return { outcome, gone: answered.finding.kind === "gone" ? answered.finding.reason : null };
}

async function answer(
  { dispatch, next }: ClaimedDispatch,
  carrier: Carrier,
  configuration: Configuration,
  parts: AttemptParts,
): Promise<Answered> {
  const now = parts.clock.now();
  if (dispatch.action === "notify" && dispatch.attempts === 1 && Date.parse(now) - Date.parse(dispatch.dueAt) > STALE_MESSAGE_MS) {
    return untried(note("dispatch.too-late", { due: dispatch.dueAt }));
  }
  const read = await intentOf(dispatch, carrier, configuration, parts.store);
  if (!read.ok) return untried(read.error);
  const intent = read.value;
  const { kind, registered } = carrier;
  const secrets = await parts.credentials.of(DESTINATION_SECRETS, registered.name);
  const account = accountOf(registered, kind, secrets, now);
  const problem = kind.problem?.(account) ?? null;
  if (problem !== null) return untried(problem);
  const call = { kind, account, secrets, intent, options: sendOptionsOf(registered), sender: await parts.sender() };
  if (dispatch.isUncertain) {
    const doubt = await clearUp(call);
    if (doubt !== null) return doubt;
  }
  // Workers that were killed have used them up.
  if (dispatch.attempts > MAX_ATTEMPTS) return untried(note("dispatch.gave-up", { n: MAX_ATTEMPTS }));
  const companion = next === null || kind.joins === undefined ? undefined : await joined(call, next, carrier, configuration, parts);
  const request = kind.buildRequest(companion === undefined ? [intent] : [intent, companion], account);
  if (!request.ok) return untried(request.error);
  const result = await call.sender.send(request.value, call.options);
  const answered = readResult(result, call, now);
  return answered.finding.kind === "sent" && companion !== undefined
    ? { ...answered, finding: { ...answered.finding, together: [companion.id] } }
    : answered;
}

interface Call {
  readonly kind: Destination;
  readonly account: DestinationAccount;
  readonly secrets: Credentials;
  readonly intent: Intent;
  readonly options: { readonly allowsPrivate: boolean };
  readonly sender: Sender;
}

/** An earlier attempt may have worked. @returns what is known now, or null when it is to be sent. */
async function clearUp({ kind, intent, account, secrets, sender, options }: Call): Promise<Answered | null> {
  const doubt = kind.doubt(intent);
  if (doubt === "repeat") return null;
  if (doubt === "never" || kind.confirm === undefined) return untried(note("dispatch.uncertain"));
  const result = await sender.send(kind.confirm.request(intent, account), options);
  // While the question is not answered the doubt stays, whether or not the question got anywhere.
  const unanswered = { kind: "again", isUncertain: true } as const;
  switch (result.kind) {
    case "forbidden":
      return untried(result.reason);
    case "failed": {
      const tried = { ms: result.ms, status: null, response: null };
      return { finding: { ...unanswered, reason: result.reason, retryAfterMs: null }, tried, health: "failed" };
    }
    case "answered": {
      const worked = kind.confirm.read(responseOf(result), intent);
      if (worked === false) return null;
      const tried = triedOf(result, { intent, secrets });
      if (worked === true) return { finding: { kind: "sent", settleMs: 0, together: [] }, tried, health: "ok" };
      const reason = note("dispatch.unconfirmed");
      return { finding: { ...unanswered, reason, retryAfterMs: waitAskedFor(result, account.now) }, tried, health: null };
    }
    default:
      return result satisfies never;
  }
}

async function joined(
  { kind, intent }: Call,
  next: Dispatch,
  carrier: Carrier,
  configuration: Configuration,
  parts: AttemptParts,
): Promise<Intent | undefined> {
  const other = await intentOf(next, carrier, configuration, parts.store);
  return other.ok && kind.joins?.(intent, other.value) === true ? other.value : undefined;
}

function readResult(result: SendResult, call: Call, now: string): Answered {
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

function waitAskedFor({ headers }: SendResult & { kind: "answered" }, now: string): number | null {
  return retryAfterMs(headers.find(([name]) => name.toLowerCase() === "retry-after")?.[1], now);
}

/** Nobody told us whether it worked. */
function inDoubt(reason: Note, mayHaveWorked: boolean, { kind, intent }: Pick<Call, "kind" | "intent">): Finding {
  const doubt = mayHaveWorked ? kind.doubt(intent) : "repeat";
  if (doubt === "never") return { kind: "dead", reason: note("dispatch.uncertain") };
  return { kind: "again", reason, isUncertain: doubt === "ask", retryAfterMs: null };
}

/** A refusal with a reason says that the destination works; that it does not know us says that nothing else will work either. */
function healthOf(verdict: Verdict, status: number): "ok" | "failed" | null {
  if (verdict.kind === "delivered") return "ok";
  if (verdict.kind === "refused") return UNWELCOME.has(status) ? "failed" : "ok";
  return verdict.kind === "gone" ? null : "failed";
}

function untried(reason: Note): Answered {
  return { finding: { kind: "dead", reason }, tried: null, health: null };
}

function responseOf({ status, headers, body }: SendResult & { kind: "answered" }): OutboundResponse {
  return { status, headers, body };
}

function triedOf({ ms, status, body }: SendResult & { kind: "answered" }, { intent, secrets }: Pick<Call, "intent" | "secrets">) {
  const values = [...secrets.values()].flat().map((secret) => secret.reveal());
  const snippet = () => redactText(new TextDecoder().decode(body.subarray(0, RESPONSE_BYTES)), values, intent.person);
  return {
    ms,
    status,
    response:
      body.length === 0 || (status >= 200 && status < 300 && body.length > RESPONSE_BYTES) ? null : snippet().slice(0, RESPONSE_CHARACTERS),
  };
}

function outcomeOf(dispatch: Dispatch, { finding, tried, health }: Answered, at: string, random: Random): DispatchOutcome {
  const made: Attempt | null =
    tried === null ? null : { ...tried, number: dispatch.attempts, at, reason: finding.kind === "sent" ? null : finding.reason };
  const base = {
    id: dispatch.id,
    destination: dispatch.destination ?? "",
    lease: dispatch.nextAt,
    at,
    nextAt: at,
    isUncertain: false,
    attempt: made,
    health,
    settledAt: null,
    together: [],
  };
  switch (finding.kind) {
    case "sent":
      return {
        ...base,
        state: "sent",
        reason: null,
        settledAt: finding.settleMs > 0 ? instantAfter(at, finding.settleMs) : null,
        together: finding.together,
      };
    case "gone":
      return { ...base, state: "queued", reason: finding.reason };
    case "dead":
      return { ...base, state: "dead", reason: finding.reason };
    case "again": {
      const nextAt = nextAttemptAt({ attemptsMade: dispatch.attempts, now: at, random, retryAfterMs: finding.retryAfterMs });
      if (nextAt === null) return { ...base, state: "dead", reason: note("dispatch.gave-up", { n: MAX_ATTEMPTS }) };
      const settled = instantAfter(at, CONFIRM_AFTER_MS);
      const isTooEarly = finding.isUncertain && nextAt < settled;
      return { ...base, state: "queued", nextAt: isTooEarly ? settled : nextAt, reason: finding.reason, isUncertain: finding.isUncertain };
    }
    default:
      return finding satisfies never;
  }
}
