import { randomBytes } from "node:crypto";
import { open, readFile, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { IntgError } from "../core/errors.ts";
import { type JsonValue, valueAt } from "../core/json.ts";
import { replaceFile } from "../shared/replace-file.ts";

/** Where calls are accepted, and by whom: what a script waits for. */
export interface ReadyNotice {
  readonly host: string;
  readonly port: number;
  readonly url: string;
  readonly pid: number;
}

/** A file that is there while calls are accepted. */
export interface ReadyFile {
  /** Writes the notice as one line, whole or not at all. @throws INTG_OUTPUT_UNWRITABLE */
  write(notice: ReadyNotice): Promise<void>;
  /** Takes the file away, unless another process has put its own in its place. */
  remove(): Promise<void>;
}

/** More than any notice has. */
const MAX_BYTES = 4096;

/**
 * Makes sure that the file can be written later, and takes away one that a killed process left. A pipe or device is written into
 * and left alone.
 *
 * @throws INTG_OUTPUT_UNWRITABLE where it cannot be written, or is a file of somebody else's: that is not ours to delete.
 */
export async function claimReadyFile(path: string): Promise<ReadyFile> {
  const kind = await unlessUnwritable(path, () => kindOf(path));
  if (kind === "foreign") throw new IntgError("INTG_OUTPUT_UNWRITABLE", { path, reason: "not-a-ready-file" });
  if (kind !== "special") await unlessUnwritable(path, () => tryFolder(path));
  if (kind === "stale") await unlessUnwritable(path, () => rm(path, { force: true }));
  let written: ReadyNotice | undefined;
  return {
    async write(notice) {
      await replaceFile(path, lineOf(notice));
      written = notice;
    },
    async remove() {
      if (written === undefined || kind === "special") return;
      // It must not keep the listener from ending.
      if ((await writerOf(path)) === written.pid) await rm(path, { force: true }).catch(() => undefined);
      written = undefined;
    },
  };
}

async function kindOf(path: string): Promise<"none" | "stale" | "special" | "foreign"> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (found === undefined) return "none";
  if (found.isDirectory()) throw new IntgError("INTG_OUTPUT_UNWRITABLE", { path, reason: "EISDIR" });
  if (!found.isFile()) return "special";
  if (found.size > MAX_BYTES) return "foreign";
  return found.size === 0 || (await writerOf(path)) !== undefined ? "stale" : "foreign";
}

/** Permissions alone do not tell: a full or read-only disk, a folder of the system's. */
async function tryFolder(path: string): Promise<void> {
  const draft = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}.tmp`);
  await (await open(draft, "wx")).close();
  await rm(draft);
}

/** Whose notice stands there; undefined when it is none. */
async function writerOf(path: string): Promise<number | undefined> {
  try {
    const notice = JSON.parse(await readFile(path, "utf8")) as JsonValue;
    const pid = valueAt(notice, "pid");
    return typeof pid === "number" && typeof valueAt(notice, "port") === "number" ? pid : undefined;
  } catch {
    return undefined;
  }
}

async function* lineOf(notice: ReadyNotice): AsyncIterable<string> {
  yield `${JSON.stringify(notice)}\n`;
}

async function unlessUnwritable<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof IntgError) throw cause;
    const reason = cause instanceof Error && "code" in cause ? String(cause.code) : "unwritable";
    throw new IntgError("INTG_OUTPUT_UNWRITABLE", { path, reason }, { cause });
  }
}
