import { randomBytes } from "node:crypto";
import { type FileHandle, open, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { IntgError } from "../core/errors.ts";
import { larger } from "./larger.ts";
import { spooled } from "./spool.ts";

/**
 * Writes a file whole or not at all: under a temporary name beside its place, then renamed. What stood there before
 * stays until then, and for good when `chunks` throws. A link is followed; a device or pipe is written into.
 *
 * @throws INTG_OUTPUT_UNWRITABLE
 */
export async function replaceFile(path: string, chunks: AsyncIterable<string | Uint8Array>): Promise<void> {
  const place = await placeOf(path);
  if (place.isSpecial) return writeInto(path, chunks);
  const draft = join(dirname(place.path), `.${basename(place.path)}.${randomBytes(6).toString("hex")}.tmp`);
  const file = await unlessUnwritable(path, () => open(draft, "wx", place.mode));
  try {
    await writeChunks(path, file, chunks);
    await unlessUnwritable(path, () => file.sync());
    await file.close();
    await unlessUnwritable(path, () => rename(draft, place.path));
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(draft, { force: true });
    throw error;
  }
}

interface Place {
  readonly path: string;
  readonly mode: number;
  /** Neither a file nor nothing: renaming over it would put a file in the place of `/dev/null`. */
  readonly isSpecial: boolean;
}

async function placeOf(path: string): Promise<Place> {
  try {
    const real = await realpath(path);
    const found = await stat(real);
    if (found.isDirectory()) throw new IntgError("INTG_OUTPUT_UNWRITABLE", { path, reason: "EISDIR" });
    return { path: real, mode: found.mode & 0o777, isSpecial: !found.isFile() };
  } catch (error) {
    if (error instanceof IntgError) throw error;
    // New, and it holds documents of people.
    return { path, mode: 0o600, isSpecial: false };
  }
}

/** There is no taking back, so nothing is written before everything is there. */
async function writeInto(path: string, chunks: AsyncIterable<string | Uint8Array>): Promise<void> {
  const ready = await spooled(chunks);
  const file = await unlessUnwritable(path, () => open(path, "w"));
  try {
    for await (const chunk of ready) await unlessUnwritable(path, () => file.write(chunk));
  } finally {
    await file.close();
  }
}

async function writeChunks(path: string, file: FileHandle, chunks: AsyncIterable<string | Uint8Array>): Promise<void> {
  for await (const chunk of larger(chunks)) await unlessUnwritable(path, () => file.appendFile(chunk));
}

async function unlessUnwritable<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const reason = cause instanceof Error && "code" in cause ? String(cause.code) : "unwritable";
    throw new IntgError("INTG_OUTPUT_UNWRITABLE", { path, reason }, { cause });
  }
}
