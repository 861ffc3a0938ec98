import type { Delivery } from "../core/delivery.ts";
import { type Configuration, loadConfiguration } from "./configuration.ts";
import type { Store } from "./ports.ts";
import { type Processed, processDelivery } from "./process.ts";

export interface ProcessorOptions {
  readonly zone: string;
  /** Deliveries for the next transaction: enough to share a commit, few enough to leave the loop soon. */
  readonly batchSize: () => number;
  /** Deliveries kept in memory for processing; more than that are read back from the store. */
  readonly remembered: number;
  readonly onProcessed: (processed: readonly Processed[]) => void;
  /** Storage that fails for now; the batch is tried again. */
  readonly onStorageError: (error: unknown) => void;
  /** Lets the event loop take its other turns, `setImmediate`. */
  readonly breathe: () => Promise<void>;
  readonly sleep: (ms: number) => Promise<void>;
}

const RETRY_AFTER_MS = 250;

/**
 * Processes stored deliveries one after the other, in the order they came, so that everything about one buyer happens in
 * order. What it is told of it has in memory; what it is not (another process stored it, or memory was full) it reads
 * from the queue.
 */
export class Processor {
  readonly #store: Store;
  readonly #options: ProcessorOptions;
  #remembered: Delivery[] = [];
  /** Memory was full: the queue holds older deliveries than memory would, so it is read to the end first. */
  #behind = true;
  /** The queue may hold deliveries of other processes; looked at when memory is empty. */
  #polled = false;
  #configuration: Configuration | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;
  #draining = false;

  constructor(store: Store, options: ProcessorOptions) {
    this.#store = store;
    this.#options = options;
  }

  /** Hands over deliveries that have just been stored. */
  add(batch: readonly Delivery[]): void {
    if (this.#remembered.length + batch.length > this.#options.remembered) this.#behind = true;
    if (!this.#behind) this.#remembered.push(...batch);
    this.#start();
  }

  /** Looks at the queue for deliveries that other processes stored. */
  poll(): void {
    this.#polled = true;
    this.#start();
  }

  /** Resolves when everything that was stored by now is processed, or cannot be now: it stays on the queue then. */
  async drain(): Promise<void> {
    this.#draining = true;
    this.poll();
    while (this.#running !== undefined) await this.#running;
  }

  /** Ends after the batch in hand; what is left stays on the queue. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  #start(): void {
    if (this.#running !== undefined || this.#stopped) return;
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
      // Handed over while the loop was ending.
      if (this.#remembered.length > 0) this.#start();
    });
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      await this.#options.breathe();
      try {
        const batch = await this.#next();
        if (batch.length === 0) return;
        await this.#processTogether(batch);
      } catch (error) {
        this.#options.onStorageError(error);
        this.#behind = true;
        if (this.#draining) return;
        await this.#options.sleep(RETRY_AFTER_MS);
      }
    }
  }

  async #next(): Promise<readonly Delivery[]> {
    const size = this.#options.batchSize();
    if (this.#behind) this.#remembered = [];
    if (this.#remembered.length > 0) return this.#remembered.splice(0, size);
    if (!this.#behind && !this.#polled) return [];
    this.#polled = false;
    const queued = await this.#store.deliveries.pending(size);
    if (queued.length < size) this.#behind = false;
    else this.#polled = true;
    return queued;
  }

  async #processTogether(batch: readonly Delivery[]): Promise<void> {
    const options = { configuration: await this.#current(), zone: this.#options.zone };
    const processed = await this.#store.transaction(async (tx) => {
      const done: Processed[] = [];
      for (const delivery of batch) {
        if (await tx.take(delivery.id)) done.push(...(await processDelivery(delivery, tx, options)));
      }
      return done;
    });
    if (processed.length > 0) this.#options.onProcessed(processed);
  }

  async #current(): Promise<Configuration> {
    const version = await this.#store.configurationVersion();
    if (this.#configuration?.version !== version) this.#configuration = await loadConfiguration(this.#store);
    return this.#configuration;
  }
}
