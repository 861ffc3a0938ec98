import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readHomeFacts } from "./doctor-home.ts";
import { takeListenerLock } from "./listener-lock.ts";
import { openStore } from "./open.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "intg-home-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("what the machine tells of a home", () => {
  test("of one that is not there yet is that, and nothing is made", () => {
    const facts = readHomeFacts(join(folder, "none"));

    expect(facts).toMatchObject({ hasDatabase: false, exposed: [], databaseBytes: 0, walBytes: 0, isListening: false });
    expect(readHomeFacts(join(folder, "none")).hasDatabase).toBe(false);
  });

  test("of one with a database is its size and that it is closed to others", async () => {
    const store = await openStore(folder, {});
    const facts = readHomeFacts(folder);
    await store.close();

    expect(facts).toMatchObject({ path: folder, hasDatabase: true, exposed: [], isListening: false });
    expect(facts.databaseBytes + facts.walBytes).toBeGreaterThan(10_000);
    expect(facts.freeBytes).toBeGreaterThan(0);
  });

  test("names what others may reach, the folder and its own files, no others", () => {
    for (const name of ["key", "intg.db", "notes.txt"]) writeFileSync(join(folder, name), "");
    chmodSync(folder, 0o755);
    chmodSync(join(folder, "key"), 0o640);
    chmodSync(join(folder, "intg.db"), 0o600);
    chmodSync(join(folder, "notes.txt"), 0o644);

    expect(readHomeFacts(folder).exposed).toEqual([
      { path: folder, mode: "0755", wanted: "0700" },
      { path: join(folder, "key"), mode: "0640", wanted: "0600" },
    ]);
  });

  test("is whether a listener holds it; asking leaves the lock to the next one", () => {
    const lock = takeListenerLock(folder);
    expect(readHomeFacts(folder).isListening).toBe(true);
    lock.release();
    expect(readHomeFacts(folder).isListening).toBe(false);
    const next = takeListenerLock(folder);

    expect(readHomeFacts(folder).isListening).toBe(true);
    next.release();
  });

  test("says that it does not know where the lock is no lock", () => {
    writeFileSync(join(folder, "listener.lock"), "not a database, not at all, and long enough to be looked at as one".repeat(20));

    expect(readHomeFacts(folder).isListening).toBeNull();
  });
});
