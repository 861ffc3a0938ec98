import type { Database } from "better-sqlite3";
import type { ConfigurationStore, Store } from "../app/ports.ts";
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
  const together = togetherOn(db, alone);
  return (work, options = { keep: true }) => together(() => work(tx), options.keep);
}

/** The same for the configuration, whose stores then write inside of the one transaction. */
export function createConfiguring(db: Database, alone: Mutex, configuration: ConfigurationStore): Store["configuring"] {
  const together = togetherOn(db, alone);
  return (work) => together(() => work(configuration), true);
}

function togetherOn(db: Database, alone: Mutex): <T>(work: () => Promise<T>, isKept: boolean) => Promise<T> {
  const begin = db.prepare("BEGIN IMMEDIATE");
  const commit = db.prepare("COMMIT");
  const rollback = db.prepare("ROLLBACK");
  return (work, isKept) =>
    alone(async () => {
      try {
        begin.run();
        const result = await work();
        (isKept ? commit : rollback).run();
        return result;
      } catch (error) {
        throw storageError(error, db.name);
      } finally {
        if (db.inTransaction) rollback.run();
      }
    });
}
