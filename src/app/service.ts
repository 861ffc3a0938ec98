import type { Dispatch, DispatchState } from "../core/dispatch.ts";
import type { InboundRequest } from "../core/http-message.ts";
import type { Random } from "../core/random.ts";
import { CredentialCache } from "./credential-cache.ts";
import { Inbox, type InboxLimits } from "./inbox.ts";
import { Intake, type Outcome } from "./intake.ts";
import { Lookups } from "./lookups.ts";
import { Metrics } from "./metrics.ts";
import { Dispatcher } from "./outbox/dispatcher.ts";
import { later } from "./outbox/later.ts";
import type { Clock, DispatchOutcome, HttpClient, Ids, Sender, Store } from "./ports.ts";
import type { Processed } from "./process.ts";
import { Processor } from "./processor.ts";
import { type DiagnosedRefusal, RefusalDesk } from "./refusal-desk.ts";
import { VendorKeys } from "./vendor-keys.ts";

export interface ServiceOptions {
  readonly zone: string;
  readonly onProcessed: (processed: readonly Processed[]) => void;
  /**
   * Every call that was not stored, and every remark on one that was.
   *
   * @param isLookedInto - the call was refused, and why is being found out: `onRefusal` follows.
   */
  readonly onOutcome: (outcome: Outcome, isLookedInto: boolean) => void;
  /** What was found out about a refused call, after it was answered; null when nothing was. */
  readonly onRefusal: (outcome: Outcome, diagnosed: DiagnosedRefusal | null) => void;
  readonly onStorageError: (error: unknown) => void;
  /** What vendors are asked through; opened when there is first something to ask. */
  readonly http: () => Promise<HttpClient>;
  /** What destinations are called through; opened when there is first something to send. */
  readonly sender: () => Promise<Sender>;
  readonly random: Random;
  readonly onDispatched: (dispatch: Dispatch, outcome: DispatchOutcome) => void;
  readonly inboxLimits?: InboxLimits;
}

/** Deliveries per processing transaction: few while calls wait for their answer, many while none does. */
const BATCH_UNDER_LOAD = 8;
const BATCH_AT_REST = 64;
const REMEMBERED = 256;
/** Turns of the event loop between two batches: each takes in one new connection, whatever waits. */
const TURNS_BETWEEN = 4;
const POLL_MS = 1000;
/** The queue counts as stuck when it holds something and nothing was processed for this long. */
const STUCK_MS = 30_000;
/** After a call that could not be stored, the listener counts as not ready for this long, or until one is stored. */
const UNSTORED_MS = 10_000;

const METRIC_HELP = {
  intg_calls_total: "Calls by provider and answer.",
  intg_events_total: "Events by provider, trigger and status.",
  intg_queue_depth: "Deliveries stored and not yet processed.",
  intg_waiting_calls: "Calls waiting for their commit.",
  intg_waiting_lookups: "Calls about which the vendor is still to be asked.",
  intg_dispatches_total: "Attempts to send by destination and what came of them.",
  intg_waiting_dispatches: "Actions waiting to be sent.",
  intg_dead_dispatches: "Actions that wait for the operator.",
} as const;

export interface Readiness {
  readonly ready: boolean;
  readonly writable: boolean;
  readonly pending: number;
  readonly moving: boolean;
}

/** Everything behind the listener's socket: takes calls, stores them, processes what is stored. */
export class Service {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #options: ServiceOptions;
  readonly #metrics = new Metrics();
  readonly #inbox: Inbox;
  readonly #intake: Intake;
  readonly #processor: Processor;
  readonly #lookups: Lookups;
  readonly #dispatcher: Dispatcher;
  readonly #desk: RefusalDesk;
  #poll: NodeJS.Timeout | undefined;
  #underWay = 0;
  /** When a call was last answered 503 with none stored since. */
  #unstoredAtMs: number | undefined;
  /** When something was last processed, or the queue was last seen empty. */
  #lastMovedMs: number;

