import type { ImportFile } from "../app/import-advertisers.ts";
import { readCsv } from "../csv/read.ts";
import { readBounded } from "../shared/bounded-file.ts";
import { printable } from "./printable.ts";

/** Some million rows; whatever is longer was the wrong file. */
const LARGEST_BYTES = 256 * 1024 * 1024;

/** A CSV file to import. @throws INTG_FILE_UNREADABLE, INTG_FILE_TOO_LARGE */
export async function readImportFile(path: string): Promise<ImportFile> {
  const bytes = await readBounded(path, LARGEST_BYTES);
  return { path: printable(path), ...readCsv(bytes) };
}
