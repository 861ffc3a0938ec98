import { type Note, note } from "../../core/note.ts";
import { readQuietHours } from "../../core/quiet-hours.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { SendPolicy } from "../../core/sending.ts";

/** Buyers are people in Brazil, whatever the zone of this machine. */
const ZONE = "America/Sao_Paulo";
const NONE = "none";

export function readQuiet(text: string): Result<string, Note> {
  const value = text.trim().toLowerCase();
  if (value === NONE) return ok(NONE);
  const hours = readQuietHours(value);
  return hours.ok ? ok(`${hours.value.from}-${hours.value.to}`) : err(note("whatsapp.bad-quiet", { given: text }));
}

/** @param text - as `readQuiet` gave it; null for never. */
export function quietHours(text: string): SendPolicy["quiet"] {
  const hours = readQuietHours(text);
  return hours.ok ? { ...hours.value, zone: ZONE } : null;
}
