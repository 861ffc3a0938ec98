import type { VendorFact } from "./certainty.ts";

/** Statuses that a vendor may take for delivered: any 200 to 299, or exactly 200. */
export type DeliveredStatuses = "2xx" | "200";

/**
 * What becomes of a call when the attempts are used up.
 *
 * - `parked`: kept for `forMs`, and sent again only when the operator asks for it.
 * - `backup`: it is tried every `everyMs` (null where nobody knows) for `forMs`, and every later call is stored behind it.
 *   The first success lets them all go, in order. Without one the address is switched off and what was stored is deleted.
 */
export type Afterwards =
  | { readonly kind: "parked"; readonly forMs: number }
  | { readonly kind: "backup"; readonly everyMs: number | null; readonly forMs: number };

/** What a status says to a vendor beside that the call failed. */
export interface StatusMeaning {
  /** First and last status that it holds for. */
  readonly from: number;
  readonly to: number;
  /** Only for calls that `admit` refuses with this rejection; null for every call. */
  readonly onlyFor: "lead.no-listing" | null;
  /**
   * - `removes-integration`: nothing more is sent there, whatever it is about.
   * - `parks`: the call is kept without another attempt, as after the last one.
   */
  readonly effect: "removes-integration" | "parks";
}

/** Parts of a policy as another text has them. */
export interface OtherTiming {
  readonly timeoutMs?: number;
  readonly attempts?: number;
  readonly waitMs?: number;
  /** How long a call is kept after the last attempt. */
  readonly keptMs?: number;
}

/**
 * How a vendor sends its calls, as far as anybody knows. Null is what nobody knows: whoever plays the vendor has to assume
 * something there, and to say so.
 */
export interface SendingPolicy {
  /** Whose: formats as in the table of events, `eduzz/v3`. A vendor with one way of sending has one policy for `all`. */
  readonly formats: "all" | readonly string[];
  /** How long it waits for an answer, in milliseconds. */
  readonly timeoutMs: VendorFact<number> | null;
  readonly delivered: VendorFact<DeliveredStatuses> | null;
  /** After which failures it is known to send again at all; others may be sent again too. */
  readonly sentAgainAfter: VendorFact<"any-failure" | "server-error"> | null;
  /** How often it sends a call that fails, the first time included, before `afterwards`. */
  readonly attempts: VendorFact<number> | null;
  /** Between two attempts, in milliseconds. */
  readonly waitMs: VendorFact<number> | null;
  readonly afterwards: VendorFact<Afterwards> | null;
  readonly meanings: readonly VendorFact<StatusMeaning>[];
  /** It switches an address off that keeps failing, after how many errors nobody knows. Never played, always told. */
  readonly switchesOff: VendorFact<"after-errors"> | null;
  /** What other texts say, older or newer. Never played, always told. */
  readonly elsewhere: readonly VendorFact<OtherTiming>[];
}

/** Nothing is known. Policies begin with it. */
export const UNKNOWN_SENDING: SendingPolicy = {
  formats: "all",
  timeoutMs: null,
  delivered: null,
  sentAgainAfter: null,
  attempts: null,
  waitMs: null,
  afterwards: null,
  meanings: [],
  switchesOff: null,
  elsewhere: [],
};
