import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Product } from "../core/product.ts";
import { openDatabase } from "./connection.ts";
import { guarded, storageError } from "./errors.ts";
import { migrate } from "./migrate.ts";
import { createProductStore } from "./products.ts";

const course: Product = {
  slug: "curso-x",
  name: "Curso X",
  description: null,
  image: null,
  type: "course",
  price: null,
  salesUrl: null,
};

let folder: string;
let path: string;
let db: Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "intg-errors-"));
  path = join(folder, "intg.db");
  db = openDatabase(path, { busyTimeoutMs: 0 });
  migrate(db);
});

afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

describe("a store's storage errors", () => {
  it("are busy while another process holds the write lock", async () => {
    const other = openDatabase(path);
    other.exec("BEGIN IMMEDIATE");

    const adding = createProductStore(db).add(course);

    await expect(adding).rejects.toMatchObject({ name: "IntgError", code: "INTG_STORE_BUSY", params: { path }, exitCode: 7 });
    other.close();
  });

  it("are unwritable when the database may only be read", async () => {
    db.pragma("query_only = ON");

    const adding = createProductStore(db).add(course);

    await expect(adding).rejects.toMatchObject({ code: "INTG_STORE_UNWRITABLE", params: { path } });
  });

  it("are full when there is no room for another page", async () => {
    const pages = Number(db.pragma("page_count", { simple: true }));
    db.pragma(`max_page_count = ${pages}`);

    const adding = createProductStore(db).add({ ...course, description: "x".repeat(20_000) });

    await expect(adding).rejects.toMatchObject({ code: "INTG_STORE_FULL", params: { path } });
  });

  it("are corrupt when a page holds something else", async () => {
    await createProductStore(db).add(course);
    const root = Number(db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'products'").pluck().get());
    const pageSize = Number(db.pragma("page_size", { simple: true }));
    db.close();
    overwrite(path, (root - 1) * pageSize, pageSize);
    db = openDatabase(path);

    const listing = createProductStore(db).list();

    await expect(listing).rejects.toMatchObject({ code: "INTG_STORE_CORRUPT", params: { path } });
  });

  it("carry the driver's error as their cause and nothing of it in their text", async () => {
    db.pragma("query_only = ON");

    const error = await createProductStore(db)
      .add(course)
      .catch((caught: unknown) => caught);

    expect(error).toHaveProperty("cause.code", "SQLITE_READONLY");
    expect(String(error)).toBe(`IntgError: INTG_STORE_UNWRITABLE {"path":"${path}"}`);
  });
});

describe("storageError", () => {
  it.each([
    ["SQLITE_BUSY_SNAPSHOT", "INTG_STORE_BUSY"],
    ["SQLITE_BUSY_RECOVERY", "INTG_STORE_BUSY"],
    ["SQLITE_LOCKED", "INTG_STORE_BUSY"],
    ["SQLITE_PROTOCOL", "INTG_STORE_BUSY"],
    ["SQLITE_CORRUPT_INDEX", "INTG_STORE_CORRUPT"],
    ["SQLITE_NOTADB", "INTG_STORE_CORRUPT"],
    ["SQLITE_FULL", "INTG_STORE_FULL"],
    ["SQLITE_READONLY_DBMOVED", "INTG_STORE_UNWRITABLE"],
    ["SQLITE_CANTOPEN_ISDIR", "INTG_STORE_UNWRITABLE"],
    ["SQLITE_PERM", "INTG_STORE_UNWRITABLE"],
    ["SQLITE_IOERR_FSYNC", "INTG_STORE_UNWRITABLE"],
    ["SQLITE_IOERR_SHMSIZE", "INTG_STORE_FULL"],
  ])("makes %s %s", (code, expected) => {
    const driverError = new Sqlite.SqliteError("words of the driver", code);

    const error = storageError(driverError, "/home/intg.db");

    expect(error).toMatchObject({ code: expected, params: { path: "/home/intg.db" }, cause: driverError });
  });

  it.each([
    ["a constraint", new Sqlite.SqliteError("UNIQUE constraint failed", "SQLITE_CONSTRAINT_UNIQUE")],
    ["a mistake in SQL", new Sqlite.SqliteError("no such table", "SQLITE_ERROR")],
    ["any other error", new TypeError("The database connection is not open")],
    ["what is no error", "text"],
  ])("leaves %s alone", (_, thrown) => {
    expect(storageError(thrown, "/home/intg.db")).toBe(thrown);
  });

  it("translates the file system's refusals too", () => {
    const writing = () => guarded(folder, () => writeFileSync(folder, "x"));

    expect(writing).toThrow(expect.objectContaining({ code: "INTG_STORE_UNWRITABLE", params: { path: folder } }));
  });
});

function overwrite(file: string, position: number, length: number): void {
  const bytes = readFileSync(file);
  bytes.fill(0xab, position, position + length);
  writeFileSync(file, bytes);
}
