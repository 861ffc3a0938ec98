import { type Identifiers, mentionsIn } from "../../core/mentions.ts";
import type { Store } from "../ports.ts";

/** Calls that name somebody, found by reading every one that is stored. */
export interface Survey {
  /** What of the person each of them names, by the id of the call. */
  readonly found: ReadonlyMap<string, readonly string[]>;
  /** Where the last call stands that was read. */
  readonly until: number;
}

/** Calls read at a time: a few megabytes. */
const PAGE = 500;

export const NOTHING_READ: Survey = { found: new Map(), until: 0 };

/**
 * Reads the calls that came after an earlier survey. Whose an event is tells where to look first, but not everything: a repeat, a
 * test call, one that could not be read and one about somebody else's sale belong to nobody, or to another, and name the person
 * all the same.
 *
 * @param onRead - told how many calls were read, between two pages; throws to stop.
 */
export async function surveyCalls(
  { privacy }: Pick<Store, "privacy">,
  identifiers: Identifiers,
  before: Survey,
  onRead: (calls: number) => void | Promise<void> = () => undefined,
): Promise<Survey> {
  const found = new Map(before.found);
  for (let until = before.until; ; ) {
    const page = await privacy.callTexts(until, PAGE);
    for (const { id, text } of page) {
      const named = mentionsIn(text, identifiers);
      if (named.length > 0) found.set(id, named);
    }
    until = page.at(-1)?.seq ?? until;
    if (page.length < PAGE) return { found, until };
    await onRead(page.length);
  }
}
