import { expect, it } from "vitest";
import { createAccountStore } from "./accounts.ts";
import { versionReader } from "./configuration.ts";
import { openDatabase } from "./connection.ts";
import { migrate } from "./migrate.ts";

it("accounts come back in order of provider and name, the last description saved", async () => {
  const db = openDatabase(":memory:");
  migrate(db);
  const store = createAccountStore(db);
  const main = { provider: "hotmart", name: "default", description: "Loja principal", actOnTests: false, api: "production" as const };
  const second = { provider: "hotmart", name: "loja-2", description: null, actOnTests: true, api: "production" as const };
  const other = { provider: "eduzz", name: "default", description: null, actOnTests: false, api: "production" as const };

  for (const account of [second, main, other]) await store.save(account);
  await store.save({ ...main, description: "Loja da Ana", actOnTests: true });

  expect(await store.list()).toEqual([other, { ...main, description: "Loja da Ana", actOnTests: true }, second]);
});

it("saving an account that is the same already leaves the configuration's version", async () => {
  const db = openDatabase(":memory:");
  migrate(db);
  const store = createAccountStore(db);
  const account = { provider: "hotmart", name: "default", description: null, actOnTests: false, api: "production" as const };

  await store.save(account);
  await store.save(account);
  expect(versionReader(db)()).toBe(1);

  await store.save({ ...account, description: "Loja" });
  expect(versionReader(db)()).toBe(2);
  await store.save({ ...account, description: "Loja", api: "sandbox" });
  expect(versionReader(db)()).toBe(3);
});
