import type { Writable } from "node:stream";

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
