import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "./connection.ts";
import { migrate } from "./migrate.ts";

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "intg-connection-"));
  path = join(folder, "intg.db");
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("openDatabase", () => {
  it("sets every pragma on every connection, the second to a WAL database included", () => {
    const first = openDatabase(path);
    migrate(first);

    const second = openDatabase(path);

    for (const db of [first, second]) {
      expect(db.pragma("journal_mode", { simple: true })).toBe("wal");
      expect(db.pragma("synchronous", { simple: true })).toBe(2);
      expect(db.pragma("wal_autocheckpoint", { simple: true })).toBe(250);
      expect(db.pragma("busy_timeout", { simple: true })).toBe(5000);
      expect(db.pragma("foreign_keys", { simple: true })).toBe(1);
      db.close();
    }
  });

  it("reads FULL back after the database was closed and opened again", () => {
    const first = openDatabase(path);
    migrate(first);
    first.close();

    const again = openDatabase(path);
    migrate(again);

    expect(again.pragma("synchronous", { simple: true })).toBe(2);
    again.close();
  });

  it("would find NORMAL without doing so, which is why it does", () => {
    const first = openDatabase(path);
    migrate(first);

    const bare = new Sqlite(path);
    bare.prepare("SELECT count(*) FROM products").get();

    expect(bare.pragma("synchronous", { simple: true })).toBe(1);
    bare.close();
    first.close();
  });

  it("opens a database in memory", () => {
    const db = openDatabase(":memory:");
    migrate(db);

    expect(db.prepare("SELECT version FROM configuration_version").pluck().get()).toBe(0);
    expect(existsSync(":memory:")).toBe(false);
    db.close();
  });

  it("keeps its files from everybody else", () => {
    const db = openDatabase(path);
    migrate(db);

    const modes = ["", "-wal", "-shm"].map((suffix) => statSync(path + suffix).mode & 0o777);

    expect(modes).toEqual([0o600, 0o600, 0o600]);
    db.close();
  });

  it("takes other people's access to its file away", () => {
    writeFileSync(path, "");
    chmodSync(path, 0o644);

    openDatabase(path).close();

    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("refuses a file that is no database, and leaves it as it is", () => {
    writeFileSync(path, "slug;name\ncurso-x;Curso X\n".repeat(50));

    expect(() => openDatabase(path)).toThrow(expect.objectContaining({ code: "INTG_STORE_CORRUPT" }));
    expect(readFileSync(path, "utf8").slice(0, 9)).toBe("slug;name");
  });

  it("refuses another program's SQLite file, and leaves it as it is", () => {
    const other = new Sqlite(path);
    other.exec("CREATE TABLE notes (text TEXT)");
    other.close();
    const before = readFileSync(path);

    expect(() => openDatabase(path)).toThrow(expect.objectContaining({ code: "INTG_STORE_CORRUPT", params: { path, reason: "foreign" } }));
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it("says that the path cannot be written when its folder is missing or it is a folder", () => {
    mkdirSync(path);

    for (const unusable of [path, join(folder, "missing", "intg.db")]) {
      expect(() => openDatabase(unusable)).toThrow(expect.objectContaining({ code: "INTG_STORE_UNWRITABLE", params: { path: unusable } }));
    }
  });
});
