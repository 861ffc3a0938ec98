import type { Database } from "better-sqlite3";
import type { ApiPlace, StoreAccount, StoreAccountStore } from "../app/ports.ts";
import { configurationChange } from "./configuration.ts";
import { guardedStore } from "./errors.ts";

interface AccountRow {
  readonly provider: string;
  readonly name: string;
  readonly description: string | null;
  readonly act_on_tests: number;
  readonly api: ApiPlace;
}

export function createAccountStore(db: Database): StoreAccountStore {
  const change = configurationChange(db);

  const selectAll = db.prepare<[], AccountRow>("SELECT * FROM accounts ORDER BY provider, name");
  async function list(): Promise<readonly StoreAccount[]> {
    return selectAll.all().map(accountFromRow);
  }

  const upsert = db.prepare<AccountRow>(`
    INSERT INTO accounts (provider, name, description, act_on_tests, api)
    VALUES (@provider, @name, @description, @act_on_tests, @api)
    ON CONFLICT DO UPDATE SET description = @description, act_on_tests = @act_on_tests, api = @api
    WHERE (description, act_on_tests, api) IS NOT (@description, @act_on_tests, @api)`);
  async function save(account: StoreAccount): Promise<void> {
    const { provider, name, description, actOnTests, api } = account;
    change(() => upsert.run({ provider, name, description, act_on_tests: Number(actOnTests), api }));
  }

  const deleteOne = db.prepare<{ provider: string; name: string }>("DELETE FROM accounts WHERE provider = @provider AND name = @name");
  async function remove(provider: string, name: string): Promise<boolean> {
    return change(() => deleteOne.run({ provider, name }).changes > 0);
  }

  return guardedStore(db, { list, save, remove });
}

function accountFromRow(row: AccountRow): StoreAccount {
  return {
    provider: row.provider,
    name: row.name,
    description: row.description,
    actOnTests: row.act_on_tests === 1,
    api: row.api,
  };
}
