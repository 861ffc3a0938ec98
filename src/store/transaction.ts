import type { Database } from "better-sqlite3";
import type { Store } from "../app/ports.ts";
import { storageError } from "./errors.ts";
import type { Mutex } from "./mutex.ts";
import { createProcessingTx } from "./processing.ts";

/**
 * Transactions of the processor: all of `work`'s writes or none.
 *
 * better-sqlite3's own transactions must not await; these may, because the mutex keeps everybody else off the
 * connection meanwhile and `work` awaits nothing but this store.
 */
export function createTransaction(db: Database, alone: Mutex): Store["transaction"] {
  const tx = createProcessingTx(db);
  const begin = db.prepare("BEGIN IMMEDIATE");
  const commit = db.prepare("COMMIT");
  const rollback = db.prepare("ROLLBACK");
  return (work, options = { keep: true }) =>
    alone(async () => {
      try {
        begin.run();
        const result = await work(tx);
        (options.keep ? commit : rollback).run();
        return result;
      } catch (error) {
        throw storageError(error, db.name);
      } finally {
        if (db.inTransaction) rollback.run();
      }
    });
}
