import type { Delivery } from "../core/delivery.ts";
import { IntgError } from "../core/errors.ts";
import type { DeliveryStore } from "./ports.ts";

export interface InboxLimits {
  /** Calls waiting for their commit at most; beyond it the vendor is asked to come again. */
  readonly waiting: number;
  readonly waitingBytes: number;
}

export const INBOX_LIMITS: InboxLimits = { waiting: 4096, waitingBytes: 16 * 1024 * 1024 };

/** Together well under the 5 s that Grupo ZAP waits for an answer, with what else an answer takes. */
const BUSY_PATIENCE_MS = 2_500;
const BUSY_PAUSE_MS = 25;

interface Waiting {
  readonly delivery: Delivery;
  readonly stored: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Makes calls durable in groups: everything that arrives while the last commit runs goes into the next one. No timer;
 * under load the groups form by themselves, and a lone call waits for nobody.
 */
export class Inbox {
  readonly #store: DeliveryStore;
  readonly #limits: InboxLimits;
  readonly #onStored: (batch: readonly Delivery[]) => void;
  /** Runs a commit at the end of the event loop's turn, `setImmediate`. */
  readonly #endOfTurn: (work: () => void) => void;
  readonly #sleep: (ms: number) => Promise<void>;
  #waiting: Waiting[] = [];
  /** Calls and bytes that are not on disk yet, those of the running commit too. */
  #unsafe = 0;
  #unsafeBytes = 0;
  #busy = false;

  constructor(
    store: DeliveryStore,
    onStored: (batch: readonly Delivery[]) => void,
    turns: { readonly endOfTurn: (work: () => void) => void; readonly sleep: (ms: number) => Promise<void> },
    limits: InboxLimits = INBOX_LIMITS,
  ) {
    this.#store = store;
    this.#onStored = onStored;
    this.#endOfTurn = turns.endOfTurn;
    this.#sleep = turns.sleep;
    this.#limits = limits;
  }

  /** Calls that are not on disk yet. */
  get waiting(): number {
    return this.#unsafe;
  }

  /**
   * Resolves when the call is on disk and would survive a power cut.
   * @throws INTG_STORE_BUSY when too many calls wait already, or the storage error of the commit: then it was not stored.
   */
  accept(delivery: Delivery): Promise<void> {
    const bytes = delivery.request.body.length;
    if (this.#unsafe >= this.#limits.waiting || this.#unsafeBytes + bytes > this.#limits.waitingBytes) {
      return Promise.reject(new IntgError("INTG_STORE_BUSY"));
    }
    this.#unsafe += 1;
    this.#unsafeBytes += bytes;
    return new Promise((stored, failed) => {
      this.#waiting.push({ delivery, stored, failed });
      if (this.#busy) return;
      this.#busy = true;
      this.#endOfTurn(() => void this.#commitAll());
    });
  }

  async #commitAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#waiting;
      this.#waiting = [];
      await this.#commit(group);
    }
    this.#busy = false;
  }

  async #commit(group: readonly Waiting[]): Promise<void> {
    const batch = group.map((waiting) => waiting.delivery);
    try {
      await this.#appendPatiently(batch);
    } catch (error) {
      for (const waiting of group) waiting.failed(error);
      return;
    } finally {
      this.#unsafe -= group.length;
      for (const delivery of batch) this.#unsafeBytes -= delivery.request.body.length;
    }
    for (const waiting of group) waiting.stored();
    this.#onStored(batch);
  }

  /** Another process may hold the lock for a moment. Waited for without holding up the event loop. */
  async #appendPatiently(batch: readonly Delivery[]): Promise<void> {
    for (let waitedMs = 0; ; waitedMs += BUSY_PAUSE_MS) {
      try {
        return await this.#store.append(batch);
      } catch (error) {
        const isBusy = error instanceof IntgError && error.code === "INTG_STORE_BUSY";
        if (!isBusy || waitedMs >= BUSY_PATIENCE_MS) throw error;
        await this.#sleep(BUSY_PAUSE_MS);
      }
    }
  }
}
