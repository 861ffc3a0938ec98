/** Where a line begins in its text, and its number, 1 first. */
export interface LinePlace {
  readonly at: number;
  readonly line: number;
}

/** Blank, a comment (`#`, `//`), or a variable of an editor (`@host = ...`). */
const ASIDE = /^[ \t]*(?:#|\/\/|@[\w-]+[ \t]*=|\r?$)/;

/** The first line from `place` on that says something; null when none does. */
export function firstSaying(text: string, place: LinePlace): LinePlace | null {
  let { at, line } = place;
  for (; at < text.length; line += 1) {
    const end = endOfLine(text, at);
    if (!ASIDE.test(text.slice(at, end))) return { at, line };
    at = end + 1;
  }
  return null;
}

/** Of its line feed; of the text where there is none. */
export function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end;
}
