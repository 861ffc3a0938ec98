import type { Database } from "better-sqlite3";
import { beforeEach, describe, expect, it } from "vitest";
import type { CredentialStore } from "../app/ports.ts";
import { type Credentials, Secret } from "../core/secret.ts";
import { versionReader } from "./configuration.ts";
import { openDatabase } from "./connection.ts";
import { createCredentialStore } from "./credentials.ts";
import { migrate } from "./migrate.ts";

const MONDAY = "2026-11-02T09:00:00.000Z";
const TUESDAY = "2026-11-03T09:00:00.000Z";

let db: Database;
let key: Buffer;
let store: CredentialStore;

beforeEach(() => {
  db = openDatabase(":memory:");
  migrate(db);
  key = Buffer.alloc(32, 1);
  store = createCredentialStore(db, () => key);
});

describe("credentials", () => {
  it("come back by name", async () => {
    await set("hottok", "token-1", "replace");
    await set("basic", "user:pass", "replace");

    expect(revealed(await store.load("hotmart", "default"))).toEqual({ basic: ["user:pass"], hottok: ["token-1"] });
  });

  it("belong to one store of one provider", async () => {
    await set("hottok", "token-1", "replace");

    expect(revealed(await store.load("hotmart", "loja-2"))).toEqual({});
    expect(revealed(await store.load("eduzz", "default"))).toEqual({});
  });

  it("are not in the database as they are", async () => {
    await set("hottok", "token-in-the-clear", "replace");

    expect(db.serialize().includes("token-in-the-clear")).toBe(false);
  });

  it("are listed by their fingerprint, the first 8 hex digits of SHA-256", async () => {
    await set("hottok", "abc", "replace");
    await store.set({ provider: "eduzz", store: "default", name: "secret", value: new Secret("x"), at: MONDAY }, "add");

    expect(await store.list("hotmart")).toEqual([
      { provider: "hotmart", store: "default", name: "hottok", fingerprint: "ba7816bf", createdAt: MONDAY },
    ]);
    expect((await store.list()).map((info) => info.provider)).toEqual(["eduzz", "hotmart"]);
  });

  it("ask for no key while there are none", async () => {
    const keyless = createCredentialStore(db, () => {
      throw new Error("asked");
    });

    expect(revealed(await keyless.load("hotmart", "default"))).toEqual({});
  });

  it("do not open with another key", async () => {
    await set("hottok", "token-1", "replace");
    key = Buffer.alloc(32, 2);

    await expect(store.load("hotmart", "default")).rejects.toMatchObject({
      code: "INTG_KEY_UNUSABLE",
      params: { reason: "does-not-open" },
    });
  });

  it("are sealed anew when the same value is set after the key was lost", async () => {
    await set("hottok", "token-1", "replace");
    key = Buffer.alloc(32, 2);

    await set("hottok", "token-1", "replace");

    expect(revealed(await store.load("hotmart", "default"))).toEqual({ hottok: ["token-1"] });
  });
});

describe("a rotation", () => {
  it("keeps the old value beside the new one, newest first", async () => {
    await set("hottok", "old", "replace");
    await set("hottok", "new", "add", TUESDAY);

    expect(revealed(await store.load("hotmart", "default"))).toEqual({ hottok: ["new", "old"] });
    expect((await store.list()).map((info) => info.createdAt)).toEqual([TUESDAY, MONDAY]);
  });

  it("makes a value that is set again the newest, once", async () => {
    await set("hottok", "old", "replace");
    await set("hottok", "new", "add");
    await set("hottok", "old", "add");

    expect(revealed(await store.load("hotmart", "default"))).toEqual({ hottok: ["old", "new"] });
  });

  it("ends by retiring the oldest, and never the last", async () => {
    await set("hottok", "old", "replace");
    await set("hottok", "new", "add");
    await set("basic", "user:pass", "replace");

    expect(await store.retire("hotmart", "default", "hottok")).toBe(true);
    expect(await store.retire("hotmart", "default", "hottok")).toBe(false);
    expect(await store.retire("hotmart", "default", "basic")).toBe(false);
    expect(await store.retire("hotmart", "default", "absent")).toBe(false);
    expect(revealed(await store.load("hotmart", "default"))).toEqual({ basic: ["user:pass"], hottok: ["new"] });
  });

  it("ends at once with a replacement", async () => {
    await set("hottok", "old", "replace");
    await set("hottok", "new", "add");
    await set("hottok", "newest", "replace");

    expect(revealed(await store.load("hotmart", "default"))).toEqual({ hottok: ["newest"] });
  });
});

describe("removing", () => {
  it("removes one name or all of a store, and tells how many values", async () => {
    await set("hottok", "old", "replace");
    await set("hottok", "new", "add");
    await set("basic", "user:pass", "replace");
    await set("client-id", "id", "replace");

    expect(await store.remove("hotmart", "default", "hottok")).toBe(2);
    expect(await store.remove("hotmart", "default", null)).toBe(2);
    expect(await store.remove("hotmart", "default", null)).toBe(0);
    expect(await store.list()).toEqual([]);
  });
});

describe("the configuration's version", () => {
  it("counts what changes and nothing else", async () => {
    const seen: number[] = [];
    const versionAfter = async (work: Promise<unknown>) => {
      await work;
      seen.push(versionReader(db)());
    };

    await versionAfter(set("hottok", "old", "replace"));
    await versionAfter(set("hottok", "old", "replace"));
    await versionAfter(set("hottok", "new", "add"));
    await versionAfter(set("hottok", "new", "add"));
    await versionAfter(store.retire("hotmart", "default", "hottok"));
    await versionAfter(store.retire("hotmart", "default", "hottok"));
    await versionAfter(store.remove("hotmart", "default", "absent"));
    await versionAfter(store.remove("hotmart", "default", null));

    expect(seen).toEqual([1, 1, 2, 2, 3, 3, 3, 4]);
  });
});

function set(name: string, value: string, how: "replace" | "add", at = MONDAY): Promise<void> {
  return store.set({ provider: "hotmart", store: "default", name, value: new Secret(value), at }, how);
}

function revealed(credentials: Credentials): Record<string, string[]> {
  return Object.fromEntries([...credentials].map(([name, values]) => [name, values.map((value) => value.reveal())]));
}
