/** A CSV file with a header, as RFC 4180 and as Brazilian spreadsheets write it. */
export interface CsvTable {
  /** Column names as they stand in the file, trimmed. */
  readonly header: readonly string[];
  readonly rows: readonly CsvRow[];
  /** Line of a quote that is never closed or stands inside a cell; nothing after it was read. */
  readonly brokenAt: number | null;
}

export interface CsvRow {
  /** Line in the file where the row begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads a whole CSV file. The separator is the comma, or the semicolon where the header has no comma (Excel with
 * Brazilian settings). Bytes that are not UTF-8 are taken as Windows-1252. Empty lines are skipped.
 */
export function readCsv(bytes: Uint8Array): CsvTable {
  const text = decode(bytes);
  const firstLine = /^[^\r\n]*/.exec(text)?.[0] ?? "";
  const isSemicolon = firstLine.includes(";") && !firstLine.includes(",");
  const { rows, brokenAt } = readRows(text, isSemicolon ? SEMICOLON_CELL : COMMA_CELL);
  const [head, ...body] = rows;
  return { header: head?.cells.map((name) => name.trim()) ?? [], rows: body, brokenAt };
}

const COMMA_CELL = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/y;
const SEMICOLON_CELL = /(?:"([^"]*(?:""[^"]*)*)"|([^";\r\n]*))(;|\r\n|\n|\r|$)/y;

function readRows(text: string, pattern: RegExp): { rows: CsvRow[]; brokenAt: number | null } {
  const cellPattern = new RegExp(pattern);
  const rows: CsvRow[] = [];
  let line = 1;
  let nextLine = 1;
  let cells: string[] = [];
  while (cellPattern.lastIndex < text.length || cells.length > 0) {
    const match = cellPattern.exec(text);
    if (match === null) return { rows, brokenAt: line };
    const [, quoted, plain = "", end = ""] = match;
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    nextLine += quoted === undefined ? 0 : (quoted.match(/\r\n|\n|\r/g)?.length ?? 0);
    if (end === "," || end === ";") continue;
    if (cells.some((cell) => cell.trim() !== "")) rows.push({ line, cells });
    nextLine += 1;
    line = nextLine;
    cells = [];
  }
  return { rows, brokenAt: null };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
