import { statSync } from "node:fs";
import type { Database } from "better-sqlite3";
import { IntgError } from "../core/errors.ts";

/**
 * Watches that the open database is still the file of its name. Where somebody removed or replaced it, SQLite goes on
 * writing into a file that nobody will find again, and a call acknowledged then would be lost.
 */
export function watchFile(db: Database): { requireThere(): void } {
  const inode = inodeOf(db);
  return {
    requireThere() {
      if (inodeOf(db) !== inode) throw new IntgError("INTG_STORE_UNWRITABLE", { path: db.name });
    },
  };
}

function inodeOf(db: Database): number | undefined {
  return db.memory ? undefined : statSync(db.name, { throwIfNoEntry: false })?.ino;
}
