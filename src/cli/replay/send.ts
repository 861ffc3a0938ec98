import { type Resent, resendOf } from "../../app/resend.ts";
import { VENDOR_ZONE } from "../../config/zone.ts";
import { EXIT_CODES, IntgError } from "../../core/errors.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import { isLoopback, withoutSecrets } from "../../core/http-url.ts";
import type { Instant } from "../../core/instant.ts";
import type { Credentials } from "../../core/secret.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import type { Context } from "../context.ts";
import { readUrl } from "../read-url.ts";
import { hearSignals } from "../stop-signal.ts";
import { resendAddress } from "./resend-address.ts";
import { isAccepted, type SendOutcome, SendReport } from "./send-report.ts";

/** One call to be sent once more. */
export interface StoredCall {
  /** Of its delivery; null where it comes from a file. */
  readonly id: string | null;
  readonly provider: ProviderAdapter;
  /** Name of the provider's account here. */
  readonly store: string;
  readonly request: InboundRequest;
  /** Null where it comes from a file. */
  readonly receivedAt: Instant | null;
  /** Its delivery is a hint: it came without a proof. */
  readonly isHint?: true | undefined;
}

export interface SendWishes {
  /** URL; a bare `http://host:port` is completed with the path of each call. */
  readonly to: string;
  readonly resign: boolean;
  /** How many calls there are, for the question before and the bar. */
  readonly total: number;
}

/** So many calls in a row that reach nobody: the next would not either. */
const MOST_UNREACHED = 3;
/** What the system says of somebody who is not there. */
const UNREACHED: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "connection timed out",
]);
/** What TLS says of somebody who cannot prove to be the one who was meant. */
const UNTRUSTED = /CERT|^ERR_(?:SSL|TLS)_|^UNABLE_TO_/;

/**
 * Sends calls over HTTP, one after the other since their order matters to receivers, and says what each was answered. All are
 * sent, whatever the answers.
 *
 * @throws INTG_CALL_REFUSED, INTG_CALL_FAILED or INTG_CREDENTIAL_MISSING, at the end, for the first call that was not taken, or
 *   for the third in a row that reached nobody, since that ends it; INTG_CONFIRMATION_NEEDED, INTG_CANCELLED, INTG_URL_INVALID
 *   before anything is sent.
 */
export async function sendStored(
  calls: readonly StoredCall[] | AsyncIterable<StoredCall>,
  wishes: SendWishes,
  context: Context,
): Promise<void> {
  const { out, texts, prompts } = context;
  const { to, total } = wishes;
  readUrl(to);
  if (total === 0) return out.say(texts("replay.empty"));
  const { hostname, host } = new URL(to);
  if (!isLoopback(hostname)) await prompts.confirm(texts("replay.send.confirm", { n: total, host }));
  const sending = new Sending(wishes, context, await SendReport.start(total, context));
  const signals = hearSignals();
  void signals.first.then(() => sending.stop());
  try {
    for await (const call of calls) {
      if (sending.isOver) break;
      await sending.send(call);
    }
  } finally {
    signals.release();
    sending.sum();
  }
  sending.end();
}

class Sending {
  readonly #wishes: SendWishes;
  readonly #context: Context;
  readonly #report: SendReport;
  readonly #credentials = new Map<string, Promise<Credentials>>();
  #problem: IntgError | undefined;
  #unreached = 0;
  #done = 0;
  #isStopped = false;
  /** Refused with the credential that it was recorded with. */
  #isOldCredential = false;

  constructor(wishes: SendWishes, context: Context, report: SendReport) {
    this.#wishes = wishes;
    this.#context = context;
    this.#report = report;
  }

  stop(): void {
    this.#isStopped = true;
  }

  /** Whether the next call is not to be sent any more. */
  get isOver(): boolean {
    return this.#isStopped || this.#unreached >= MOST_UNREACHED;
  }

