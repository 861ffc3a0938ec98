import Table from "cli-table3";
import { widthOf } from "./view/columns.ts";

const NO_BORDERS = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "  ",
};

const BETWEEN = NO_BORDERS.middle.length;
/** A column is not made narrower than this: words would fall apart. */
const NARROWEST = 10;

/**
 * Columns aligned by what a terminal shows, two blanks between them.
 *
 * @param room - characters in a line of the terminal; the widest columns are wrapped until the rest fits. Null for a pipe.
 */
export function renderTable(head: readonly string[], rows: readonly (readonly string[])[], room: number | null = null): string {
  const layout = layoutWithin(room, [head, ...rows]);
  const table = new Table({
    head: [...head],
    ...(layout === null ? {} : { colWidths: [...layout.widths], wordWrap: true, wrapOnWordBoundary: !layout.breaksWords }),
    chars: NO_BORDERS,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
  table.push(...rows.map((row) => [...row]));
  return table.toString().replace(/[ \t]+$/gm, "");
}

/**
 * How wide each column may be so that a row fits: cut down to the longest word first, and through words where that is not
 * enough, so that nothing is left out. Null where every row fits as it is.
 */
function layoutWithin(
  room: number | null,
  rows: readonly (readonly string[])[],
): { readonly widths: readonly number[]; readonly breaksWords: boolean } | null {
  const columns = (rows[0] ?? []).map((_, at) => rows.map((row) => row[at] ?? ""));
  const widths = columns.map((cells) => Math.max(...cells.map(widthOf)));
  if (room === null || isWithin(room, widths)) return null;
  const words = columns.map((cells) => Math.max(...cells.flatMap((cell) => cell.split(" ")).map(widthOf)));
  const byWords = shrunk(room, widths, words);
  if (isWithin(room, byWords)) return { widths: byWords, breaksWords: false };
  const narrowest = words.map((width) => Math.min(width, NARROWEST));
  return { widths: shrunk(room, byWords, narrowest), breaksWords: true };
}

/** The widest column made narrower, again and again, until a row fits or no column may be narrower. */
function shrunk(room: number, from: readonly number[], least: readonly number[]): readonly number[] {
  const widths = [...from];
  while (!isWithin(room, widths)) {
    const spare = widths.map((width, at) => (width > (least[at] ?? 0) ? width : 0));
    const widest = spare.indexOf(Math.max(...spare));
    if (spare[widest] === 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function isWithin(room: number, widths: readonly number[]): boolean {
  return widths.reduce((sum, width) => sum + width, 0) + BETWEEN * (widths.length - 1) <= room;
}
