import type { Database } from "better-sqlite3";

/**
 * Runs a change of the configuration as one transaction, and counts the configuration's version up when it changed
 * any row: a running listener loads the configuration again when the number moves.
 */
export type ConfigurationChange = <T>(work: () => T) => T;

export function configurationChange(db: Database): ConfigurationChange {
  const rowsChanged = db.prepare<[], number>("SELECT total_changes()").pluck();
  const countUp = db.prepare("UPDATE configuration_version SET version = version + 1");
  return (work) =>
    db
      .transaction(() => {
        const before = rowsChanged.get();
        const result = work();
        if (rowsChanged.get() !== before) countUp.run();
        return result;
      })
      .immediate();
}

/** A number that changes when anybody changes the configuration. */
export function versionReader(db: Database): () => number {
  const version = db.prepare<[], number>("SELECT version FROM configuration_version").pluck();
  return () => version.get() ?? 0;
}
