import { MAX_ATTEMPTS } from "../../core/backoff.ts";
import type { Dispatch } from "../../core/dispatch.ts";
import { note } from "../../core/note.ts";
import type { Random } from "../../core/random.ts";
import type { Intent } from "../../destinations/contract.ts";
import type { Carrier, Configuration } from "../configuration.ts";
import type { CredentialCache } from "../credential-cache.ts";
import { accountOf, sendOptionsOf } from "../destinations/account.ts";
import {
  type ClaimedDispatch,
  type Clock,
  DESTINATION_SECRETS,
  type DispatchOutcome,
  type Sender,
  type SendOptions,
  type Store,
} from "../ports.ts";
import { type Answered, outcomeOf, untried } from "./finding.ts";
import { intentOf } from "./intent.ts";
import { type Call, readResult, responseOf, triedOf, waitAskedFor } from "./read-result.ts";

/** A message that is so late is an embarrassment: "your boleto is due tomorrow". The operator may send it all the same. */
export const STALE_MESSAGE_MS = 72 * 3_600_000;

export interface AttemptParts {
  readonly store: Pick<Store, "events" | "contacts">;
  readonly credentials: CredentialCache;
  readonly sender: () => Promise<Sender>;
  readonly clock: Clock;
  readonly random: Random;
}

/** Tries to send one dispatch. Whatever the world does is an outcome; only our own faults are thrown. */
export async function attempt(
  claimed: ClaimedDispatch,
  carrier: Carrier,
  configuration: Configuration,
  parts: AttemptParts,
): Promise<DispatchOutcome> {
  const answered = await answer(claimed, carrier, configuration, parts);
  return outcomeOf(claimed, answered, parts.clock.now(), parts.random);
}

async function answer(
  { dispatch, next }: ClaimedDispatch,
  carrier: Carrier,
  configuration: Configuration,
  parts: AttemptParts,
): Promise<Answered> {
  const now = parts.clock.now();
  if (dispatch.action === "notify" && Date.parse(now) - Date.parse(dispatch.dueAt) > STALE_MESSAGE_MS) {
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

/** Everything that a request is made of and sent with. */
interface Sending extends Call {
  readonly options: SendOptions;
  readonly sender: Sender;
}

/** An earlier attempt may have worked. @returns what is known now, or null when it is to be sent. */
async function clearUp({ kind, intent, account, secrets, sender, options }: Sending): Promise<Answered | null> {
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
