/** C0, DEL and C1 controls; line and paragraph separators; marks that turn the direction of text around. */
const HARMFUL = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * Text of users, files and vendors as it may go to a terminal: a character that would move the cursor, change colours
 * or reorder what is read stands there as its code, `\u{1b}`.
 */
export function printable(text: string): string {
  return text.replace(HARMFUL, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** The same for a table cell: nothing is shown as `-`. */
export function cell(text: string | null): string {
  return text === null || text === "" ? "-" : printable(text);
}
