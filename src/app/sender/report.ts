import type { Trigger } from "../../core/triggers.ts";
import type { RejectionCode } from "../../providers/contract.ts";
import type { StatusMeaning } from "../../providers/sending-policy.ts";
import type { Answer, Failure } from "./judge-answer.ts";
import type { PlayedPolicy } from "./played-policy.ts";

/** One call that is to be sent as the vendor would. */
export interface CallToSend {
  /** What it tells; null for what cannot be read. */
  readonly trigger: Trigger | null;
  readonly policy: PlayedPolicy;
  /** When it happens, in milliseconds of virtual time; calls come in this order. */
  readonly dueMs: number;
  /** What `admit` says against its body; null for nothing. Some statuses mean something for such calls only. */
  readonly rejection: RejectionCode | null;
  /** Sends it, the same bytes each time. */
  send(timeoutMs: number): Promise<Answer>;
}

/** One attempt, which was really made. */
export interface Attempt {
  /** Virtual time. */
  readonly atMs: number;
  readonly answer: Answer;
  /** Null for delivered. */
  readonly failure: Failure | null;
  /** What its status says to the vendor beside that. */
  readonly effect: StatusMeaning["effect"] | null;
}

/**
 * How a call ended.
 *
 * - `parked`: kept by the vendor, sent again only on request.
 * - `lost`: given up.
 * - `removed`: its answer made the vendor remove the integration.
 * - `deleted`: stored in a backup that was given up.
 * - `unsent`: not sent, or not sent again, because the integration was removed or switched off before.
 */
export const OUTCOMES = ["delivered", "parked", "lost", "removed", "deleted", "unsent"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface SentCall {
  /** Place among the calls, from 0. */
  readonly index: number;
  readonly trigger: Trigger | null;
  readonly policy: PlayedPolicy;
  readonly dueMs: number;
  readonly attempts: readonly Attempt[];
  /** Attempts that the vendor would have made beside those, and that were only counted. */
  readonly attemptsCounted: number;
  /** The call behind which this one was stored; null for none. */
  readonly storedBehind: number | null;
  readonly outcome: Outcome;
  /** From when it happened until the endpoint had it, in virtual time; null when it never had. */
  readonly waitedMs: number | null;
  /** Attempts made after one that the endpoint may have taken. */
  readonly wasted: number;
  /** It was sent again after a failure after which nobody knows that the vendor does. */
  readonly resentAsAssumed: boolean;
}

/** What became of an address for good. */
export interface Ending {
  readonly kind: "removed" | "switched-off";
  readonly policy: PlayedPolicy;
  readonly atMs: number;
  /** The call that brought it about. */
  readonly index: number;
}

/** A time in which later calls were stored behind one that failed. */
export interface Backup {
  readonly policy: PlayedPolicy;
  readonly index: number;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly stored: number;
}

export interface SenderReport {
  /** In the order of the calls. */
  readonly calls: readonly SentCall[];
  readonly endings: readonly Ending[];
  readonly backups: readonly Backup[];
}
