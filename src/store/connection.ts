import { chmodSync, closeSync, openSync, statSync } from "node:fs";
import type { Database } from "better-sqlite3";
import Sqlite from "better-sqlite3";
import { IntgError } from "../core/errors.ts";
import { guarded, isBusy } from "./errors.ts";
import { refuseForeign } from "./migrate.ts";

export interface DatabaseOptions {
  /** How long a statement waits for another process's lock. 5000 when absent. */
  readonly busyTimeoutMs?: number;
}

/** `PRAGMA synchronous` as SQLite reports FULL. */
const SYNCHRONOUS_FULL = 2;

const BUSY_TIMEOUT_MS = 5000;
const WAL_PAUSE_MS = 20;

/**
 * Opens (and makes, mode 0600) the database at `path`, or a passing one in memory for `:memory:`.
 *
 * Every connection sets every pragma itself: better-sqlite3 opens the second connection to a WAL database at
 * synchronous=NORMAL, under which a power cut may take back what a vendor was told we have. The small checkpoint
 * halves the tail of the answer times (performance study, section 3).
 *
 * The folder must exist; the schema is `migrate`'s business.
 */
export function openDatabase(path: string, options: DatabaseOptions = {}): Database {
  return guarded(path, () => {
    if (path !== ":memory:") ensurePrivateFile(path);
    const db = new Sqlite(path, { timeout: options.busyTimeoutMs ?? BUSY_TIMEOUT_MS });
    try {
      // Before anything is written, and switching to WAL is writing.
      refuseForeign(db);
      enterWal(db, options.busyTimeoutMs ?? BUSY_TIMEOUT_MS);
      db.pragma("synchronous = FULL");
      db.pragma("wal_autocheckpoint = 250");
      db.pragma("foreign_keys = ON");
      // What is deleted or overwritten is not left lying in free space of its page, where erasing a person would not find it.
      db.pragma("secure_delete = FAST");
      requireFullSync(db);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/**
 * Switching a fresh database to WAL needs it alone for a moment, and SQLite does not wait for that as it waits for
 * other locks: of two processes that start at once, one is told BUSY. So we wait ourselves.
 */
function enterWal(db: Database, patienceMs: number): void {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let waitedMs = 0; ; waitedMs += WAL_PAUSE_MS) {
    try {
      db.pragma("journal_mode = WAL");
      return;
    } catch (error) {
      if (!isBusy(error) || waitedMs >= patienceMs) throw error;
      Atomics.wait(pause, 0, 0, WAL_PAUSE_MS);
    }
  }
}

function requireFullSync(db: Database): void {
  const synchronous = db.pragma("synchronous", { simple: true });
  if (synchronous !== SYNCHRONOUS_FULL) {
    throw new IntgError("INTG_STORE_UNWRITABLE", { path: db.name, reason: "not-durable" });
  }
}

/** SQLite gives its `-wal` and `-shm` files the mode of the database. */
function ensurePrivateFile(path: string): void {
  closeSync(openSync(path, "a", 0o600));
  const { mode, uid } = statSync(path);
  if ((mode & 0o077) !== 0 && uid === process.getuid?.()) chmodSync(path, 0o600);
}
