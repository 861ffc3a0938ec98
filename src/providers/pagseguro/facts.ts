import { type EventFacts, unreadableFacts } from "../../core/event.ts";
import { type Note, note } from "../../core/note.ts";
import type { Payload } from "./payload.ts";

/** What a reader of one format found out; everything else is unknown. */
type Known = Partial<EventFacts> & Pick<EventFacts, "trigger" | "nativeEvent" | "keys">;

export function factsOf(format: Payload["format"], known: Known): EventFacts {
  return { ...unreadableFacts(format), ...known };
}

/** Known, and without a meaning here. */
export function noTrigger(native: string): readonly Note[] {
  return [note("event.no-trigger", { native })];
}

/** A call whose document is missing something it must have: nothing is taken from the call instead, for that may be forged. */
export function unreadableDocument(format: Payload["format"], nativeEvent: string, keys: readonly string[]): EventFacts {
  return factsOf(format, { trigger: "unknown", nativeEvent, keys, notes: [note("pagseguro.document-unreadable")] });
}
