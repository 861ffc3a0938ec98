import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { Clock, Ids, Store } from "../../src/app/ports.ts";
import { openStore } from "../../src/store/open.ts";

/** A store on disk, in a folder of its own that goes with it. */
export interface Home {
  readonly folder: string;
  readonly store: Store;
  /** Every row of these tables in order of the primary key, as text that shows every byte. */
  dump(tables: readonly string[]): Readonly<Record<string, readonly string[]>>;
  /** Every byte of every file of the home, the write-ahead log among them. */
  bytes(): Buffer;
  /** Runs SQL that no store of ours would, to put the database into a bad state. */
  damage(sql: string): void;
  close(): Promise<void>;
}

export async function createHome(): Promise<Home> {
  const folder = mkdtempSync(join(tmpdir(), "intg-home-"));
  const store = await openStore(folder, {});
  const withDatabase = <T>(work: (db: Database.Database) => T): T => {
    const db = new Database(join(folder, "intg.db"));
    try {
      return work(db);
    } finally {
      db.close();
    }
  };
  return {
    folder,
    store,
    dump: (tables) => withDatabase((db) => Object.fromEntries(tables.map((table) => [table, rowsOf(db, table)]))),
    bytes: () => Buffer.concat(readdirSync(folder).map((file) => readFileSync(join(folder, file)))),
    damage: (sql) => withDatabase((db) => void db.exec(sql)),
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function rowsOf(db: Database.Database, table: string): readonly string[] {
  const columns = db.prepare<[], { name: string; pk: number }>(`SELECT name, pk FROM pragma_table_info('${table}')`).all();
  const key = columns.filter(({ pk }) => pk > 0).sort((first, second) => first.pk - second.pk);
  const order = key.length === 0 ? "rowid" : key.map(({ name }) => name).join(", ");
  const rows = db.prepare<[], unknown[]>(`SELECT * FROM ${table} ORDER BY ${order}`).raw().all();
  return rows.map((row) => JSON.stringify(row));
}

/** A clock that moves on by one second whenever it is asked, from 3 November 2026 at noon. */
export function steppingClock(): Clock {
  let asked = 0;
  return {
    now: () => {
      asked += 1;
      return new Date(Date.UTC(2026, 10, 3, 12, 0, asked)).toISOString();
    },
    monotonicMs: () => asked,
  };
}

/** Ids that count up. */
export function countingIds(): Ids {
  let made = 0;
  return {
    next: (prefix) => {
      made += 1;
      return `${prefix}_${String(made).padStart(20, "0")}`;
    },
  };
}
