import type { Writable } from "node:stream";
import { IntgError } from "../core/errors.ts";

/** SIGINT and SIGTERM while a command runs that ends in two steps. */
export interface StopSignals {
  /** Resolves at the first one. */
  readonly first: Promise<NodeJS.Signals>;
  /** Resolves at the next, however soon it comes. */
  readonly second: Promise<NodeJS.Signals>;
  /** Leaves signals to the system again. */
  release(): void;
}

export function hearSignals(): StopSignals {
  const resolvers: ((signal: NodeJS.Signals) => void)[] = [];
  const next = () => new Promise<NodeJS.Signals>((resolve) => resolvers.push(resolve));
  const [first, second] = [next(), next()];
  const hear = (signal: NodeJS.Signals) => resolvers.shift()?.(signal);
  process.on("SIGINT", hear);
  process.on("SIGTERM", hear);
  const release = () => {
    process.off("SIGINT", hear);
    process.off("SIGTERM", hear);
  };
  return { first, second, release };
}

/**
 * Runs `work` until it ends by itself, the user presses Ctrl-C (or the process is told to end), or nobody reads
 * `output` any more. All three are a good end.
 */
export async function untilStopped(output: Writable, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const controller = new AbortController();
  const stop = () => controller.abort();
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  output.once("error", stop);
  output.once("close", stop);
  try {
    await work(controller.signal);
  } finally {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
    output.off("error", stop);
    output.off("close", stop);
  }
}

/**
 * The same chunks, until Ctrl-C (or the process is told to end): then it throws, so that whoever writes them takes back
 * what is half written.
 *
 * @throws INTG_CANCELLED
 */
export async function* untilInterrupted<T>(chunks: AsyncIterable<T>): AsyncGenerator<T> {
  let isStopped = false;
  const stop = () => {
    isStopped = true;
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  try {
    for await (const chunk of chunks) {
      if (isStopped) throw new IntgError("INTG_CANCELLED");
      yield chunk;
      // A signal is heard between turns of the event loop, and a store in this process never ends its turn.
      await new Promise(setImmediate);
    }
    if (isStopped) throw new IntgError("INTG_CANCELLED");
  } finally {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  }
}
