import type { Database } from "better-sqlite3";
import { IntgError } from "../core/errors.ts";
import { guarded } from "./errors.ts";
import { migration0001 } from "./migrations/0001-initial.ts";
import { migration0002 } from "./migrations/0002-lookups.ts";
import { migration0003 } from "./migrations/0003-dispatches.ts";
import { migration0004 } from "./migrations/0004-refusals.ts";
import { migration0005 } from "./migrations/0005-time-of-events.ts";
import { migration0006 } from "./migrations/0006-privacy.ts";
import { migration0007 } from "./migrations/0007-repairs.ts";
import { migration0008 } from "./migrations/0008-lists.ts";

export interface Migration {
  /** 1 for the first; without gaps. */
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

export const MIGRATIONS: readonly Migration[] = [
  migration0001,
  migration0002,
  migration0003,
  migration0004,
  migration0005,
  migration0006,
  migration0007,
  migration0008,
];

/** "intg" in ASCII, in the file's header: tells our database from any other SQLite file. */
export const APPLICATION_ID = 0x696e7467;

/**
 * Brings the schema up to the newest migration. Each migration is one transaction that looks at the version again
 * once it holds the lock, so two processes may start at the same time; running it again does nothing.
 *
 * @throws INTG_STORE_NEWER when a newer intg has written the database, INTG_STORE_CORRUPT when it is not ours.
 */
export function migrate(db: Database, migrations: readonly Migration[] = MIGRATIONS): void {
  guarded(db.name, () => {
    refuseForeign(db);
    const known = migrations.at(-1)?.number ?? 0;
    const found = schemaVersion(db);
    if (found > known) throw new IntgError("INTG_STORE_NEWER", { found, known });
    for (const migration of migrations) {
      if (migration.number > found) apply(db, migration);
    }
  });
}

/** Refuses an SQLite file that another program made. An empty one is nobody's yet. */
export function refuseForeign(db: Database): void {
  guarded(db.name, () => {
    // One statement is one snapshot: another process may be making the schema right now.
    const { id, tables } = db
      .prepare<[], { id: number; tables: number }>(
        `SELECT application_id AS id, (SELECT count(*) FROM sqlite_schema) AS tables FROM pragma_application_id`,
      )
      .get() ?? { id: 0, tables: 0 };
    if (id === APPLICATION_ID || (id === 0 && tables === 0)) return;
    throw new IntgError("INTG_STORE_CORRUPT", { path: db.name, reason: "foreign" });
  });
}

export function schemaVersion(db: Database): number {
  return Number(db.pragma("user_version", { simple: true }));
}

function apply(db: Database, migration: Migration): void {
  db.transaction(() => {
    if (schemaVersion(db) >= migration.number) return;
    db.exec(migration.sql);
    // Pragmas take no parameters; both values are constants of this program.
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${migration.number}`);
  }).immediate();
}
