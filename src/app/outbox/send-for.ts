import type { Dispatcher } from "./dispatcher.ts";

const LOOK_MS = 500;

/**
 * Sends what may be sent now and, for so long, what becomes due; then ends as soon as nothing is under way.
 *
 * @param stopped - resolves when it is to end early; what is under way is still waited for.
 */
export async function sendFor(dispatcher: Dispatcher, stayMs: number, stopped: Promise<unknown>): Promise<void> {
  let isOver = false;
  const end = () => {
    isOver = true;
  };
  void stopped.then(end);
  const timer = setTimeout(end, stayMs);
  try {
    do {
      await Promise.race([dispatcher.settle(), stopped]);
      if (!isOver && stayMs > 0) await Promise.race([sleep(LOOK_MS), stopped]);
    } while (!isOver && stayMs > 0);
  } finally {
    clearTimeout(timer);
    await dispatcher.stop();
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
