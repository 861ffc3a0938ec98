import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Database } from "better-sqlite3";
import type { ConfigurationStore, Store } from "../app/ports.ts";
import { IntgError } from "../core/errors.ts";
import { createAccountStore } from "./accounts.ts";
import { createAdvertiserStore } from "./advertisers.ts";
import { versionReader } from "./configuration.ts";
import { type DatabaseOptions, openDatabase } from "./connection.ts";
import { createContactReader } from "./contacts.ts";
import { copyDatabase } from "./copy.ts";
import { createCredentialStore } from "./credentials.ts";
import { createDeliveryStore } from "./deliveries.ts";
import { createDestinationStore } from "./destinations.ts";
import { createDispatchStore } from "./dispatches.ts";
import { createDoctorStore } from "./doctor-facts.ts";
import { createErasing } from "./erasure.ts";
import { guardedStore } from "./errors.ts";
import { createEventReader } from "./events.ts";
import { createLookupStore } from "./lookups.ts";
import { migrate } from "./migrate.ts";
import { createMutex } from "./mutex.ts";
import { createPrivacyStore } from "./privacy.ts";
import { createProductStore } from "./products.ts";
import { createRefusalStore } from "./refusals.ts";
import { createPurchaseReader } from "./repairs.ts";
import { createReportReader } from "./report.ts";
import { createRuleStore } from "./rules.ts";
import { createTemplateStore } from "./templates.ts";
import { createConfiguring, createTransaction } from "./transaction.ts";
import { keyPlace, loadKey } from "./vault.ts";

/** Opens the store of a home, making folder and database on first use. */
export async function openStore(home: string, env: NodeJS.ProcessEnv, options: DatabaseOptions = {}): Promise<Store> {
  try {
    makeFolder(home);
  } catch (cause) {
    throw new IntgError("INTG_STORE_UNWRITABLE", { path: home }, { cause });
  }
  const db = openDatabase(join(home, "intg.db"), options);
  migrate(db);
  return storeOn(db, () => loadKey(home, env, db), keyPlace(home, env));
}

/**
 * Level by level: Node's own recursive form never returns below a folder that refuses with ENOENT, such as /proc.
 * A folder that was there is its owner's to guard; every file in it is made 0600 anyway.
 */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!existsSync(path)) throw error;
  }
}

/**
 * A passing copy of a home's store as it is now, see `copyDatabase`: for trying out what would take long in a transaction.
 *
 * @param id - distinguishes it from other copies that are being made.
 */
export async function openStoreCopy(
  home: string,
  env: NodeJS.ProcessEnv,
  { id, nowMs }: { readonly id: string; readonly nowMs: number },
): Promise<Store> {
  const db = openDatabase(join(home, "intg.db"));
  try {
    migrate(db);
    const copy = await copyDatabase(db, home, id, nowMs);
    return storeOn(copy, () => loadKey(home, env, copy), keyPlace(home, env));
  } finally {
    db.close();
  }
}

/** A store in memory, for dry runs on an empty home. Its key is made for the occasion. */
export async function openScratchStore(): Promise<Store> {
  const db = openDatabase(":memory:");
  migrate(db);
  const { randomBytes } = await import("node:crypto");
  const key = randomBytes(32);
  return storeOn(db, () => key, null);
}

function storeOn(db: Database, key: () => Buffer, place: string | null): Store {
  const alone = createMutex();
  const deliveries = createDeliveryStore(db, alone);
  const version = versionReader(db);
  const transaction = createTransaction(db, alone);
  const configuration: ConfigurationStore = {
    accounts: createAccountStore(db),
    credentials: createCredentialStore(db, key, place),
    products: createProductStore(db),
    rules: createRuleStore(db),
    templates: createTemplateStore(db),
    destinations: createDestinationStore(db),
    advertisers: createAdvertiserStore(db),
  };
  return {
    ...configuration,
    deliveries,
    events: createEventReader(db),
    contacts: createContactReader(db),
    lookups: createLookupStore(db, alone),
    dispatches: createDispatchStore(db, alone),
    refusals: createRefusalStore(db, alone),
    reports: createReportReader(db, alone),
    purchases: createPurchaseReader(db),
    doctor: createDoctorStore(db),
    privacy: createPrivacyStore(db, alone, key),
    transaction,
    erasing: createErasing(db, transaction),
    configuring: createConfiguring(db, alone, configuration),
    ...guardedStore(db, {
      configurationVersion: async () => version(),
      health: async () => ({ writable: isWritable(db), pending: await deliveries.pendingCount() }),
    }),
    close: async () => {
      await alone(async () => db.close());
    },
  };
}

/** Whether a write would go through now: takes the write lock and gives it back. */
function isWritable(db: Database): boolean {
  if (db.inTransaction) return true;
  try {
    db.exec("BEGIN IMMEDIATE; ROLLBACK");
    return true;
  } catch {
    return false;
  }
}
