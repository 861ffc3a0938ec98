import type { Dispatch } from "../../core/dispatch.ts";
import { ERROR_CODES, IntgError } from "../../core/errors.ts";
import { type Instant, instantAfter } from "../../core/instant.ts";
import { type Note, note } from "../../core/note.ts";
import type { Random } from "../../core/random.ts";
import { admission } from "../../core/sending.ts";
import { type Carrier, type Configuration, carriersByName, loadConfiguration } from "../configuration.ts";
import { CredentialCache } from "../credential-cache.ts";
import { policyOf } from "../destinations/account.ts";
import type { ClaimedDispatch, ClaimWish, Clock, DispatchOutcome, Sender, Store } from "../ports.ts";
import { type AttemptParts, attempt } from "./attempt.ts";

/** Longer than an attempt can take, with all that waits before it in the same worker. */
const LEASE_MS = 60_000;
/** A storage that fails for now is asked again. */
const RETRY_AFTER_MS = 250;
/** What may go and does not, because another worker has all that may be under way, or much had to be put aside, is looked at again. */
const LOOK_AGAIN_MS = 1000;
/** How often it is asked again before a worker that is to end leaves. */
const MOST_FAILURES = 20;

export interface DispatcherParts {
  readonly store: Store;
  /** Opened when there is first something to send. */
  readonly sender: () => Promise<Sender>;
  readonly clock: Clock;
  readonly random: Random;
  /** What came of a dispatch, once it is written down. */
  readonly onOutcome: (dispatch: Dispatch, outcome: DispatchOutcome) => void;
  readonly onStorageError: (error: unknown) => void;
  /** `setImmediate`: outcomes of one turn of the event loop share a commit. */
  readonly endOfTurn: (work: () => void) => void;
  /** Calls `work` after so long, and gives what takes it back. */
  readonly later: (ms: number, work: () => void) => () => void;
}

/**
 * Sends what the outbox holds. Any number of them may work on one home: what one has claimed the others leave alone, and how
 * fast a destination may be called is decided where all of them write.
 */
