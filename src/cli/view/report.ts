import type { ChalkInstance } from "chalk";
import type { Page, PagePart, PageSection, Tile } from "../../html/model.ts";
import { printable } from "../printable.ts";
import { alignRows, indent, padEnd, padStart, shorten, widthOf } from "./columns.ts";

/** Names are not made shorter than this to let a row fit. */
const SHORTEST_NAME = 12;
const BETWEEN = 2;

/** A report as lines: what it is about, the totals, then a table per section. */
export function reportLines(page: Page, style: ChalkInstance, columns: number | null): readonly string[] {
  const head = `${style.bold(page.title)}  ${printable(page.about.join(", "))}`;
  return [head, "", ...indent(tileLines(page.tiles, style)), ...page.sections.flatMap((section) => sectionLines(section, style, columns))];
}

function tileLines(tiles: readonly Tile[], style: ChalkInstance): readonly string[] {
  const width = Math.max(...tiles.map(({ value }) => widthOf(value)));
  return alignRows(tiles.map(({ label, value, details }) => [label, padStart(value, width), style.dim(details.join(", "))]));
}

function sectionLines({ title, notes, parts }: PageSection, style: ChalkInstance, columns: number | null): readonly string[] {
  const tables = parts.flatMap((part, at) => [...(at === 0 ? [] : [""]), ...tableLines(part, style, columns)]);
  const noteLines = notes.flatMap((note) => wrapped(note, (columns ?? 100) - BETWEEN)).map((line) => style.dim(line));
  return ["", style.bold(title), ...indent(noteLines), ...indent(tables)];
}

/** Numbers stand under each other by their last digit; names are cut where a row would not fit the terminal. */
function tableLines({ columns, rows, rest }: PagePart, style: ChalkInstance, room: number | null): readonly string[] {
  const cells = [columns.map(({ title }) => title), ...rows.map((row) => row.map(printable))];
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => widthOf(row[at] ?? ""))));
  const over = room === null ? 0 : widths.reduce((sum, width) => sum + width + BETWEEN, 0) - room;
  widths[0] = Math.max((widths[0] ?? 0) - Math.max(0, over), Math.min(widths[0] ?? 0, SHORTEST_NAME));
  const lines = cells.map((row) =>
    row
      .map((value, at) => (columns[at]?.isNumber === true ? padStart : padEnd)(shorten(value, widths[at] ?? 0), widths[at] ?? 0))
      .join(" ".repeat(BETWEEN))
      .trimEnd(),
  );
  return [style.dim(lines[0] ?? ""), ...lines.slice(1), ...(rest === null ? [] : [style.dim(rest)])];
}

function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last) + 1 + widthOf(word) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
