import { createDecipheriv } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Secret } from "../core/secret.ts";
import { openDatabase } from "./connection.ts";
import { createCredentialStore } from "./credentials.ts";
import { migrate } from "./migrate.ts";
import { openStore } from "./open.ts";
import { loadKey, open, seal } from "./vault.ts";

const key = Buffer.from("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", "hex");
const label = { provider: "hotmart", store: "default", name: "hottok" };
const doesNotOpen = expect.objectContaining({
  code: "INTG_KEY_UNUSABLE",
  params: { path: null, reason: "does-not-open", credential: "hotmart/default/hottok" },
});

describe("seal and open", () => {
  it("give the value back", () => {
    expect(open(key, label, seal(key, label, new Secret("ção-42 ✓"))).reveal()).toBe("ção-42 ✓");
  });

  it("write version, nonce, tag and ciphertext of AES-256-GCM", () => {
    const sealed = seal(key, label, new Secret("token-1"));

    const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(1, 13));
    decipher.setAAD(Buffer.from("hotmart\ndefault\nhottok"));
    decipher.setAuthTag(sealed.subarray(13, 29));
    const text = decipher.update(sealed.subarray(29), undefined, "utf8") + decipher.final("utf8");

    expect(sealed[0]).toBe(1);
    expect(text).toBe("token-1");
  });

  it("never give the same bytes twice", () => {
    const [first, second] = [seal(key, label, new Secret("token-1")), seal(key, label, new Secret("token-1"))];

    expect(first.equals(second)).toBe(false);
  });

  it("refuse another key", () => {
    const sealed = seal(key, label, new Secret("token-1"));

    expect(() => open(Buffer.alloc(32), label, sealed)).toThrow(doesNotOpen);
  });

  it("refuse a value moved to another name", () => {
    const sealed = seal(key, { ...label, store: "loja-2" }, new Secret("token-1"));

    expect(() => open(key, label, sealed)).toThrow(doesNotOpen);
  });

  it("refuse any changed byte and any shorter value", () => {
    const sealed = seal(key, label, new Secret("token-1"));

    for (let index = 0; index < sealed.length; index++) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(index) ^ 1, index);
      expect(() => open(key, label, changed)).toThrow(doesNotOpen);
      expect(() => open(key, label, sealed.subarray(0, index))).toThrow(doesNotOpen);
    }
  });
});

describe("loadKey", () => {
  let home: string;
  let file: string;
  let db: Database;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "intg-vault-"));
    file = join(home, "key");
    db = openDatabase(":memory:");
    migrate(db);
  });

  afterEach(() => {
    db.close();
    rmSync(home, { recursive: true });
  });

  it.each([
    ["hex", "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"],
    ["base64", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="],
    ["base64 with a line feed", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"],
  ])("reads INTG_KEY as %s and makes no file", (_, text) => {
    expect(loadKey(home, { INTG_KEY: text }, db).equals(key)).toBe(true);
    expect(readdirSync(home)).toEqual([]);
  });

  it("prefers INTG_KEY to the file", () => {
    loadKey(home, {}, db);

    expect(loadKey(home, { INTG_KEY: key.toString("base64") }, db).equals(key)).toBe(true);
  });

  it("refuses an INTG_KEY of another length without repeating it", () => {
    const loading = () => loadKey(home, { INTG_KEY: "c2hvcnQ=" }, db);

    expect(loading).toThrow(expect.objectContaining({ code: "INTG_KEY_UNUSABLE", params: { path: "INTG_KEY", reason: "malformed" } }));
    expect(loading).not.toThrow("c2hvcnQ");
  });

  it("makes the file on first use, for its owner only, and finds it again", () => {
    const made = loadKey(home, {}, db);

    expect(made).toHaveLength(32);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, "utf8")).toBe(`${made.toString("base64")}\n`);
    expect(readdirSync(home)).toEqual(["key"]);
    expect(loadKey(home, { INTG_KEY: "" }, db).equals(made)).toBe(true);
  });

  it.each([0o640, 0o604, 0o620])("refuses a file of mode %o", (mode) => {
    loadKey(home, {}, db);
    chmodSync(file, mode);

    expect(() => loadKey(home, {}, db)).toThrow(
      expect.objectContaining({ code: "INTG_KEY_UNUSABLE", params: { path: file, reason: "readable-by-others" } }),
    );
  });

  it("refuses a file that holds no key", () => {
    writeFileSync(file, "", { mode: 0o600 });

    expect(() => loadKey(home, {}, db)).toThrow(
      expect.objectContaining({ code: "INTG_KEY_UNUSABLE", params: { path: file, reason: "malformed" } }),
    );
  });

  it("refuses a folder in the file's place", () => {
    mkdirSync(file, { mode: 0o700 });

    expect(() => loadKey(home, {}, db)).toThrow(
      expect.objectContaining({ code: "INTG_KEY_UNUSABLE", params: { path: file, reason: "unreadable" } }),
    );
  });

  it("makes no new key once there are credentials", async () => {
    const credentials = createCredentialStore(db, () => loadKey(home, {}, db));
    await credentials.set({ ...label, value: new Secret("token-1"), at: "2026-11-03T13:22:41.507Z" }, "replace");
    rmSync(file);

    await expect(credentials.load("hotmart", "default")).rejects.toMatchObject({
      code: "INTG_KEY_UNUSABLE",
      params: { path: file, reason: "missing" },
    });
    expect(readdirSync(home)).toEqual([]);
  });

  it.each([
    ["file", {}],
    ["variable", { INTG_KEY: Buffer.alloc(32, 7).toString("base64") }],
  ] as const)("names its %s when it opens nothing", async (kind, env) => {
    const value = new Secret("token-1");
    const store = await openStore(home, { INTG_KEY: key.toString("base64") });
    await store.credentials.set({ ...label, value, at: "2026-11-03T13:22:41.507Z" }, "replace");
    await store.close();
    writeFileSync(file, Buffer.alloc(32, 7).toString("base64"), { mode: 0o600 });
    const again = await openStore(home, env);

    await expect(again.credentials.load("hotmart", "default")).rejects.toMatchObject({
      params: { path: kind === "file" ? file : "INTG_KEY", reason: "does-not-open" },
    });
    await again.close();
  });

  it("says that the home cannot be written", () => {
    const missing = join(home, "missing");

    expect(() => loadKey(missing, {}, db)).toThrow(expect.objectContaining({ code: "INTG_STORE_UNWRITABLE" }));
  });
});
