import { IntgError } from "../core/errors.ts";
import { isHttpUrl, isLoopback } from "../core/http-url.ts";
import type { Note } from "../core/note.ts";
import { acceptedValues, type Credentials, Secret } from "../core/secret.ts";
import { closest } from "../core/suggest.ts";
import type { ProviderAdapter, SecretField } from "../providers/contract.ts";
import type { ApiPlace, Clock, Store, StoreAccount } from "./ports.ts";

/** One account at one provider. */
export interface AccountKey {
  readonly provider: ProviderAdapter;
  readonly store: string;
}

export interface CredentialChange extends AccountKey {
  /** New values by name, as the operator gave them. */
  readonly values: ReadonlyMap<string, string>;
  /** Whether the values before stay accepted, during a rotation. */
  readonly how: "replace" | "add";
  /** Undefined leaves it as it is; null clears it. */
  readonly description?: string | null;
  readonly actOnTests?: boolean;
  readonly api?: ApiPlace;
}

/** What looks wrong with a secret; advice only. */
export interface Advice {
  readonly name: string;
  readonly note: Note;
}

/** Keeps the values, and makes the account when it is new. @returns what looks wrong with them, never the values. */
export async function setCredentials(
  store: Pick<Store, "accounts" | "credentials">,
  clock: Clock,
  change: CredentialChange,
): Promise<readonly Advice[]> {
  const { provider, values } = change;
  const fields = [...values.keys()].map((name) => requireSecretField(provider, name));
  const others = mixed(await store.credentials.load(provider.id, change.store), fields, values);
  await saveAccount(store, change);
  const advice: Advice[] = [];
  for (const field of fields) {
    const given = values.get(field.name) ?? "";
    advice.push(...field.check(given, others).map((note) => ({ name: field.name, note })));
    const entry = { provider: provider.id, store: change.store, name: field.name, value: new Secret(field.clean(given)), at: clock.now() };
    await store.credentials.set(entry, change.how);
  }
  return advice;
}

/** Drops the oldest accepted value of each name that has several. @returns the names of which one was dropped. */
export async function retireCredentials(
  store: Pick<Store, "credentials">,
  { provider, store: account }: AccountKey,
  names: readonly string[],
): Promise<readonly string[]> {
  const wanted = names.length > 0 ? names : provider.secrets.map((field) => field.name);
  const retired: string[] = [];
  for (const name of wanted) {
    requireSecretField(provider, name);
    if (await store.credentials.retire(provider.id, account, name)) retired.push(name);
  }
  return retired;
}

/** @throws INTG_UNKNOWN_SECRET with the one that was probably meant. */
export function requireSecretField(provider: ProviderAdapter, name: string): SecretField {
  const field = provider.secrets.find((candidate) => candidate.name === name);
  if (field !== undefined) return field;
  const known = provider.secrets.map((candidate) => candidate.name);
  throw new IntgError("INTG_UNKNOWN_SECRET", {
    provider: provider.id,
    given: name,
    known: known.join(", "),
    suggestion: closest(name, known),
  });
}

const PLACES: readonly ApiPlace[] = ["production", "sandbox"];

/** Those of a vendor's systems that have a name. */
export function apiPlacesOf({ api }: Pick<ProviderAdapter, "api">): readonly ApiPlace[] {
  return api?.places ?? PLACES;
}

/**
 * `production`, `sandbox` where the vendor has one, or the address to ask instead. The store's secrets are sent there, so an address
 * that is not on this machine must be https.
 *
 * @returns null for what is none of them.
 */
export function readApiPlace(provider: Pick<ProviderAdapter, "api">, text: string): ApiPlace | null {
  const given = text.trim();
  const place = apiPlacesOf(provider).find((known) => known === given);
  if (place !== undefined) return place;
  return isHttpUrl(given) && (given.startsWith("https://") || isLoopback(new URL(given).hostname)) ? (given as ApiPlace) : null;
}

/** The store's secrets as they will be, for values that belong together. */
function mixed(kept: Credentials, fields: readonly SecretField[], values: ReadonlyMap<string, string>): Credentials {
  const all = new Map(kept);
  for (const field of fields)
    all.set(field.name, [new Secret(field.clean(values.get(field.name) ?? "")), ...acceptedValues(kept, field.name)]);
  return all;
}

async function saveAccount(store: Pick<Store, "accounts">, change: CredentialChange): Promise<void> {
  const known = (await store.accounts.list()).find((account) => account.provider === change.provider.id && account.name === change.store);
  const account: StoreAccount = {
    provider: change.provider.id,
    name: change.store,
    description: change.description === undefined ? (known?.description ?? null) : change.description,
    actOnTests: change.actOnTests ?? known?.actOnTests ?? false,
    api: change.api ?? known?.api ?? "production",
  };
  await store.accounts.save(account);
}
