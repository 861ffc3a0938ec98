import { ERROR_CODES, IntgError } from "../../core/errors.ts";
import { retryAfterMs } from "../../core/retry-after.ts";
import type { ProviderAdapter, VendorQuestion } from "../../providers/contract.ts";
import type { SalesHistory } from "../../providers/vendor-api.ts";
import { type AskedReply, ask } from "../ask-vendor.ts";
import type { Clock, HttpClient } from "../ports.ts";
import { TokenBucket } from "../token-bucket.ts";
import { vendorFailed } from "../try-credentials.ts";

/** What asking needs of the world. */
export interface AskerWorld {
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly sleep: (ms: number) => Promise<void>;
  /** Aborted by Ctrl-C: what waits then ends at once. */
  readonly stop: AbortSignal;
  /** Told before each wait that a person would notice. @param reason - a status, or why it could not be reached. */
  readonly onWait: (ms: number, reason: string) => void;
}

/** Waits before the second attempt and those after it, where the vendor does not say how long. */
const WAITS_MS = [1_000, 2_000, 5_000, 15_000] as const;
/** Nobody sits before a terminal for longer; whoever is asked to is told so. */
const LONGEST_WAIT_MS = 10 * 60_000;
/** How often the pace is looked at while it is used up. */
const PACE_LOOK_MS = 100;

/** Asks many questions one after the other: at the vendor's pace, again where it fails, and never longer than anybody waits. */
export class Asker {
  readonly #provider: ProviderAdapter;
  readonly #history: SalesHistory;
  readonly #world: AskerWorld;
  readonly #bucket: TokenBucket | null;

  constructor(provider: ProviderAdapter, history: SalesHistory, world: AskerWorld) {
    this.#provider = provider;
    this.#history = history;
    this.#world = world;
    const { pace } = history;
    this.#bucket = pace === null ? null : new TokenBucket(pace.calls, pace.perMs, world.clock.monotonicMs());
  }

  /**
   * @param isUsable - of a reply of 200: whether it can be read; what was cut off on its way is asked for again.
   * @returns a reply that no further attempt would change.
   * @throws INTG_CALL_FAILED, INTG_VENDOR_FAILED when the attempts are used up, INTG_CANCELLED.
   */
  async ask(question: VendorQuestion, isUsable: (reply: AskedReply) => boolean = () => true): Promise<AskedReply> {
    for (let attempt = 0; ; attempt += 1) {
      await this.#pace();
      const outcome = await this.#once(question);
      const isAnswer = !(outcome instanceof IntgError);
      if (isAnswer && !isPassing(outcome.status) && (outcome.status !== 200 || isUsable(outcome))) return outcome;
      const failure = isAnswer ? vendorFailed(this.#provider.title, question.url, outcome) : outcome;
      const waitMs = this.#waitAfter(attempt, isAnswer ? outcome : null);
      if (waitMs === null) throw failure;
      this.#world.onWait(waitMs, isAnswer ? String(outcome.status) : String(outcome.params.reason));
      await this.#sleep(waitMs);
    }
  }

  /** @returns the error of a call that could not be made; anything else is our bug, or Ctrl-C. */
  async #once(question: VendorQuestion): Promise<AskedReply | IntgError> {
    const { http, stop } = this.#world;
    try {
      return await untilStopped(ask(question, http, { timeoutMs: this.#history.timeoutMs, stop }), stop);
    } catch (error) {
      if (error instanceof IntgError && ERROR_CODES[error.code] === "dispatch") return error;
      throw error;
    }
  }

  /** What the vendor asks for counts; a wait too long for anybody is none, and neither is one after the last attempt. */
  #waitAfter(attempt: number, reply: AskedReply | null): number | null {
    const usualMs = WAITS_MS[attempt];
    if (usualMs === undefined) return null;
    const waitMs = Math.max(usualMs, reply === null ? 0 : askedWaitMs(reply, this.#world.clock.now()));
    return waitMs > LONGEST_WAIT_MS ? null : waitMs;
  }

  async #pace(): Promise<void> {
    const { clock } = this.#world;
    while (this.#bucket?.take(clock.monotonicMs()) === false) await this.#sleep(PACE_LOOK_MS);
    if (this.#world.stop.aborted) throw new IntgError("INTG_CANCELLED");
  }

  async #sleep(ms: number): Promise<void> {
    await untilStopped(this.#world.sleep(ms), this.#world.stop);
  }
}

/** What may be different at the next attempt. */
function isPassing(status: number): boolean {
  return status === 408 || status === 423 || status === 429 || (status >= 500 && status !== 501);
}

/** `Retry-After`, else `RateLimit-Reset`, which is in seconds too (Hotmart, official); 0 without either. */
function askedWaitMs({ headers }: AskedReply, now: string): number {
  const header = (name: string) => headers.find(([key]) => key.toLowerCase() === name)?.[1];
  return retryAfterMs(header("retry-after"), now) ?? retryAfterMs(header("ratelimit-reset"), now) ?? 0;
}

/** Ends with the work, or at once when it is stopped; the work's own end is nobody's then. */
async function untilStopped<T>(work: Promise<T>, stop: AbortSignal): Promise<T> {
  const ended = new AbortController();
  const stopped = new Promise<never>((_, reject) => {
    const cancel = () => reject(new IntgError("INTG_CANCELLED"));
    if (stop.aborted) cancel();
    else stop.addEventListener("abort", cancel, { signal: ended.signal });
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, stopped]);
  } catch (error) {
    // Whatever the work itself made of being stopped.
    throw stop.aborted ? new IntgError("INTG_CANCELLED") : error;
  } finally {
    ended.abort();
  }
}
