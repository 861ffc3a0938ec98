import { type KnownWords, outlineOf, shownWord } from "../core/call-outline.ts";
import type { InboundRequest } from "../core/http-message.ts";
import type { Instant } from "../core/instant.ts";
import type { Note } from "../core/note.ts";
import { redactText } from "../core/redact-text.ts";
import type { Refusal } from "../core/refusal.ts";
import type { ProviderAdapter, RejectionCode } from "../providers/contract.ts";
import { findProvider } from "../providers/index.ts";
import type { CredentialCache } from "./credential-cache.ts";
import { diagnose, type RefusedCall } from "./diagnose.ts";
import { openWorld, secretsIn } from "./diagnosis-world.ts";
import type { Outcome } from "./intake.ts";
import type { Clock, Ids, Store } from "./ports.ts";
import { TokenBucket } from "./token-bucket.ts";

export interface RefusalDeskParts {
  readonly store: Pick<Store, "accounts" | "credentials" | "refusals">;
  readonly credentials: CredentialCache;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Calls that are being answered now. */
  readonly underWay: () => number;
  /** Runs what waits for no time once the event loop has been round, `setImmediate`: answers go out first. */
  readonly endOfTurn: (work: () => void) => void;
  /** What was found out about a call that `take` took. Null when nothing was, since the process ends. */
  readonly onLookedInto: (outcome: Outcome, refusal: DiagnosedRefusal | null) => void;
}

export interface DiagnosedRefusal {
  readonly refusal: Refusal;
  /** Whether it can be read again later; of many at once only some are. */
  readonly isKept: boolean;
}

interface Waiting {
  readonly outcome: Outcome;
  readonly code: RejectionCode;
  readonly request: InboundRequest;
  readonly at: Instant;
}

/** Anybody can cause refusals, so what one costs is bounded in number, in time and on disk. */
const MOST_AT_ONCE = 5;
/** Of a flood one a second: more would be felt by those whose calls are genuine. */
const AT_ONCE_AGAIN_MS = 5_000;
const MOST_KEPT_A_MINUTE = 20;
const MOST_WAITING = 8;
/** While so many calls are being answered, nobody's mistakes are looked into. */
const MOST_UNDER_WAY = 16;
/** Computing time for one call, and how much of it in one turn of the event loop. */
const MOST_MS = 50;
const MOST_MS_A_TURN = 3;

/** Where refused calls are looked into, after they were answered: which known mistake would have made them verify. */
export class RefusalDesk {
  readonly #parts: RefusalDeskParts;
  readonly #diagnoses: TokenBucket;
  readonly #kept: TokenBucket;
  readonly #waiting: Waiting[] = [];
  #working: Promise<void> | null = null;
  #isStopped = false;
  /** Refused and not kept since the last one that was. */
  #leftOut = 0;

  constructor(parts: RefusalDeskParts) {
    const nowMs = parts.clock.monotonicMs();
    this.#parts = parts;
    this.#diagnoses = new TokenBucket(MOST_AT_ONCE, AT_ONCE_AGAIN_MS, nowMs);
    this.#kept = new TokenBucket(MOST_KEPT_A_MINUTE, 60_000, nowMs);
  }

  /**
   * Takes a refused call to be looked into later. Does next to nothing now: the caller has no answer yet.
   *
   * @returns false when it is left out: too many came, or too many calls wait for their answers.
   */
  take(outcome: Outcome, code: RejectionCode, request: InboundRequest): boolean {
    const { clock, underWay, endOfTurn } = this.#parts;
    const hasRoom = !this.#isStopped && this.#waiting.length < MOST_WAITING && underWay() <= MOST_UNDER_WAY;
    if (!hasRoom || !this.#diagnoses.take(clock.monotonicMs())) {
      this.#leftOut += 1;
      return false;
    }
    this.#waiting.push({ outcome, code, request, at: clock.now() });
    this.#working ??= new Promise((done) => endOfTurn(() => void this.#workOff().finally(done)));
    return true;
  }

  /** Looks into what waits, then rests. */
  async drain(): Promise<void> {
    await this.#working;
    this.#isStopped = true;
  }

  /** Rests at once; of what waits nothing more is found out. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#working;
  }

  async #workOff(): Promise<void> {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      const found = this.#isStopped ? null : await this.#lookInto(next).catch(() => null);
      if (found === null) this.#leftOut += 1;
      this.#parts.onLookedInto(next.outcome, found);
    }
    this.#working = null;
  }

  async #lookInto(waiting: Waiting): Promise<DiagnosedRefusal | null> {
    const { outcome, code, request, at } = waiting;
    const provider = findProvider(outcome.provider);
    if (provider === undefined) return null;
    const credentials = await this.#parts.credentials.of(provider.id, outcome.store);
    const call: RefusedCall = { provider, store: outcome.store, request, code, credentials, at };
    const world = await openWorld(call, this.#parts, this.#patience());
    const mistake = await diagnose(call, world);
    const names = credentials.size === 0 ? [] : [outcome.store];
    const refusal = await this.#describe(waiting, provider, mistake, { secrets: await secretsIn(call, world), names });
    return { refusal, isKept: await this.#keep(refusal) };
  }

  async #describe({ outcome, code, request, at }: Waiting, provider: ProviderAdapter, mistake: Note, known: KnownWords): Promise<Refusal> {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", Uint8Array.from(request.body)));
    return {
      id: this.#parts.ids.next("ref"),
      at,
      provider: provider.id,
      // A part of the path: whoever calls chooses it.
      store: shownWord(outcome.store, known),
      status: outcome.status,
      code,
      mistake: withoutSecrets(mistake, known),
      ...outlineOf(request, known),
      bodySha256: [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join(""),
      leftOut: this.#leftOut,
    };
  }

  async #keep(refusal: Refusal): Promise<boolean> {
    const isKept =
      this.#kept.take(this.#parts.clock.monotonicMs()) &&
      (await this.#parts.store.refusals.add(refusal).then(
        () => true,
        () => false,
      ));
    this.#leftOut = isKept ? this.#leftOut - refusal.leftOut : this.#leftOut + 1;
    return isKept;
  }

  /** Asked between two tries: gives the event loop its turn, and says no when the call has cost its share. */
  #patience(): () => Promise<boolean> {
    const { clock, endOfTurn } = this.#parts;
    let spentMs = 0;
    let startedMs = clock.monotonicMs();
    return async () => {
      const turnMs = clock.monotonicMs() - startedMs;
      if (turnMs < MOST_MS_A_TURN) return !this.#isStopped;
      spentMs += turnMs;
      await new Promise<void>((done) => endOfTurn(done));
      startedMs = clock.monotonicMs();
      return !this.#isStopped && spentMs < MOST_MS;
    };
  }
}

/** The name of the field or header that somebody chose may be the secret itself. */
function withoutSecrets({ code, params }: Note, { secrets }: KnownWords): Note {
  const { name } = params;
  return { code, params: typeof name === "string" ? { ...params, name: redactText(name, secrets, null) } : params };
}
