import { CsvError, parse } from "csv-parse/sync";

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
  const delimiter = firstLine.includes(";") && !firstLine.includes(",") ? ";" : ",";
  const rows: CsvRow[] = [];
  let lastLine = 0;
  try {
    parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      on_record: (cells: readonly string[], { lines, empty_lines }) => {
        rows.push({ line: lines - breaksIn(cells), cells });
        lastLine = lines + empty_lines;
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const [head, ...body] = rows;
    return { header: headerOf(head), rows: body, brokenAt: lastLine + 1 };
  }
  const [head, ...body] = rows;
  return { header: headerOf(head), rows: body, brokenAt: null };
}

/** csv-parse tells the line a record ends on; a quoted cell may have begun it further up. */
function breaksIn(cells: readonly string[]): number {
  return cells.join("").match(/\r\n|\n|\r/g)?.length ?? 0;
}

function headerOf(head: CsvRow | undefined): readonly string[] {
  return head?.cells.map((name) => name.trim()) ?? [];
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
