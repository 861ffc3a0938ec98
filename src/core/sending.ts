import type { Breaker } from "./breaker.ts";
import type { Instant } from "./instant.ts";

/** How fast a destination may be called. */
export interface SendPolicy {
  /** Requests under way at once, over all processes. */
  readonly concurrency: number;
  /** Least time between the beginnings of two requests; 0 for none. 60 a minute is 1,000. */
  readonly spacingMs: number;
  /** How many may go at once after a rest, before the spacing holds; 1 for a strict spacing. */
  readonly burst: number;
  /** Requests in a day of UTC; null for no limit. */
  readonly perDay: number | null;
  /** When nobody is to be bothered, `{ from: "21:00", to: "08:00", zone: "America/Sao_Paulo" }`; null for never. */
  readonly quiet: { readonly from: string; readonly to: string; readonly zone: string } | null;
}

/** What is remembered of a destination between two requests, by every process. */
export interface SendHealth {
  readonly breaker: Breaker;
  /** The moment from which the spacing counts (theoretical arrival time of GCRA); null before the first request. */
  readonly pacedFrom: Instant | null;
  /** Day of UTC that `sentToday` counts, `2026-11-03`. */
  readonly day: string | null;
  readonly sentToday: number;
}
