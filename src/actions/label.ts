import { type Note, note } from "../core/note.ts";
import { err, ok, type Result } from "../core/result.ts";
import type { ActionCall, ActionId } from "../core/rule.ts";

const LONGEST = 100;

/** A tag, funnel, template or destination name: trimmed, one line, not empty, no control characters. */
export function readLabel(text: string | true, what: string): Result<string, Note> {
  const label = text === true ? "" : text.trim().normalize("NFC");
  if (label === "") return err(note("action.empty-name", { what }));
  if (label.length > LONGEST) return err(note("action.long-name", { what, longest: LONGEST }));
  if (/\p{Cc}/u.test(label)) return err(note("action.control-character", { what }));
  return ok(label);
}

/** `readTarget` of an action whose target is one name and nothing else. */
export function labelTarget(id: ActionId, what: string): (text: string | true) => Result<ActionCall, Note> {
  return (text) => {
    const label = readLabel(text, what);
    return label.ok ? ok({ id, target: label.value }) : label;
  };
}
