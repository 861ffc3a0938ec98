import type { Instant } from "./instant.ts";
import type { Note } from "./note.ts";
import type { ActionId } from "./rule.ts";

/**
 * How far an action is on its way out. `sending` is held by a worker until its lease is over; `sent` was confirmed by the
 * destination; `dead` waits for the operator; `dropped` was given up by the operator, `canceled` by a later event.
 */
export const DISPATCH_STATES = ["queued", "sending", "sent", "dead", "dropped", "canceled"] as const;
export type DispatchState = (typeof DISPATCH_STATES)[number];

/** One action that is to be done at one destination. */
export interface DispatchDraft {
  /** Name of the destination; null when none could be found for it, and then `ended` says why. */
  readonly destination: string | null;
  /** Whose order is kept: what goes to one destination for one contact goes in order. The event where nobody is known. */
  readonly lane: string;
  readonly eventId: string;
  /** Rule id, or `link`. */
  readonly rule: string;
  readonly action: ActionId;
  /** Tag, funnel, product slug, template or destination, as in the rule. */
  readonly target: string;
  /** What becomes of the object: `on`, the sequence, `granted`; null when it is taken away. Null for messages. */
  readonly value: string | null;
  /**
   * What the same action is never done twice about: the event (whichever call told of it first), or the start of a
   * subscription, of which two events may tell.
   */
  readonly occasion: string;
  /**
   * What of the contact it changes, `tag:aluno`, `funnel:vendas`, `access:curso-x`; null for what changes nothing. A destination
   * is told of an object only when it was not told the same last.
   */
  readonly object: string | null;
  /** Product, sale and place on the happy path of a message, by which a later event cancels it; null for what stays. */
  readonly product: string | null;
  readonly sale: string | null;
  readonly step: number | null;
  /** When what it is about happened. */
  readonly happenedAt: Instant;
  /** When it is meant to go. */
  readonly dueAt: Instant;
  readonly createdAt: Instant;
  /** Why it ends before it began: it cannot be sent as things are, or what it says is overtaken. Null for what is to go. */
  readonly ended: { readonly state: "dead" | "canceled"; readonly reason: Note } | null;
}

export interface Dispatch extends Omit<DispatchDraft, "ended"> {
  /** `dsp_` and 20 characters: the same for the same action about the same occasion, and the receiver's idempotency key. */
  readonly id: string;
  readonly state: DispatchState;
  /** When it is tried next; of one that is being sent, the end of the lease. */
  readonly nextAt: Instant;
  readonly attempts: number;
  /** The last attempt may have worked although nobody told us: the answer was lost, or we were. */
  readonly isUncertain: boolean;
  /** Why it waits or failed, after the first attempt; null before. */
  readonly reason: Note | null;
  readonly endedAt: Instant | null;
}

/** One try that did not work, or one that did after others that had not. */
export interface Attempt {
  readonly number: number;
  readonly at: Instant;
  readonly ms: number;
  /** HTTP status; null when there was no answer. */
  readonly status: number | null;
  readonly reason: Note | null;
  /** Beginning of the answer's body, without secrets and personal data. */
  readonly response: string | null;
}
