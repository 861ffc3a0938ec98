import type { Delivery } from "../core/delivery.ts";
import { IntgError } from "../core/errors.ts";
import type { DeliveryStore } from "./ports.ts";

export interface InboxLimits {
  /** Calls waiting for their commit at most; beyond it the vendor is asked to come again. */
  readonly waiting: number;
  readonly waitingBytes: number;
}

export const INBOX_LIMITS: InboxLimits = { waiting: 4096, waitingBytes: 16 * 1024 * 1024 };

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
  #waiting: Waiting[] = [];
  #waitingBytes = 0;
  #scheduled = false;

  constructor(
    store: DeliveryStore,
    onStored: (batch: readonly Delivery[]) => void,
    endOfTurn: (work: () => void) => void,
    limits: InboxLimits = INBOX_LIMITS,
  ) {
    this.#store = store;
    this.#onStored = onStored;
    this.#endOfTurn = endOfTurn;
    this.#limits = limits;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /**
   * Resolves when the call is on disk and would survive a power cut.
   * @throws INTG_STORE_BUSY when too many calls wait already, or the storage error of the commit: then it was not stored.
   */
  accept(delivery: Delivery): Promise<void> {
    const bytes = delivery.request.body.length;
    if (this.#waiting.length >= this.#limits.waiting || this.#waitingBytes + bytes > this.#limits.waitingBytes) {
      return Promise.reject(new IntgError("INTG_STORE_BUSY"));
    }
    this.#waitingBytes += bytes;
    return new Promise((stored, failed) => {
      this.#waiting.push({ delivery, stored, failed });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#endOfTurn(() => void this.#commit());
  }

  async #commit(): Promise<void> {
    const group = this.#waiting;
    const batch = group.map((waiting) => waiting.delivery);
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#scheduled = false;
    try {
      await this.#store.append(batch);
    } catch (error) {
      for (const waiting of group) waiting.failed(error);
      return;
    }
    for (const waiting of group) waiting.stored();
    this.#onStored(batch);
  }
}
