import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { IntgError } from "../core/errors.ts";
import { type HttpFile, readHttpFile } from "../core/http-file.ts";
import { packageRoot } from "./package-root.ts";

const ENDING = ".http";
/** Bytes as the vendor sends them, whatever their format and character set. */
const DOCUMENT_ENDING = ".document";

/** Names, without folder and ending, of the sample calls that ship for `provider`, sorted. */
export function listFixtures(provider: string): readonly string[] {
  const folder = join(packageRoot(), "fixtures", provider);
  const files = reading(folder, () => readdirSync(folder));
  return files
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .sort();
}

/**
 * The sample call `name` of `provider`, without credentials.
 *
 * @param name - as an adapter's table of events or `listFixtures` gives it.
 */
export function readFixture(provider: string, name: string): HttpFile {
  const path = join(packageRoot(), "fixtures", provider, `${name}${ENDING}`);
  const read = readHttpFile(reading(path, () => readFileSync(path)));
  if (!read.ok) throw new IntgError("INTG_HTTP_FILE_BAD", { path, reason: read.error });
  return read.value;
}

/** What the vendor answers about a sample call that only points to it; undefined for a call that speaks for itself. */
export function readFixtureDocument(provider: string, name: string): Uint8Array | undefined {
  const path = join(packageRoot(), "fixtures", provider, `${name}${DOCUMENT_ENDING}`);
  return existsSync(path) ? reading(path, () => new Uint8Array(readFileSync(path))) : undefined;
}

function reading<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new IntgError("INTG_FILE_UNREADABLE", { path, reason: reasonOf(cause) }, { cause });
  }
}

/** `ENOENT` and the like. */
function reasonOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
}
