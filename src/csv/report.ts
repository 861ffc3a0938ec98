import { stringify } from "csv-stringify/sync";
import type { Figure } from "../app/report/flatten.ts";

const HEADER = ["section", "key1", "key2", "key3", "measure", "currency", "value"];

/**
 * Figures as a table for spreadsheets, one a row. Keys are words of vendors and of whoever wrote a link: one that a spreadsheet would
 * run as a formula gets an apostrophe before it. Values are numbers and stay as they are.
 */
export function* reportCsv(figures: Iterable<Figure>): Generator<string> {
  yield stringify([HEADER]);
  for (const { section, keys, measure, currency, value } of figures) {
    const [first = "", second = "", third = ""] = keys;
    yield stringify([[section, first, second, third, measure, currency]], { escape_formulas: true }).replace(/\n$/, `,${value}\n`);
  }
}