export class Dispatcher {
  readonly #parts: DispatcherParts;
  readonly #attemptParts: AttemptParts;
  #configuration: Configuration | undefined;
  /** Claimed and not begun, by destination. */
  readonly #claimed = new Map<string, ClaimedDispatch[]>();
  readonly #underWay = new Map<string, number>();
  /** Where something ended in this turn of the event loop. */
  readonly #freed = new Set<Carrier>();
  #done: DispatchOutcome[] = [];
  readonly #told = new Map<string, ClaimedDispatch>();
  #turn: Promise<void> | undefined;
  #isWanted = false;
  #isStopping = false;
  #isCut = false;
  /** Turns in a row that storage let down. */
  #failures = 0;
  #idle: (() => void)[] = [];
  #takeBackTimer: (() => void) | undefined;

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
    const { credentials } = parts.store;
    // Secrets are those of the configuration in use, which every turn looks at, instead of asking for its version each time.
    const configurationVersion = async () => this.#configuration?.version ?? parts.store.configurationVersion();
    this.#attemptParts = { ...parts, credentials: new CredentialCache({ credentials, configurationVersion }) };
  }

  /** Sends what may be sent now, and goes on by itself when more may. */
  poll(): void {
    if (this.#isCut || this.#isWanted) return;
    this.#isWanted = true;
    this.#parts.endOfTurn(() => this.#begin());
  }

  /** Resolves when nothing is under way and nothing may be sent now. */
  async settle(): Promise<void> {
    this.poll();
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  /** Ends after what is under way; what was claimed and not begun is given back. */
  async stop(): Promise<void> {
    if (this.#isCut) return;
    this.#isStopping = true;
    this.#takeBackTimer?.();
    await this.settle();
    this.cut();
  }

  /** Ends at once: what is under way comes back when its lease is over, marked uncertain. */
  cut(): void {
    this.#isStopping = true;
    this.#isCut = true;
    this.#takeBackTimer?.();
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  #begin(): void {
    // A turn that is running looks again when it ends.
    if (this.#turn !== undefined || this.#isCut) return;
    this.#isWanted = false;
    this.#turn = this.#take()
      .then(() => {
        this.#failures = 0;
      })
      .catch((error) => {
        this.#parts.onStorageError(error);
        this.#failures += 1;
        // What cannot be written down comes back when its lease is over.
        if (this.#isStopping && this.#failures > MOST_FAILURES) this.#done = [];
        else this.#wakeIn(RETRY_AFTER_MS);
      })
      .finally(() => {
        this.#turn = undefined;
        if (this.#isWanted) this.#begin();
        else if (this.#isResting()) for (const resolve of this.#idle.splice(0)) resolve();
      });
  }

  #isResting(): boolean {
    return this.#done.length === 0 && this.#claimed.size === 0 && [...this.#underWay.values()].every((count) => count === 0);
  }

  async #take(): Promise<void> {
    const { store, clock } = this.#parts;
    const carriers = this.#isStopping ? [] : await this.#carriers();
    for (const name of this.#claimed.keys()) if (carriers.every((carrier) => carrier.name !== name)) this.#giveBack(name);
    const wishes = await this.#wishes(carriers);
    const done = this.#done.splice(0);
    if (done.length > 0 || wishes.length > 0) {
      const now = clock.now();
      const claimed = await store.dispatches.turn(done, wishes, now, instantAfter(now, LEASE_MS)).catch((error) => {
        this.#done.unshift(...done);
        throw error;
      });
      if (this.#isCut) return;
      for (const outcome of done) this.#report(outcome);
      for (const one of claimed) this.#keep(one);
    }
    for (const carrier of carriers) this.#fill(carrier);
    await this.#sleepUntilDue(carriers);
  }

  async #wishes(carriers: readonly Carrier[]): Promise<readonly ClaimWish[]> {
    const { store, clock } = this.#parts;
    const now = clock.now();
    const wishes: ClaimWish[] = [];
    for (const { name, registered, kind } of carriers) {
      const policy = policyOf(registered, kind);
      const inHand = this.#inHand(name);
      const atMost = 2 * policy.concurrency - inHand;
      if (atMost <= 0) continue;
      const due = await store.dispatches.nextDue(name);
      // What waits behind one that is done is not due before that is written down.
      const mayFollow = this.#done.some(({ destination }) => destination === name);
      if (!mayFollow && (due === null || due > now)) continue;
      wishes.push({ destination: name, policy, atMost, inHand, withNext: kind.joins !== undefined });
    }
    return wishes;
  }

  #inHand(name: string): number {
    return (this.#underWay.get(name) ?? 0) + (this.#claimed.get(name)?.length ?? 0);
  }

  #keep(one: ClaimedDispatch): void {
    const name = one.dispatch.destination ?? "";
    const waiting = this.#claimed.get(name);
    if (waiting === undefined) this.#claimed.set(name, [one]);
    else waiting.push(one);
  }

  /** Puts back what was claimed and not begun, since it may not be sent now. */
  #giveBack(name: string): void {
    const at = this.#parts.clock.now();
    for (const one of this.#claimed.get(name) ?? []) this.#done.push(givenBack(one, at));
    this.#claimed.delete(name);
  }

  /** Nobody is to call this address any more. One that the operator has changed meanwhile is another address. */
  async #disable({ name, registered }: Carrier, because: Note): Promise<void> {
    this.#giveBack(name);
    const { destinations } = this.#parts.store;
    const current = await destinations.find(name);
    if (current?.isEnabled !== true || JSON.stringify(current.settings) !== JSON.stringify(registered.settings)) return;
    await destinations.update({ ...current, isEnabled: false, disabledBecause: because });
  }

  /**
   * Begins the next ones at the end of the turn, in step with each other. One after each answer would lead through parser,
   * storage, signature and socket every time, which no processor's cache holds together: a third more time for each.
   */
  #fillSoon(carrier: Carrier): void {
    if (this.#freed.size === 0) {
      this.#parts.endOfTurn(() => {
        for (const freed of this.#freed) this.#fill(freed);
        this.#freed.clear();
      });
    }
    this.#freed.add(carrier);
  }

  /** Begins what is at hand, as many at once as the destination may be called. */
  #fill(carrier: Carrier): void {
    const waiting = this.#claimed.get(carrier.name) ?? [];
    const { concurrency } = policyOf(carrier.registered, carrier.kind);
    while (waiting.length > 0 && (this.#underWay.get(carrier.name) ?? 0) < concurrency && !this.#isStopping) {
      const next = waiting.shift();
      if (next !== undefined) void this.#send(next, carrier);
    }
    if (waiting.length === 0) this.#claimed.delete(carrier.name);
  }

  async #send(claimed: ClaimedDispatch, carrier: Carrier): Promise<void> {
    const { store, clock, onStorageError } = this.#parts;
    const { name } = carrier;
    this.#underWay.set(name, (this.#underWay.get(name) ?? 0) + 1);
    try {
      const configuration = this.#configuration ?? (await loadConfiguration(store));
      const outcome = await attempt(claimed, carrier, configuration, this.#attemptParts);
      if (outcome.isGone === true && outcome.reason !== null) await this.#disable(carrier, outcome.reason);
      this.#told.set(outcome.id, claimed);
      this.#done.push(outcome);
    } catch (error) {
      const back = givenBack(claimed, clock.now());
      if (isStorageError(error)) {
        onStorageError(error);
        this.#done.push({ ...back, nextAt: instantAfter(back.at, RETRY_AFTER_MS) });
      } else {
        // Our bug. It must not hold up what is behind it, nor be lost.
        this.#told.set(back.id, claimed);
        this.#done.push({
          ...back,
          state: "dead",
          reason: note("dispatch.failed", { detail: error instanceof Error ? error.name : "error" }),
        });
      }
    } finally {
      this.#underWay.set(name, (this.#underWay.get(name) ?? 1) - 1);
      this.#fillSoon(carrier);
      this.poll();
    }
  }

  #report(outcome: DispatchOutcome): void {
    const claimed = this.#told.get(outcome.id);
    this.#told.delete(outcome.id);
    if (claimed === undefined) return;
    this.#parts.onOutcome(claimed.dispatch, outcome);
    const { next } = claimed;
    if (next !== null && outcome.together.includes(next.id)) this.#parts.onOutcome(next, { ...outcome, id: next.id, together: [] });
  }

  async #carriers(): Promise<readonly Carrier[]> {
    const version = await this.#parts.store.configurationVersion();
    if (this.#configuration?.version !== version) this.#configuration = await loadConfiguration(this.#parts.store);
    return [...carriersByName(this.#configuration).values()].filter(({ registered }) => registered.isEnabled);
  }

  /** The next moment at which something may be sent that may not now; the owner's own polls find what others queue. */
  async #sleepUntilDue(carriers: readonly Carrier[]): Promise<void> {
    const { store, clock } = this.#parts;
    const now = clock.now();
    const moments: string[] = [];
    for (const { name, registered, kind } of carriers) {
      const policy = policyOf(registered, kind);
      // The end of what is at hand is looked at anyway.
      if (this.#inHand(name) >= 2 * policy.concurrency) continue;
      const due = await store.dispatches.nextDue(name);
      if (due === null) continue;
      if (due > now) moments.push(due);
      else moments.push(admission(await store.destinations.health(name), policy, now).until ?? instantAfter(now, LOOK_AGAIN_MS));
    }
    const next = moments.sort()[0];
    if (next !== undefined) this.#wakeIn(Date.parse(next) - Date.parse(now));
  }

  #wakeIn(ms: number): void {
    if (this.#isCut) return;
    this.#takeBackTimer?.();
    this.#takeBackTimer = this.#parts.later(Math.max(1, Math.min(ms, LEASE_MS)), () => this.poll());
  }
}

function isStorageError(error: unknown): boolean {
  return error instanceof IntgError && ERROR_CODES[error.code] === "storage";
}

/** It was not tried: as if it had never been claimed. */
function givenBack({ dispatch, claim }: ClaimedDispatch, at: Instant): DispatchOutcome {
  return {
    id: dispatch.id,
    destination: dispatch.destination ?? "",
    lease: dispatch.nextAt,
    state: "queued",
    at,
    nextAt: at,
    reason: null,
    isUncertain: dispatch.isUncertain,
    attempt: null,
    health: null,
    settledAt: null,
    together: [],
    unused: claim,
  };
}
