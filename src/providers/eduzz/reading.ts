import { type Note, note } from "../../core/note.ts";
import type { Trigger } from "../../core/triggers.ts";

/** What a call says happened. */
export interface Reading {
  readonly trigger: Trigger;
  readonly also: readonly Trigger[];
  /** Tells two events of one trigger and transaction apart in their keys; null where there can be only one. */
  readonly variant: string | null;
  /** A known event that has no trigger here. */
  readonly isIdle: boolean;
  readonly isPartialRefund: boolean;
  readonly remarks: readonly Note[];
}

type Options = Partial<Omit<Reading, "trigger">>;

/** Nobody knows what it says. Never taken for a sale. */
export const UNKNOWN: Reading = told("unknown");

export function told(trigger: Trigger, options: Options = {}): Reading {
  return { trigger, also: [], variant: null, isIdle: false, isPartialRefund: false, remarks: [], ...options };
}

/** Known, kept and shown, and nothing follows from it. */
export function idle(...remarks: readonly Note[]): Reading {
  return told("unknown", { isIdle: true, remarks });
}

/** @param native - the vendor's name of the event. */
export function readingNotes({ isIdle, remarks }: Reading, native: string): readonly Note[] {
  return isIdle ? [note("event.no-trigger", { native }), ...remarks] : remarks;
}
