import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { plainRows } from "./plain-rows.ts";

test("rows are those that the statement itself gives, keys in the same order", () => {
  const db = new Sqlite(":memory:");
  db.exec(
    "CREATE TABLE things (seq INTEGER PRIMARY KEY, name TEXT, bytes BLOB); INSERT INTO things VALUES (1, 'one', NULL), (2, NULL, x'0102')",
  );
  const sql = "SELECT *, seq > 1 AS isLater FROM things WHERE seq <= @most ORDER BY seq";

  const rows = plainRows(db.prepare<[{ most: number }], object>(sql))({ most: 2 });

  expect(rows).toEqual([
    { seq: 1, name: "one", bytes: null, isLater: 0 },
    { seq: 2, name: null, bytes: Buffer.from([1, 2]), isLater: 1 },
  ]);
  expect(rows.map((row) => Object.keys(row))).toEqual(
    db
      .prepare(sql)
      .all({ most: 2 })
      .map((row) => Object.keys(row as object)),
  );
});

test("no row is no row", () => {
  const db = new Sqlite(":memory:");

  expect(plainRows(db.prepare<[{ most: number }], object>("SELECT 1 AS one WHERE @most > 1"))({ most: 1 })).toEqual([]);
});
