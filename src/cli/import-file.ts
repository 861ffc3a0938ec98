import { readFile } from "node:fs/promises";
import type { ImportFile } from "../app/import-advertisers.ts";
import { IntgError } from "../core/errors.ts";
import { readCsv } from "../csv/read.ts";
import { printable } from "./printable.ts";

/** A CSV file to import. @throws INTG_FILE_UNREADABLE */
export async function readImportFile(path: string): Promise<ImportFile> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    const reason = cause instanceof Error && "code" in cause ? String(cause.code) : "unreadable";
    throw new IntgError("INTG_FILE_UNREADABLE", { path: printable(path), reason }, { cause });
  });
  return { path: printable(path), ...readCsv(bytes) };
}