  constructor(store: Store, clock: Clock, ids: Ids, options: ServiceOptions) {
    this.#store = store;
    this.#clock = clock;
    this.#options = options;
    this.#lastMovedMs = clock.monotonicMs();
    this.#processor = new Processor(store, {
      zone: options.zone,
      batchSize: () => (this.#underWay > 0 ? BATCH_UNDER_LOAD : BATCH_AT_REST),
      remembered: REMEMBERED,
      onProcessed: (processed) => this.#onProcessed(processed),
      onStorageError: options.onStorageError,
      breathe: takeTurns,
      sleep,
    });
    const turns = { endOfTurn: setImmediate, sleep };
    this.#inbox = new Inbox(store.deliveries, (batch) => this.#processor.add(batch), turns, options.inboxLimits);
    const credentials = new CredentialCache(store);
    const { http, onStorageError } = options;
    const keys = new VendorKeys({ store, credentials, http, clock });
    this.#intake = new Intake({ store, credentials, keys, inbox: this.#inbox, clock, ids });
    this.#desk = new RefusalDesk({
      store,
      credentials,
      clock,
      ids,
      underWay: () => this.#underWay,
      endOfTurn: setImmediate,
      onLookedInto: options.onRefusal,
    });
    this.#lookups = new Lookups({ store, credentials, http, clock, onStorageError, onSettled: () => this.#processor.poll() });
    this.#dispatcher = new Dispatcher({
      store,
      sender: options.sender,
      clock,
      random: options.random,
      onOutcome: (dispatch, outcome) => this.#onDispatched(dispatch, outcome),
      onStorageError,
      endOfTurn: setImmediate,
      later,
    });
  }

  /** Begins to process: what is on the queue from before, and from then on what comes. */
  start(): void {
    this.#processor.poll();
    this.#lookups.poll();
    this.#dispatcher.poll();
    this.#poll = setInterval(() => void this.#look(), POLL_MS);
  }

  async take(provider: string, store: string, request: InboundRequest): Promise<Outcome> {
    this.#underWay += 1;
    const outcome = await this.#intake.take(provider, store, request).finally(() => {
      this.#underWay -= 1;
    });
    if (outcome.isUnstored === true) this.#unstoredAtMs = this.#clock.monotonicMs();
    else if (outcome.deliveryId !== undefined) this.#unstoredAtMs = undefined;
    this.#metrics.count("intg_calls_total", { provider, status: outcome.status });
    if (outcome.status < 300 && outcome.notes.length === 0) return outcome;
    const isLookedInto = outcome.refusedFor !== undefined && this.#desk.take(outcome, outcome.refusedFor, request);
    this.#options.onOutcome(outcome, isLookedInto);
    return outcome;
  }

  /** What is left to do after the next start: calls about which a vendor is to be asked, actions to be sent. */
  async waiting(): Promise<{ readonly questions: number; readonly dispatches: number }> {
    return { questions: await this.#store.lookups.waiting(), dispatches: await this.#dispatches(["queued", "sending"]) };
  }

  async readiness(): Promise<Readiness> {
    const { writable, pending } = await this.#store.health();
    const canStore = writable && !this.#refusedLately();
    const moving = pending === 0 || this.#clock.monotonicMs() - this.#lastMovedMs < STUCK_MS;
    return { ready: canStore && moving, writable: canStore, pending, moving };
  }

  async metrics(): Promise<string> {
    const { pending } = await this.#store.health();
    return this.#metrics.text(METRIC_HELP, {
      intg_queue_depth: pending,
      intg_waiting_calls: this.#inbox.waiting,
      intg_waiting_lookups: await this.#store.lookups.waiting(),
      intg_waiting_dispatches: await this.#dispatches(["queued", "sending"]),
      intg_dead_dispatches: await this.#dispatches(["dead"]),
    });
  }

  /** Processes what is stored, then rests. Call it when no call can arrive any more. */
  async drain(): Promise<void> {
    clearInterval(this.#poll);
    await this.#desk.drain();
    await this.#lookups.stop();
    await this.#processor.drain();
    await this.#dispatcher.stop();
  }

  /** Rests at once; what is stored and not processed waits for the next start. */
  async stop(): Promise<void> {
    clearInterval(this.#poll);
    this.#lookups.cut();
    this.#dispatcher.cut();
    await this.#desk.stop();
    await this.#processor.stop();
  }

  /** Only for a while: whoever sends no calls to a listener that is not ready would never let it store one again. */
  #refusedLately(): boolean {
    return this.#unstoredAtMs !== undefined && this.#clock.monotonicMs() - this.#unstoredAtMs < UNSTORED_MS;
  }

  async #dispatches(states: readonly DispatchState[]): Promise<number> {
    const counts = await this.#store.dispatches.counts();
    return counts.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0);
  }

  async #look(): Promise<void> {
    this.#processor.poll();
    this.#lookups.poll();
    this.#dispatcher.poll();
    const pending = await this.#store.deliveries.pendingCount().catch(() => 1);
    if (pending === 0) this.#lastMovedMs = this.#clock.monotonicMs();
  }

  #onProcessed(processed: readonly Processed[]): void {
    this.#lastMovedMs = this.#clock.monotonicMs();
    for (const { event } of processed) {
      this.#metrics.count("intg_events_total", { provider: event.provider, trigger: event.trigger, status: event.status });
    }
    if (processed.some(({ event }) => event.status === "pending")) this.#lookups.poll();
    if (processed.some(({ changes }) => changes.some(({ kind, after }) => kind === "outbox" && after === "queued")))
      this.#dispatcher.poll();
    this.#options.onProcessed(processed);
  }

  #onDispatched(dispatch: Dispatch, outcome: DispatchOutcome): void {
    this.#metrics.count("intg_dispatches_total", { destination: outcome.destination, outcome: outcome.state });
    this.#options.onDispatched(dispatch, outcome);
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function takeTurns(): Promise<void> {
  for (let turn = 0; turn < TURNS_BETWEEN; turn += 1) await new Promise(setImmediate);
}
