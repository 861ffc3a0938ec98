import { type Note, note } from "../core/note.ts";
import { printable } from "./printable.ts";

/** Longer lines are shown around the place only. */
const WIDEST = 100;
const BEFORE = 60;

/** Column of a place in a text, counted from 1 in characters as they are seen. */
export function columnOf(text: string, at: number): number {
  return [...text.slice(0, at)].length + 1;
}

/**
 * A line as it was written, and under it a mark where it goes wrong.
 *
 * @param column - counted from 1, in characters.
 */
export function pointer(line: string, column: number): Note {
  const characters = [...line.replace(/[\s\p{Cc}]/gu, " ")];
  const start = characters.length <= WIDEST ? 0 : Math.max(0, column - 1 - BEFORE);
  const shown = characters.slice(start, start + WIDEST).join("");
  return note("pointer", { line: printable(shown), blanks: " ".repeat(column - 1 - start) });
}
