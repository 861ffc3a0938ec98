import type { Database } from "better-sqlite3";
import type { ReportReader, ReportRows, ReportScope } from "../app/ports.ts";
import { guardedStore, storageError } from "./errors.ts";
import type { Mutex } from "./mutex.ts";
import { createCartRows } from "./report-carts.ts";
import { createDispatchGroups } from "./report-dispatches.ts";
import { createSaleRows } from "./report-sales.ts";
import { scopeParams } from "./report-scope.ts";
import { createTopLists } from "./report-tops.ts";

/**
 * What reports count. All of it is read off `events_in_time`, which holds every column that is needed: the events themselves are
 * twenty times as long. What is between two statements lies in temporary tables, which SQLite keeps in a file when they are large.
 */
export function createReportReader(db: Database, alone: Mutex): ReportReader {
  return {
    read: <T>(scope: ReportScope, work: (rows: ReportRows) => Promise<T>) =>
      alone(async () => {
        try {
          // One state of the store for all of it; writers go on meanwhile.
          db.exec("BEGIN");
          return await work(rowsOf(db, scope));
        } catch (error) {
          throw storageError(error, db.name);
        } finally {
          // Takes the temporary tables away, too.
          if (db.inTransaction) db.exec("ROLLBACK");
        }
      }),
  };
}

function rowsOf(db: Database, scope: ReportScope): ReportRows {
  const params = scopeParams(scope);
  return {
    ...createSaleRows(db, params),
    ...createCartRows(db, params),
    ...guardedStore(db, { ...createTopLists(db, params), ...createDispatchGroups(db, params) }),
  };
}
