import type { Database } from "better-sqlite3";
import type { PurchaseReader } from "../app/ports.ts";
import type { Delivery, Repair } from "../core/delivery.ts";
import { guardedStore } from "./errors.ts";
import { createPurchases } from "./purchases.ts";

/** Reads the mark of a delivery `d` as one column: when, and from where. */
export const REPAIR_COLUMN = "(SELECT r.at || ' ' || r.source FROM repairs r WHERE r.delivery_id = d.id) AS repair";

/** Keeps the mark of a delivery that was made from a sales history; of any other nothing. */
export function repairMarker(db: Database): (delivery: Delivery) => void {
  const mark = db.prepare<{ id: string; at: string; source: string }>(
    "INSERT INTO repairs (delivery_id, at, source) VALUES (@id, @at, @source)",
  );
  return ({ id, repair }) => {
    if (repair !== undefined) mark.run({ id, ...repair });
  };
}

/** An instant has no blank in it. */
export function repairOf(column: string): Repair {
  const at = column.indexOf(" ");
  return { at: column.slice(0, at), source: column.slice(at + 1) };
}

/** What is known of sales, outside of any transaction. */
export function createPurchaseReader(db: Database): PurchaseReader {
  const { findPurchase } = createPurchases(db);
  return guardedStore(db, { find: findPurchase });
}
