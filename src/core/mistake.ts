import { type Note, note } from "./note.ts";

/**
 * Known reasons why a call that somebody really sent does not verify. The beginning says where it was made: `body` on the way,
 * `sent` by whoever calls, `stored` when the credential was kept here, `other` at an address that is not the call's; `shows` is
 * what the call says of itself, and `unset`, `absent`, `unknown` and `usable` are what is left to say where nothing fits.
 *
 * The words stand in the catalogue under `note.mistake.<code>`, what to do about one under `refusal.mend.<code>`.
 */
export const MISTAKE_CODES = [
  "body-rewritten",
  "body-newline",
  "body-line-ends",
  "body-mark",
  "body-charset",
  "body-wrapped",
  "body-base64",

  "sent-in-query",
  "sent-in-path",
  "sent-in-header",
  "sent-in-body",
  "sent-as-bearer",
  "sent-as-basic",
  "sent-bare",
  "sent-twice",
  "sent-padded",
  "sent-itself",
  "sent-prefixed",
  "sent-upper-case",
  "sent-in-base64",
  "sent-swapped",
  "sent-without-hyphen",
  "sent-keyed",

  "stored-quoted",
  "stored-with-blanks",
  "stored-with-scheme",
  "stored-with-name",
  "stored-as-pair",
  "stored-in-other-case",
  "stored-under-other-name",
  "stored-product-key",

  "other-store",
  "other-environment",
  "other-provider",
  "other-provider-shape",

  "shows-other-secret",
  "shows-sandbox",
  "shows-clone",
  "shows-test",

  "unset",
  "absent",
  "usable",
  "unknown",
] as const;
export type MistakeCode = (typeof MISTAKE_CODES)[number];

/** What is left to say when none of the known mistakes fits. */
const LEFT: ReadonlySet<MistakeCode> = new Set<MistakeCode>(["unset", "absent", "usable", "unknown"]);

/** @param params - names of fields, headers, stores and secrets; never a value that was sent or kept. */
export function mistakeNote(code: MistakeCode, params: Note["params"] = {}): Note {
  return note(`mistake.${code}`, params);
}

/** The code of such a note; null of any other note. */
export function mistakeOf({ code }: Note): MistakeCode | null {
  return MISTAKE_CODES.find((known) => `mistake.${known}` === code) ?? null;
}

/** Whether a mistake was found, and not only what is left to say. */
export function isFound(mistake: Note): boolean {
  const code = mistakeOf(mistake);
  return code !== null && !LEFT.has(code);
}
