import { closeSync, openSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import Sqlite from "better-sqlite3";
import { storageError } from "./errors.ts";

/** All pages in one step: a copy made in several begins anew whenever another process writes in between. */
const EVERY_PAGE = 2 ** 31 - 1;

const NAME = /^copy-.*\.db(-journal|-wal|-shm)?$/;
/** A copy is made in seconds; one that is older was left by a process that was killed at it. */
const LEFT_OVER_MS = 3_600_000;

/**
 * A passing copy of a database, to try things on: what is written to it is never seen by anybody, and the one it was made of is not
 * locked meanwhile. It lies in the home for the time it takes to make and open it, and has no name afterwards, so that the end of
 * the process, whatever it is, leaves none behind.
 *
 * @param nowMs - for telling what a killed process left from what another is making now.
 * @throws INTG_STORE_FULL where there is no room for it.
 */
export async function copyDatabase(source: Database, home: string, id: string, nowMs: number): Promise<Database> {
  const path = join(home, `copy-${id}.db`);
  try {
    removeLeftovers(home, nowMs);
    closeSync(openSync(path, "wx", 0o600));
    await source.backup(path, { progress: () => EVERY_PAGE });
    const copy = new Sqlite(path);
    copy.pragma("locking_mode = EXCLUSIVE");
    // Without files beside it: it must not be found again.
    copy.pragma("journal_mode = MEMORY");
    copy.pragma("synchronous = OFF");
    copy.pragma("foreign_keys = ON");
    return copy;
  } catch (error) {
    throw storageError(error, path);
  } finally {
    for (const suffix of ["", "-journal", "-wal", "-shm"]) rmSync(`${path}${suffix}`, { force: true });
  }
}

function removeLeftovers(home: string, nowMs: number): void {
  for (const name of readdirSync(home).filter((file) => NAME.test(file))) {
    const path = join(home, name);
    const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    if (made !== undefined && nowMs - made > LEFT_OVER_MS) rmSync(path, { force: true });
  }
}
