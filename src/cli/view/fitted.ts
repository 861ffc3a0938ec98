import { wrapText } from "../init/wrap.ts";
import { widthOf } from "./columns.ts";

/** Prose of the catalogue is broken at some 120 characters: a line this long goes on in the next one. */
const LONG = 90;

/** A blank at which no line is broken; the catalogue has none. */
const GLUE = "\u{a0}";

/**
 * A text of the catalogue in a terminal that is narrower than it was written for: broken between words, under the column in
 * which it began. Commands stay whole, so that they can be copied.
 *
 * @param columns - of the terminal; null for a pipe, where the text stays as it is.
 */
export function fitted(text: string, columns: number | null): string {
  const lines = text.split("\n");
  // The last column stays free: a terminal would begin a new row there.
  const width = (columns ?? 0) - 1;
  if (columns === null || lines.every((line) => widthOf(line) <= width)) return text;
  return joined(lines)
    .flatMap((line) => (isCommand(line) || widthOf(line) <= width ? [line] : wrapped(line, width)))
    .join("\n");
}

/** Paragraphs in one line each, so that none has a short line in its middle. */
function joined(lines: readonly string[]): readonly string[] {
  const whole: string[] = [];
  let before = "";
  for (const line of lines) {
    const last = whole.at(-1);
    const goesOn = last !== undefined && widthOf(before) >= LONG && line.trim() !== "" && !isCommand(line) && !isCommand(last);
    if (goesOn && indentOf(line) === hangOf(last)) whole[whole.length - 1] = `${last} ${line.trim()}`;
    else whole.push(line);
    before = line;
  }
  return whole;
}

function wrapped(line: string, width: number): readonly string[] {
  const [indent, hang] = [indentOf(line), hangOf(line)];
  // Where the last column has no room beside the others, it stands below them.
  if (hang > width / 2) {
    const last = line.slice(beforeLast(line).length);
    return [beforeLast(line).trimEnd(), ...wrapText(last, width - indent - 2).map((part) => " ".repeat(indent + 2) + part)];
  }
  // Blanks between columns are no places to break at.
  const glued = line.replace(/^ +| {2,}/g, (blanks) => GLUE.repeat(blanks.length));
  const [first = "", ...rest] = wrapText(glued, width);
  const others = rest.length === 0 ? [] : wrapText(rest.join(" "), width - hang).map((part) => " ".repeat(hang) + part);
  return [first, ...others].map((part) => part.replaceAll(GLUE, " "));
}

function isCommand(line: string): boolean {
  return /^ *intg /.test(line);
}

function indentOf(line: string): number {
  return /^ */.exec(line)?.[0].length ?? 0;
}

/** Where the last column of a line begins: behind the number of a step, the name of a row, or the indentation. */
function hangOf(line: string): number {
  return widthOf(beforeLast(line));
}

/** What stands before the last column. */
function beforeLast(line: string): string {
  return /^.*\S {2,}(?=\S)/.exec(line)?.[0] ?? /^ */.exec(line)?.[0] ?? "";
}
