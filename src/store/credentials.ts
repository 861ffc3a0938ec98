import type { Database } from "better-sqlite3";
import type { CredentialInfo, CredentialStore } from "../app/ports.ts";
import { IntgError } from "../core/errors.ts";
import type { Credentials, Secret } from "../core/secret.ts";
import { fingerprintOf } from "../shared/fingerprint.ts";
import { configurationChange } from "./configuration.ts";
import { guardedStore } from "./errors.ts";
import { open, seal, type VaultLabel } from "./vault.ts";

interface SealedRow extends VaultLabel {
  readonly id: number;
  readonly sealed: Buffer;
  readonly fingerprint: string;
}

interface InfoRow extends VaultLabel {
  readonly fingerprint: string;
  readonly created_at: string;
}

type NewCredential = Parameters<CredentialStore["set"]>[0];

/**
 * Credentials, each value sealed under its own name. Of several values of a name the newest has the highest id.
 *
 * @param key - called when a value is sealed or opened, never before.
 * @param keyPlace - where the key comes from, for the error when it opens nothing.
 */
export function createCredentialStore(db: Database, key: () => Buffer, keyPlace: string | null = null): CredentialStore {
  const change = configurationChange(db);

  const selectSealed = db.prepare<{ provider: string; store: string }, SealedRow>(`
    SELECT id, provider, store, name, sealed, fingerprint FROM credentials
    WHERE provider = @provider AND store = @store
    ORDER BY id DESC`);
  async function load(provider: string, store: string): Promise<Credentials> {
    const rows = selectSealed.all({ provider, store });
    const credentials = new Map<string, Secret[]>();
    if (rows.length === 0) return credentials;
    const opener = key();
    for (const row of rows) {
      const values = credentials.get(row.name);
      if (values === undefined) credentials.set(row.name, [open(opener, row, row.sealed, keyPlace)]);
      else values.push(open(opener, row, row.sealed, keyPlace));
    }
    return credentials;
  }

  const selectInfo = db.prepare<{ provider: string | null }, InfoRow>(`
    SELECT provider, store, name, fingerprint, created_at FROM credentials
    WHERE (@provider IS NULL OR provider = @provider)
    ORDER BY provider, store, name, id DESC`);
  async function list(provider?: string): Promise<readonly CredentialInfo[]> {
    return selectInfo.all({ provider: provider ?? null }).map((row) => ({
      provider: row.provider,
      store: row.store,
      name: row.name,
      fingerprint: row.fingerprint,
      createdAt: row.created_at,
    }));
  }

  const selectName = db.prepare<VaultLabel, SealedRow>(`
    SELECT id, provider, store, name, sealed, fingerprint FROM credentials
    WHERE provider = @provider AND store = @store AND name = @name
    ORDER BY id DESC`);
  const deleteSuperseded = db.prepare<VaultLabel & { fingerprint: string | null }>(`
    DELETE FROM credentials
    WHERE provider = @provider AND store = @store AND name = @name
      AND (@fingerprint IS NULL OR fingerprint = @fingerprint)`);
  const insert = db.prepare<InfoRow & { sealed: Buffer }>(`
    INSERT INTO credentials (id, provider, store, name, sealed, fingerprint, created_at)
    VALUES ((SELECT coalesce(max(id), 0) + 1 FROM credentials),
      @provider, @store, @name, @sealed, @fingerprint, @created_at)`);
  async function set(entry: NewCredential, how: "replace" | "add"): Promise<void> {
    const label = { provider: entry.provider, store: entry.store, name: entry.name };
    const fingerprint = fingerprintOf(entry.value);
    change(() => {
      const sealer = key();
      const [newest, ...older] = selectName.all(label);
      const isKept = newest !== undefined && newest.fingerprint === fingerprint && opensTo(sealer, newest, entry.value);
      if (isKept && (how === "add" || older.length === 0)) return;
      deleteSuperseded.run({ ...label, fingerprint: how === "add" ? fingerprint : null });
      insert.run({ ...label, sealed: seal(sealer, label, entry.value), fingerprint, created_at: entry.at });
    });
  }

  const deleteOldest = db.prepare<VaultLabel>(`
    DELETE FROM credentials
    WHERE id = (
      SELECT min(id) FROM credentials WHERE provider = @provider AND store = @store AND name = @name
      HAVING count(*) >= 2)`);
  async function retire(provider: string, store: string, name: string): Promise<boolean> {
    return change(() => deleteOldest.run({ provider, store, name }).changes > 0);
  }

  const deleteAll = db.prepare<{ provider: string; store: string; name: string | null }>(`
    DELETE FROM credentials
    WHERE provider = @provider AND store = @store AND (@name IS NULL OR name = @name)`);
  async function remove(provider: string, store: string, name: string | null): Promise<number> {
    return change(() => deleteAll.run({ provider, store, name }).changes);
  }

  return guardedStore(db, { load, list, set, retire, remove });
}

/** A value sealed under a key that is lost must be sealed anew, so a match of fingerprints is not enough. */
function opensTo(key: Buffer, row: SealedRow, value: Secret): boolean {
  try {
    return open(key, row, row.sealed).reveal() === value.reveal();
  } catch (error) {
    if (error instanceof IntgError) return false;
    throw error;
  }
}
