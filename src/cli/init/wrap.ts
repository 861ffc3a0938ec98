import { padEnd, widthOf } from "../view/columns.ts";

/** Wider lines are hard to read, whatever the terminal. */
const WIDEST = 100;

/** Characters that a line of ours may have there: the last column stays free, where a terminal would begin a new row. */
export function readableWidth({ isTTY, columns }: Pick<NodeJS.WriteStream, "isTTY" | "columns">): number {
  return (isTTY === true && columns > NARROWEST ? Math.min(columns, WIDEST) : WIDEST) - 1;
}

/** A column is not made narrower than this: words would stand one to a line. */
const NARROWEST = 20;

/** A text as lines of at most `width` characters, broken between words; a longer word stands alone. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last) + 1 + widthOf(word) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Rows as lines, each column but the last as wide as its widest cell; the last is wrapped where a line would be too long. */
export function wrapRows(rows: readonly (readonly string[])[], width: number): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) for (const [at, cell] of row.slice(0, -1).entries()) widths[at] = Math.max(widths[at] ?? 0, widthOf(cell));
  return rows.flatMap((row) => {
    const head = row
      .slice(0, -1)
      .map((cell, at) => `${padEnd(cell, widths[at] ?? 0)}  `)
      .join("");
    const lines = wrapText(row.at(-1) ?? "", Math.max(NARROWEST, width - widthOf(head)));
    return lines.map((line, at) => `${at === 0 ? head : " ".repeat(widthOf(head))}${line}`.trimEnd());
  });
}
