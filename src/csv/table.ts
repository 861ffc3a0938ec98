import { stringify } from "csv-stringify/sync";

/** What a spreadsheet takes for a formula and runs. */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+(\.\d+)?$/;

/** Rows under a head for people's spreadsheets: UTF-8, `\n`, quotes only where a value needs them, and nothing that would be run. */
export function csvTable(head: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return stringify([[...head], ...rows.map((row) => row.map(cellText))], { record_delimiter: "\n" });
}

/** A leading apostrophe makes text of it in every spreadsheet. */
function cellText(value: string | number | null): string {
  const text = value === null ? "" : String(value);
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}
