import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { IntgError } from "../core/errors.ts";

/**
 * Takes the right to be the one listener of a home, and holds it until released or until the process ends, however it
 * ends: the lock is the operating system's, taken through an empty database of its own.
 *
 * @throws INTG_LISTENER_RUNNING when another process holds it.
 */
export function takeListenerLock(home: string): { release(): void } {
  const path = join(home, "listener.lock");
  try {
    const lock = new Sqlite(path, { timeout: 0 });
    lock.exec("BEGIN EXCLUSIVE");
    return { release: () => lock.close() };
  } catch (cause) {
    const busy = cause instanceof Sqlite.SqliteError && cause.code.startsWith("SQLITE_BUSY");
    throw busy ? new IntgError("INTG_LISTENER_RUNNING", { home }, { cause }) : new IntgError("INTG_STORE_UNWRITABLE", { path }, { cause });
  }
}
