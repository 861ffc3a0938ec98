// Loaded into a listener with `node --import`: on SIGUSR2 it writes down the durability settings of every database
// connection that the process has open, asked of the connection itself. `synchronous` is a property of a connection,
// so no other process could read it.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const Sqlite = createRequire(import.meta.url)("better-sqlite3");
const connections = new Set();
const { prepare } = Sqlite.prototype;
Sqlite.prototype.prepare = function (...words) {
  connections.add(this);
  return prepare.apply(this, words);
};

process.on("SIGUSR2", () => {
  const settings = [...connections]
    .filter((db) => db.open)
    .map((db) => ({
      file: db.name,
      synchronous: db.pragma("synchronous", { simple: true }),
      journalMode: db.pragma("journal_mode", { simple: true }),
    }));
  writeFileSync(process.env.SETTINGS_FILE, JSON.stringify(settings));
  process.stderr.write("settings written\n");
});
