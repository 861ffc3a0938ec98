import type { Person } from "../../core/mask.ts";
import { type Note, note } from "../../core/note.ts";
import { err, ok, type Result } from "../../core/result.ts";

/** Most that text fields hold (1 repo, by leadlovers' staff). */
const LONGEST = 100;

/** The key of a lead. Never cut: a shortened address is somebody else's. */
export function leadEmail(person: Person): Result<string, Note> {
  const email = person.email?.trim() ?? "";
  if (email === "") return err(note("leadlovers.no-email"));
  return email.length > LONGEST ? err(note("leadlovers.long-email", { longest: LONGEST })) : ok(email);
}

export function leadName(person: Person): string | null {
  const name = person.name?.trim() ?? "";
  return name === "" ? null : shortened(name);
}

/**
 * A Brazilian number as area code and number, `41900000001`, as in every example (official); any other with its country's
 * code in front (guess).
 */
export function leadPhone(person: Person): string | null {
  const digits = person.phone?.replace(/\D/g, "") ?? "";
  if (digits === "") return null;
  return /^55\d{10,11}$/.test(digits) ? digits.slice(2) : digits.slice(0, LONGEST);
}

/** Never half of a character that takes two units. */
function shortened(text: string): string {
  return text
    .slice(0, LONGEST)
    .replace(/[\uD800-\uDBFF]$/, "")
    .trimEnd();
}