  async send(call: StoredCall): Promise<void> {
    const { provider, store, request, id, receivedAt } = call;
    const { clock } = this.#context;
    const read = provider.normalize(request, { receivedAt: receivedAt ?? clock.now(), zone: VENDOR_ZONE });
    const [event] = read.ok ? read.value : [];
    const url = resendAddress(this.#wishes.to, { provider, store, request, hostLabel: event?.lead?.address.hostLabel ?? null });
    const outcome = await this.#sendTo(url, call);
    const triggers = event === undefined ? [] : [event.trigger, ...event.also];
    this.#done += 1;
    this.#report.tell({ id, provider: provider.id, store, triggers, url: withoutSecrets(url), outcome });
    this.#unreached = outcome.kind === "failed" && reachesNobody(outcome.reason) ? this.#unreached + 1 : 0;
    if (isAccepted(outcome)) return;
    const problem = errorOf(outcome, withoutSecrets(url), call);
    // What ended it all matters more than what came before.
    this.#problem = this.#unreached >= MOST_UNREACHED ? problem : (this.#problem ?? problem);
  }

  /** Adds up, also where an error ends it all. */
  sum(): void {
    this.#report.end();
  }

  /** @throws the first problem, where there was one; the last, where nobody was there any more. */
  end(): void {
    const { out, texts } = this.#context;
    const { total } = this.#wishes;
    if (this.#isOldCredential) out.say(out.styleErr.dim(texts("replay.send.try-resign")));
    const isShort = this.isOver && this.#done < total;
    if (isShort) out.warn(texts("replay.send.stopped", { done: this.#done, total }));
    if (isShort && this.#isStopped) this.#context.fail(EXIT_CODES.cancelled);
    else if (this.#problem !== undefined) throw this.#problem;
  }

  async #sendTo(url: string, call: StoredCall): Promise<SendOutcome> {
    const { provider, request, id, isHint } = call;
    const { clock } = this.#context;
    const { resign } = this.#wishes;
    const credentials = () => this.#credentialsOf(call);
    const resent = await resendOf({ provider, request, id, isHint, resign, now: clock.now(), credentials });
    return resent.ok ? this.#exchange(url, resent.value) : { kind: "unsigned", secret: resent.error.secret };
  }

  async #exchange(url: string, { request, isSigned }: Resent): Promise<SendOutcome> {
    const http = await this.#context.http();
    try {
      const { status, ms } = await http.send(url, request);
      if ((status === 401 || status === 403) && !isSigned && !this.#wishes.resign) this.#isOldCredential = true;
      return { kind: "answered", status, ms };
    } catch (error) {
      if (!(error instanceof IntgError) || error.code !== "INTG_CALL_FAILED") throw error;
      return { kind: "failed", reason: String(error.params.reason) };
    }
  }

  /** Of a home that is there; asking does not make one. */
  #credentialsOf({ provider, store }: StoredCall): Promise<Credentials> {
    const account = `${provider.id}/${store}`;
    const known = this.#credentials.get(account);
    if (known !== undefined) return known;
    const loading = this.#context.hasStore()
      ? this.#context.store().then(({ credentials }) => credentials.load(provider.id, store))
      : Promise.resolve<Credentials>(new Map());
    this.#credentials.set(account, loading);
    return loading;
  }
}

function reachesNobody(reason: string): boolean {
  return UNREACHED.has(reason) || UNTRUSTED.test(reason);
}

function errorOf(outcome: SendOutcome, url: string, { provider, store }: StoredCall): IntgError {
  switch (outcome.kind) {
    case "answered":
      return new IntgError("INTG_CALL_REFUSED", { url, status: outcome.status });
    case "failed":
      return new IntgError("INTG_CALL_FAILED", { url, reason: outcome.reason });
    case "unsigned":
      return new IntgError("INTG_CREDENTIAL_MISSING", { provider: provider.id, store, name: outcome.secret });
    default:
      return outcome satisfies never;
  }
}
