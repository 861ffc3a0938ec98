import type { Database } from "better-sqlite3";
import { IDLE, type SendHealth } from "../core/sending.ts";

/** Reads what is remembered of a destination, as it lies in the table; undefined while nothing was ever sent there. */
export function healthReader(db: Database): (name: string) => string | undefined {
  const select = db.prepare<{ name: string }, string>("SELECT health FROM destination_health WHERE destination = @name").pluck();
  return (name) => select.get({ name });
}

export function healthOf(text: string | undefined): SendHealth {
  return text === undefined ? IDLE : (JSON.parse(text) as SendHealth);
}
