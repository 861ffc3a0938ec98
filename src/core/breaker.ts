import type { Instant } from "./instant.ts";

/** The circuit of one destination: open when most of what was sent lately failed. */
export interface Breaker {
  /** Outcomes by minute of the last five, oldest first. */
  readonly minutes: readonly { readonly at: Instant; readonly ok: number; readonly failed: number }[];
  /** When it was opened; null while it is closed. */
  readonly openedAt: Instant | null;
  /** When the one request was let through that tells whether it may close; null while none is under way. */
  readonly probedAt: Instant | null;
}
