import { type Note, note } from "../core/note.ts";
import { err, ok, type Result } from "../core/result.ts";
import type { DestinationAccount } from "./contract.ts";

/**
 * The newest value of a secret, as the value of a header: blanks around it are cut off, and what a header cannot carry is
 * refused here, before it breaks the request. Null where there is none.
 */
export function headerSecret(account: DestinationAccount, name: string): Result<string | null, Note> {
  const value = account.secrets.get(name)?.[0]?.reveal().trim() ?? "";
  if (value === "") return ok(null);
  return /^[\x20-\x7e]+$/.test(value) ? ok(value) : err(note("secret.not-header", { name }));
}

/** What looks wrong with a value that is to go into a header. */
export function headerSecretNotes(name: string, value: string): readonly Note[] {
  return /^[\x20-\x7e]+$/.test(value.trim()) ? [] : [note("secret.not-header", { name })];
}
