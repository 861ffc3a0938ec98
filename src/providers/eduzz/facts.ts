import { type EventFacts, unreadableFacts } from "../../core/event.ts";
import { type Note, note } from "../../core/note.ts";
import { type Reading, readingNotes } from "./reading.ts";

/** What every event has to tell; everything else is absent unless it is given. */
type Told = Pick<EventFacts, "format" | "nativeEvent" | "keys"> & Partial<Omit<EventFacts, "trigger" | "also" | "isPartialRefund">>;

const NOTHING = unreadableFacts("eduzz");

/** One event: what its reading says, and what else was found in the call. */
export function factsOf(reading: Reading, told: Told): EventFacts {
  return {
    ...NOTHING,
    ...told,
    trigger: reading.trigger,
    also: reading.also,
    ...(reading.isPartialRefund ? { isPartialRefund: true as const } : {}),
    notes: [...readingNotes(reading, told.nativeEvent), ...(told.notes ?? [])],
  };
}

/** Access belongs to the student, so the messages about it go there too. */
export function studentNotes(isOther: boolean): readonly Note[] {
  return isOther ? [note("eduzz.student-is-not-payer")] : [];
}
