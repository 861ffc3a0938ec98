import type { VendorFact } from "./certainty.ts";

/** How a vendor sends its calls, as far as anybody knows; null is what nobody knows. */
export interface SendingPolicy {
  /** How long it waits for an answer, in milliseconds. */
  readonly timeoutMs: VendorFact<number> | null;
  /** Which statuses it takes for delivered. */
  readonly delivered: VendorFact<"2xx" | "200"> | null;
}
