import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "./connection.ts";
import { MIGRATIONS, migrate, schemaVersion } from "./migrate.ts";

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "intg-migrate-"));
  path = join(folder, "intg.db");
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("migrate", () => {
  it("gives the schema that is committed as schema.sql; `vitest -u` writes it anew", async () => {
    const db = openDatabase(":memory:");

    migrate(db);

    await expect(schemaOf(db)).toMatchFileSnapshot("schema.sql");
    expect(schemaVersion(db)).toBe(MIGRATIONS.length);
  });

  it("numbers its migrations from 1 without gaps", () => {
    expect(MIGRATIONS.map((migration) => migration.number)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  });

  it("does nothing when it runs again", () => {
    const db = openDatabase(path);
    migrate(db);
    db.exec("UPDATE configuration_version SET version = 7");
    const before = db.prepare("SELECT total_changes()").pluck().get();

    migrate(db);

    expect(db.prepare("SELECT version FROM configuration_version").all()).toEqual([{ version: 7 }]);
    expect(db.prepare("SELECT total_changes()").pluck().get()).toBe(before);
    db.close();
  });

  it("applies only what is new", () => {
    const db = openDatabase(":memory:");
    migrate(db);

    migrate(db, [...MIGRATIONS, { number: MIGRATIONS.length + 1, name: "next", sql: "CREATE TABLE next (id INTEGER)" }]);

    expect(schemaVersion(db)).toBe(MIGRATIONS.length + 1);
    expect(db.prepare("SELECT count(*) FROM next").pluck().get()).toBe(0);
  });

  it("brings a home of the first version along with what it holds", () => {
    const db = openDatabase(":memory:");
    migrate(db, MIGRATIONS.slice(0, 1));
    db.exec(`
      INSERT INTO accounts (provider, name) VALUES ('hotmart', 'default');
      INSERT INTO deliveries (id, provider, store, received_at, origin, method, target, headers, body)
        VALUES ('dlv_1', 'hotmart', 'default', '2026-11-03T12:00:00.000Z', 'http', 'POST', '/hooks/hotmart', '[]', x'7b7d');
      INSERT INTO queue (seq) SELECT seq FROM deliveries`);

    migrate(db);

    expect(db.prepare("SELECT id, hint FROM queue JOIN deliveries USING (seq)").all()).toEqual([{ id: "dlv_1", hint: 0 }]);
    expect(db.prepare("SELECT name, api FROM accounts").all()).toEqual([{ name: "default", api: "production" }]);
    expect(db.pragma("foreign_key_check")).toEqual([]);
  });

  it("takes a migration that fails back as a whole", () => {
    const db = openDatabase(":memory:");
    const broken = { number: 1, name: "broken", sql: "CREATE TABLE half (id INTEGER); CREATE TABLE half (id INTEGER);" };

    expect(() => migrate(db, [broken])).toThrow("already exists");

    expect(schemaOf(db)).toBe("");
    expect(schemaVersion(db)).toBe(0);
  });

  it("refuses a database that a newer intg has written", () => {
    const db = openDatabase(path);
    migrate(db);
    db.pragma("user_version = 99");

    expect(() => migrate(db)).toThrow(
      expect.objectContaining({ code: "INTG_STORE_NEWER", params: { found: 99, known: MIGRATIONS.length } }),
    );
    db.close();
  });

  it("lets several processes start on an empty home at once", async () => {
    const start = Date.now() + 1500;

    const children = await Promise.all(Array.from({ length: 4 }, () => openAndMigrateAt(start)));

    expect(children).toEqual(Array(4).fill({ code: 0, output: String(MIGRATIONS.length) }));
    const db = openDatabase(path);
    expect(db.prepare("SELECT count(*) FROM configuration_version").pluck().get()).toBe(1);
    db.close();
  }, 20_000);
});

/** Every object of the database as SQL, in an order of its own. */
function schemaOf(db: Database): string {
  const statements = db
    .prepare<[], string>("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY tbl_name, type DESC, name")
    .pluck()
    .all();
  return statements.map((statement) => `${statement};\n`).join("\n");
}

async function openAndMigrateAt(start: number): Promise<{ code: number; output: string }> {
  const script = `
    import { openDatabase } from ${JSON.stringify(new URL("connection.ts", import.meta.url).href)};
    import { migrate, schemaVersion } from ${JSON.stringify(new URL("migrate.ts", import.meta.url).href)};
    while (Date.now() < ${start});
    const db = openDatabase(${JSON.stringify(path)});
    migrate(db);
    process.stdout.write(String(schemaVersion(db)));`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script]);
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (output += chunk));
  const [code] = await once(child, "close");
  return { code, output };
}
