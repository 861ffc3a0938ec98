import { IntgError } from "../core/errors.ts";
import type { Note } from "../core/note.ts";
import { acceptedValues } from "../core/secret.ts";
import type { SecretField } from "../providers/contract.ts";
import { isAsked } from "./ask-vendor.ts";
import { hookPath } from "./hook-path.ts";
import type { ApiPlace, CredentialInfo, Store } from "./ports.ts";
import type { AccountKey } from "./set-credential.ts";

/** One account at one provider with what is known of its secrets; never a value. */
export interface AccountDescription {
  readonly provider: string;
  readonly store: string;
  readonly description: string | null;
  readonly actOnTests: boolean;
  /** Which of the vendor's systems is asked; null for a vendor that never is. */
  readonly api: ApiPlace | null;
  /** What stands after the listener's address in the URL that the vendor's panel wants. */
  readonly path: string;
  readonly secrets: readonly SecretDescription[];
}

export interface SecretDescription extends Pick<SecretField, "name" | "verifies" | "whereToFind"> {
  /** Accepted values, newest first. */
  readonly values: readonly Pick<CredentialInfo, "fingerprint" | "createdAt">[];
}

/** @throws INTG_STORE_NOT_FOUND when the account was never set up. */
export async function describeAccount(
  store: Pick<Store, "accounts" | "credentials">,
  { provider, store: name }: AccountKey,
): Promise<AccountDescription> {
  const account = (await store.accounts.list()).find((candidate) => candidate.provider === provider.id && candidate.name === name);
  const kept = (await store.credentials.list(provider.id)).filter((credential) => credential.store === name);
  if (account === undefined && kept.length === 0) throw new IntgError("INTG_STORE_NOT_FOUND", { provider: provider.id, store: name });
  return {
    provider: provider.id,
    store: name,
    description: account?.description ?? null,
    actOnTests: account?.actOnTests ?? false,
    api: isAsked(provider) ? (account?.api ?? "production") : null,
    path: hookPath(provider, name),
    secrets: provider.secrets.map((field) => ({
      name: field.name,
      verifies: field.verifies,
      whereToFind: field.whereToFind,
      values: kept.filter((credential) => credential.name === field.name).map(({ fingerprint, createdAt }) => ({ fingerprint, createdAt })),
    })),
  };
}

export interface CheckedSecret {
  readonly name: string;
  readonly verifies: boolean;
  readonly fingerprint: string;
  /** What looks wrong; empty when it looks right. */
  readonly notes: readonly Note[];
}

/**
 * Looks at every kept value for what is known about its form. Says nothing about whether the vendor accepts it.
 *
 * @throws INTG_CREDENTIAL_MISSING when no value is kept that calls could be verified with.
 */
export async function checkCredentials(
  store: Pick<Store, "credentials">,
  { provider, store: name }: AccountKey,
): Promise<readonly CheckedSecret[]> {
  const credentials = await store.credentials.load(provider.id, name);
  const kept = (await store.credentials.list(provider.id)).filter((credential) => credential.store === name);
  const verifying = provider.secrets.filter((field) => field.verifies);
  if (!verifying.some((field) => acceptedValues(credentials, field.name).length > 0)) {
    throw new IntgError("INTG_CREDENTIAL_MISSING", { provider: provider.id, store: name, name: verifying[0]?.name ?? "" });
  }
  return provider.secrets.flatMap((field) => {
    const fingerprints = kept.filter((credential) => credential.name === field.name).map((credential) => credential.fingerprint);
    return acceptedValues(credentials, field.name).map((value, at) => ({
      name: field.name,
      verifies: field.verifies,
      fingerprint: fingerprints[at] ?? "",
      notes: field.check(value.reveal(), credentials),
    }));
  });
}

/** @throws INTG_CREDENTIAL_NOT_FOUND when there is nothing to remove. */
export async function removeCredentials(
  store: Pick<Store, "credentials">,
  { provider, store: name }: AccountKey,
  secret: string | null,
): Promise<number> {
  const removed = await store.credentials.remove(provider.id, name, secret);
  if (removed === 0) throw new IntgError("INTG_CREDENTIAL_NOT_FOUND", { provider: provider.id, store: name });
  return removed;
}
