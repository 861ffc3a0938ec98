import { type Note, note } from "../../core/note.ts";
import { err, ok, type Result } from "../../core/result.ts";

/** Longest text message of Meta's API, in characters (official); no message to a buyer is meant to be longer by any driver. */
export const LONGEST_TEXT = 4096;

/** The text of a message that may be sent as it is. */
export function sendableText(text: string | null): Result<string, Note> {
  if (text === null || text.trim() === "") return err(note("whatsapp.no-text"));
  const length = [...text].length;
  return length > LONGEST_TEXT ? err(note("whatsapp.text-too-long", { length, most: LONGEST_TEXT })) : ok(text);
}
