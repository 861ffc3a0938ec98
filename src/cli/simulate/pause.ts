import { setTimeout as sleep } from "node:timers/promises";

/** Long enough for a process that waits for the database to get its turn. */
const PAUSE_MS = 2;

export async function pause(): Promise<void> {
  await sleep(PAUSE_MS);
}
