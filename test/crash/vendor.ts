import { Agent } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { post } from "../e2e/support.ts";
import type { Call, Fact } from "./facts.ts";

/** Marks one attempt to deliver a call; stored with it, because the listener keeps headers that are no secret. */
export const MARK_HEADER = "x-crash-attempt";
const AGAIN_MS = 5;
const LATER_MS = 25;

/** Somebody who calls over several kept connections at once and repeats every call until it is answered 2xx. */
export class Vendor {
  /** Answered 2xx, by mark. */
  readonly acknowledged = new Map<string, Fact>();
  /** Made, and the connection broke before the answer: may have been stored, or not. */
  readonly unanswered = new Set<string>();
  /** Refused by 503, to be made again: must not have been stored. */
  readonly putOff = new Set<string>();
  /** Answers that no call of ours deserves. */
  readonly refused: string[] = [];
  readonly #calls: Iterator<Call>;
  readonly #workers: readonly Promise<void>[];
  #listener = pending<{ readonly port: number; readonly agent: Agent }>();
  #attempts = 0;
  #isStopping = false;

  constructor(calls: Iterator<Call>, connections: number) {
    this.#calls = calls;
    this.#workers = Array.from({ length: connections }, () => this.#work());
  }

  /** The listener is up, here. */
  connect(port: number): void {
    this.#listener.resolve({ port, agent: new Agent({ keepAlive: true }) });
  }

  /** The listener is gone. */
  async disconnect(): Promise<void> {
    const { agent } = await this.#listener.promise;
    this.#listener = pending();
    agent.destroy();
  }

  /** Makes no new calls; resolves when every call that was begun is answered. */
  async finish(): Promise<void> {
    this.#isStopping = true;
    await Promise.all(this.#workers);
  }

  async #work(): Promise<void> {
    while (!this.#isStopping) {
      const next = this.#calls.next();
      if (next.done === true) return;
      await this.#deliver(next.value);
    }
  }

  async #deliver({ body, fact }: Call): Promise<void> {
    for (;;) {
      const { port, agent } = await this.#listener.promise;
      this.#attempts += 1;
      const mark = `attempt-${this.#attempts}`;
      const answer = await post(port, body, { agent, headers: { [MARK_HEADER]: mark } }).catch(() => undefined);
      if (answer !== undefined && answer.status >= 200 && answer.status < 300) {
        this.acknowledged.set(mark, fact);
        return;
      }
      if (answer === undefined) this.unanswered.add(mark);
      else if (answer.status === 503) this.putOff.add(mark);
      else this.refused.push(`${mark} was answered ${answer.status}`);
      await sleep(answer === undefined ? AGAIN_MS : LATER_MS);
    }
  }
}

interface Pending<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
}

function pending<T>(): Pending<T> {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
