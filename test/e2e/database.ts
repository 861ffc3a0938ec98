import { join } from "node:path";
import Sqlite from "better-sqlite3";

/** Runs `work` on the database of a home, past intg: for looking, and for putting it into a state that intg never would. */
export function onDatabase<T>(home: string, work: (db: Sqlite.Database) => T): T {
  const db = new Sqlite(join(home, "intg.db"));
  try {
    return work(db);
  } finally {
    db.close();
  }
}

export interface Kept {
  readonly integrity: string;
  readonly deliveries: number;
  readonly queued: number;
  readonly processed: number;
}

/** What a home holds; nothing may run on it that this would disturb. */
export function lookInto(home: string): Kept {
  return onDatabase(home, (db) => {
    const count = (sql: string) => db.prepare<[], number>(sql).pluck().get() ?? 0;
    return {
      integrity: String(db.pragma("integrity_check", { simple: true })),
      deliveries: count("SELECT count(*) FROM deliveries"),
      queued: count("SELECT count(*) FROM queue"),
      processed: count("SELECT count(*) FROM events WHERE status = 'processed'"),
    };
  });
}
