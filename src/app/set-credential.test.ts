import { beforeEach, describe, expect, test } from "vitest";
import { hotmart } from "../providers/hotmart/index.ts";
import { openScratchStore } from "../store/open.ts";
import { checkCredentials, describeAccount, removeCredentials } from "./describe-account.ts";
import type { Clock, Store } from "./ports.ts";
import { retireCredentials, setCredentials } from "./set-credential.ts";

const ACCOUNT = { provider: hotmart, store: "default" };
const CLOCK: Clock = { now: () => "2026-11-03T13:22:41.507Z", monotonicMs: () => 0 };

let store: Store;

beforeEach(async () => {
  store = await openScratchStore();
});

async function set(values: Readonly<Record<string, string>>, how: "replace" | "add" = "replace") {
  return setCredentials(store, CLOCK, { ...ACCOUNT, values: new Map(Object.entries(values)), how });
}

async function hottoks(): Promise<readonly string[]> {
  return ((await store.credentials.load("hotmart", "default")).get("hottok") ?? []).map((secret) => secret.reveal());
}

describe("setting", () => {
  test("keeps the value as the provider cleans it, and says what was odd", async () => {
    const advice = await set({ hottok: "  made-up-hottok\n" });

    expect(await hottoks()).toStrictEqual(["made-up-hottok"]);
    expect(advice).toStrictEqual([{ name: "hottok", note: { code: "secret.trimmed", params: { name: "hottok" } } }]);
  });

  test("replaces what was there", async () => {
    await set({ hottok: "first" });
    await set({ hottok: "second" });

    expect(await hottoks()).toStrictEqual(["second"]);
  });

  test("can add, newest first, and retire the oldest until one is left", async () => {
    await set({ hottok: "first" });
    await set({ hottok: "second" }, "add");
    expect(await hottoks()).toStrictEqual(["second", "first"]);

    expect(await retireCredentials(store, ACCOUNT, [])).toStrictEqual(["hottok"]);
    expect(await retireCredentials(store, ACCOUNT, ["hottok"])).toStrictEqual([]);
    expect(await hottoks()).toStrictEqual(["second"]);
  });

  test("compares values that are set together", async () => {
    const advice = await set({ hottok: "same-value", "client-secret": "same-value" });

    expect(advice.map(({ name, note }) => [name, note.code])).toContainEqual(["hottok", "hotmart.hottok-is-other-secret"]);
  });

  test("refuses a secret that the provider does not have, and keeps nothing", async () => {
    await expect(set({ hottok: "a", hotok: "b" })).rejects.toMatchObject({
      code: "INTG_UNKNOWN_SECRET",
      params: { given: "hotok", suggestion: "hottok" },
      exitCode: 2,
    });

    expect(await store.credentials.list()).toStrictEqual([]);
    expect(await store.accounts.list()).toStrictEqual([]);
  });

  test("keeps description and switch of the store until they are given again", async () => {
    const values = new Map<string, string>();
    await setCredentials(store, CLOCK, {
      ...ACCOUNT,
      values,
      how: "replace",
      description: "Loja principal",
      actOnTests: true,
      api: "production",
    });
    await set({ hottok: "a" });
    expect(await store.accounts.list()).toStrictEqual([
      { provider: "hotmart", name: "default", description: "Loja principal", actOnTests: true, api: "production" },
    ]);

    await setCredentials(store, CLOCK, { ...ACCOUNT, values, how: "replace", description: null, actOnTests: false, api: "production" });
    expect(await store.accounts.list()).toStrictEqual([
      { provider: "hotmart", name: "default", description: null, actOnTests: false, api: "production" },
    ]);
  });
});

describe("showing", () => {
  test("tells of every secret whether it is set, by fingerprint", async () => {
    await set({ hottok: "made-up-hottok" });

    const account = await describeAccount(store, ACCOUNT);

    // printf made-up-hottok | sha256sum | cut -c1-8
    expect(account.secrets[0]).toStrictEqual({
      name: "hottok",
      verifies: true,
      whereToFind: "Ferramentas > Webhook (API e notificações) > Autenticação",
      values: [{ fingerprint: "d7b43c8b", createdAt: "2026-11-03T13:22:41.507Z" }],
    });
    expect(account.secrets.slice(1).map(({ name, values }) => [name, values])).toStrictEqual([
      ["basic", []],
      ["client-id", []],
      ["client-secret", []],
    ]);
    expect(JSON.stringify(account)).not.toContain("made-up-hottok");
  });

  test("an account that was never set up is not there", async () => {
    await expect(describeAccount(store, ACCOUNT)).rejects.toMatchObject({ code: "INTG_STORE_NOT_FOUND", exitCode: 3 });
  });
});

describe("checking", () => {
  test("finds nothing wrong with a value that looks right", async () => {
    await set({ hottok: "made-up-hottok" });

    expect(await checkCredentials(store, ACCOUNT)).toMatchObject([{ name: "hottok", verifies: true, notes: [] }]);
  });

  test("says what looks wrong, value by value", async () => {
    await set({ hottok: "made-up-hottok", "client-id": "12" });

    const checked = await checkCredentials(store, ACCOUNT);

    expect(checked.map(({ name, notes }) => [name, notes.map((note) => note.code)])).toStrictEqual([
      ["hottok", []],
      ["client-id", ["hotmart.not-a-uuid"]],
    ]);
  });

  test("a store that could verify no call has a secret missing", async () => {
    await set({ "client-id": "12" });

    await expect(checkCredentials(store, ACCOUNT)).rejects.toMatchObject({
      code: "INTG_CREDENTIAL_MISSING",
      params: { name: "hottok" },
      exitCode: 3,
    });
  });
});

test("removing forgets one secret, then all of them, then has nothing left to do", async () => {
  await set({ hottok: "a", basic: "b", "client-id": "c" });

  expect(await removeCredentials(store, ACCOUNT, "basic")).toBe(1);
  expect(await removeCredentials(store, ACCOUNT, null)).toBe(2);
  await expect(removeCredentials(store, ACCOUNT, null)).rejects.toMatchObject({ code: "INTG_CREDENTIAL_NOT_FOUND", exitCode: 3 });
});
