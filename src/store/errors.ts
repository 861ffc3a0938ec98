import type { Database } from "better-sqlite3";
import Sqlite from "better-sqlite3";
import { type ErrorCode, IntgError } from "../core/errors.ts";

/**
 * SQLite's result codes, and the file system's where a file is opened by us, as ours. A code stands for its extended
 * codes too, where they have no line of their own: `SQLITE_IOERR` for `SQLITE_IOERR_FSYNC`. `PROTOCOL` is a lost race for the WAL lock.
 */
const STORAGE_CODES: ReadonlyMap<string, ErrorCode> = new Map([
  ["SQLITE_BUSY", "INTG_STORE_BUSY"],
  ["SQLITE_LOCKED", "INTG_STORE_BUSY"],
  ["SQLITE_PROTOCOL", "INTG_STORE_BUSY"],
  ["SQLITE_CORRUPT", "INTG_STORE_CORRUPT"],
  ["SQLITE_NOTADB", "INTG_STORE_CORRUPT"],
  ["SQLITE_FULL", "INTG_STORE_FULL"],
  ["SQLITE_READONLY", "INTG_STORE_UNWRITABLE"],
  ["SQLITE_CANTOPEN", "INTG_STORE_UNWRITABLE"],
  ["SQLITE_PERM", "INTG_STORE_UNWRITABLE"],
  ["SQLITE_IOERR", "INTG_STORE_UNWRITABLE"],
  // The shared memory beside the database finds no room: what a full disk does to who only wants to read.
  ["SQLITE_IOERR_SHMSIZE", "INTG_STORE_FULL"],
  ["ENOSPC", "INTG_STORE_FULL"],
  ["EDQUOT", "INTG_STORE_FULL"],
  ["EACCES", "INTG_STORE_UNWRITABLE"],
  ["EPERM", "INTG_STORE_UNWRITABLE"],
  ["EROFS", "INTG_STORE_UNWRITABLE"],
  ["ENOENT", "INTG_STORE_UNWRITABLE"],
  ["ENOTDIR", "INTG_STORE_UNWRITABLE"],
  ["EISDIR", "INTG_STORE_UNWRITABLE"],
]);

/**
 * The error to throw for `error`: an `IntgError` when storage failed, else `error` itself (an `IntgError` already, or
 * a bug). The driver's words are in `cause` only.
 */
export function storageError(error: unknown, path: string): unknown {
  const code = STORAGE_CODES.get(codeOf(error)) ?? STORAGE_CODES.get(primaryCode(error));
  return code === undefined ? error : new IntgError(code, { path }, { cause: error });
}

/** Runs `work` with its storage errors translated. */
export function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storageError(error, path);
  }
}

/** The same store, every method asynchronous as the ports want it and its storage errors translated. */
export function guardedStore<T extends object>(db: Database, store: T): T {
  const methods = Object.entries(store).map(([name, method]: [string, (...args: unknown[]) => Promise<unknown>]) => [
    name,
    async (...args: unknown[]) => {
      try {
        return await method(...args);
      } catch (error) {
        throw storageError(error, db.name);
      }
    },
  ]);
  return Object.fromEntries(methods) as T;
}

/** Whether another process held the lock that was needed. */
export function isBusy(error: unknown): boolean {
  return primaryCode(error) === "SQLITE_BUSY";
}

/** Whether a row was refused because its key is there already. */
export function isKeyTaken(error: unknown): boolean {
  const code = codeOf(error);
  return code === "SQLITE_CONSTRAINT_PRIMARYKEY" || code === "SQLITE_CONSTRAINT_UNIQUE";
}

/** Whether a row was refused because what it refers to is not there. */
export function isReferenceMissing(error: unknown): boolean {
  return codeOf(error) === "SQLITE_CONSTRAINT_FOREIGNKEY";
}

function primaryCode(error: unknown): string {
  return codeOf(error).replace(/^(SQLITE_[A-Z]+)_.*$/, "$1");
}

function codeOf(error: unknown): string {
  if (error instanceof Sqlite.SqliteError) return error.code;
  return error instanceof Error && "syscall" in error && "code" in error ? String(error.code) : "";
}
