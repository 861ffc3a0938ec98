import { existsSync, readdirSync, statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import type { ExposedPath, HomeFacts } from "../app/doctor-ports.ts";

/** What opens the database, or is it. */
const SECRET_FILES = /^(key|intg\.db.*)$/;

/** Looks at a home from outside: nothing in it is opened for writing, nothing is made. */
export function readHomeFacts(home: string): HomeFacts {
  const database = join(home, "intg.db");
  return {
    path: home,
    hasDatabase: existsSync(database),
    // Windows has no such mode bits.
    exposed: process.platform === "win32" ? null : exposedPaths(home),
    freeBytes: freeBytesOf(home),
    databaseBytes: bytesOf(database),
    walBytes: bytesOf(`${database}-wal`),
    isListening: isLocked(join(home, "listener.lock")),
  };
}

function exposedPaths(home: string): readonly ExposedPath[] {
  const files = namesIn(home).filter((name) => SECRET_FILES.test(name));
  return [exposed(home, 0o700), ...files.map((name) => exposed(join(home, name), 0o600))].flatMap((found) => found ?? []);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function exposed(path: string, wanted: number): ExposedPath | null {
  const mode = modeOf(path);
  if (mode === null || (mode & 0o077) === 0) return null;
  return { path, mode: octal(mode), wanted: octal(wanted) };
}

function modeOf(path: string): number | null {
  try {
    return statSync(path).mode & 0o777;
  } catch {
    return null;
  }
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, "0");
}

function bytesOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

function freeBytesOf(home: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(home);
    return bavail * bsize;
  } catch {
    return null;
  }
}

/**
 * Whether the listener's lock is held, by asking for a reader's share of it: that holds nobody up for longer than a moment, and is
 * refused while a listener has the whole.
 */
function isLocked(path: string): boolean | null {
  if (!existsSync(path)) return false;
  let lock: Sqlite.Database | undefined;
  try {
    lock = new Sqlite(path, { readonly: true, timeout: 0 });
    lock.prepare("SELECT count(*) FROM sqlite_schema").get();
    return false;
  } catch (error) {
    return error instanceof Sqlite.SqliteError && error.code.startsWith("SQLITE_BUSY") ? true : null;
  } finally {
    lock?.close();
  }
}
