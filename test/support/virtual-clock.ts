import type { Clock } from "../../src/app/ports.ts";
import { type Instant, instantAfter } from "../../src/core/instant.ts";

/** Tuesday morning in Sao Paulo, in no quiet time. */
export const START: Instant = "2026-11-03T12:00:00.000Z";

/** So long after the start. */
export function atSecond(seconds: number): Instant {
  return instantAfter(START, Math.round(seconds * 1000));
}

/** Seconds from the start until `at`. */
export function secondsTo(at: Instant): number {
  return (Date.parse(at) - Date.parse(START)) / 1000;
}

interface Timer {
  readonly atMs: number;
  readonly work: () => void;
}

/**
 * Time that stands still until a test moves it. What is due at one moment runs in the order in which it was asked for, each piece
 * to its end before the next: two runs of one test are the same.
 */
export class VirtualClock implements Clock {
  #nowMs = Date.parse(START);
  #timers: Timer[] = [];
  #turn: (() => void)[] = [];

  now(): Instant {
    return new Date(this.#nowMs).toISOString();
  }

  monotonicMs(): number {
    return this.#nowMs - Date.parse(START);
  }

  /** In place of `setTimeout`. */
  later(ms: number, work: () => void): () => void {
    const timer = { atMs: this.#nowMs + Math.max(0, ms), work };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** In place of `setImmediate`. */
  endOfTurn(work: () => void): void {
    this.#turn.push(work);
  }

  /** Runs what waits for no time. */
  async flush(): Promise<void> {
    do {
      for (const work of this.#turn.splice(0)) work();
      // Whatever waits for nothing but promises has ended then.
      await new Promise(setImmediate);
    } while (this.#turn.length > 0);
  }

  /** Lets `seconds` go by, stopping at every timer on the way. */
  async advance(seconds: number): Promise<void> {
    const endMs = this.#nowMs + Math.round(seconds * 1000);
    await this.flush();
    for (let due = this.#next(endMs); due !== undefined; due = this.#next(endMs)) {
      const timer = due;
      this.#timers = this.#timers.filter((other) => other !== timer);
      this.#nowMs = Math.max(this.#nowMs, timer.atMs);
      timer.work();
      await this.flush();
    }
    this.#nowMs = endMs;
    await this.flush();
  }

  #next(endMs: number): Timer | undefined {
    return this.#timers
      .filter(({ atMs }) => atMs <= endMs)
      .reduce<Timer | undefined>((first, timer) => (first === undefined || timer.atMs < first.atMs ? timer : first), undefined);
  }
}
