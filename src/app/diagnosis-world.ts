import type { Note } from "../core/note.ts";
import type { Credentials } from "../core/secret.ts";
import type { ProviderAdapter } from "../providers/contract.ts";
import { findProvider } from "../providers/index.ts";
import { type DiagnosisWorld, diagnose, type OtherAccount, type RefusedCall } from "./diagnose.ts";
import type { CredentialInfo, Store, StoreAccount } from "./ports.ts";

/** Where a diagnosis reads: a listener keeps opened credentials, a command opens them once. */
export interface DiagnosisSources {
  readonly store: Pick<Store, "accounts" | "credentials">;
  readonly credentials: { of(provider: string, store: string): Promise<Credentials> };
}

/** Credentials of more accounts than this are not tried. */
const MOST_ACCOUNTS = 100;

/** What a diagnosis of `call` may look at. @param breathe - see `DiagnosisWorld`. */
export async function openWorld(
  { provider, store }: Pick<RefusedCall, "provider" | "store">,
  sources: DiagnosisSources,
  breathe: DiagnosisWorld["breathe"],
): Promise<DiagnosisWorld> {
  const [kept, accounts] = await Promise.all([sources.store.credentials.list(), sources.store.accounts.list()]);
  const isOwn = (one: CredentialInfo) => one.provider === provider.id && one.store === store;
  const verifying = new Set(provider.secrets.filter(({ verifies }) => verifies).map(({ name }) => name));
  const reading = readOnce(() =>
    othersOf(
      provider,
      kept.filter((one) => !isOwn(one)),
      accounts,
      sources,
    ),
  );
  return {
    others: reading,
    environment: environmentOf(provider, store, accounts),
    compared: kept.filter((one) => isOwn(one) && verifying.has(one.name)),
    breathe,
  };
}

/** Why a call is refused that was given to a command: nobody else waits, so everything is tried. */
export async function explainRefusal(call: RefusedCall, store: Pick<Store, "accounts" | "credentials">): Promise<Note> {
  const opened = { of: (provider: string, name: string) => store.credentials.load(provider, name) };
  return diagnose(call, await openWorld(call, { store, credentials: opened }, async () => true));
}

/** Every secret that may stand somewhere in a call, so that none is shown. */
export async function secretsIn({ credentials }: Pick<RefusedCall, "credentials">, world: DiagnosisWorld): Promise<readonly string[]> {
  const others = await world.others();
  return [credentials, ...others.map((other) => other.credentials)].flatMap((one) =>
    [...one.values()].flat().map((secret) => secret.reveal()),
  );
}

/** Those of the call's own provider first: a mixed-up store is likelier than a mixed-up vendor. */
async function othersOf(
  provider: ProviderAdapter,
  kept: readonly CredentialInfo[],
  accounts: readonly StoreAccount[],
  { credentials }: DiagnosisSources,
): Promise<readonly OtherAccount[]> {
  const keys = [...new Set(kept.map((one) => JSON.stringify([one.provider, one.store])))].map((key) => JSON.parse(key) as [string, string]);
  const ordered = [...keys.filter(([id]) => id === provider.id), ...keys.filter(([id]) => id !== provider.id)];
  const others: OtherAccount[] = [];
  for (const [id, store] of ordered.slice(0, MOST_ACCOUNTS)) {
    const other = findProvider(id);
    // What is kept for destinations stands in the same place.
    if (other === undefined) continue;
    others.push({
      provider: other,
      store,
      environment: environmentOf(other, store, accounts),
      credentials: await credentials.of(id, store),
    });
  }
  return others;
}

function environmentOf(provider: ProviderAdapter, store: string, accounts: readonly StoreAccount[]): string | null {
  if (provider.lookup === undefined) return null;
  return accounts.find((account) => account.provider === provider.id && account.name === store)?.api ?? "production";
}

function readOnce<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => {
    reading ??= read();
    return reading;
  };
}
