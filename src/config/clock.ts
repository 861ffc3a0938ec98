import { performance } from "node:perf_hooks";
import type { Clock } from "../app/ports.ts";

export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  monotonicMs: () => performance.now(),
};
