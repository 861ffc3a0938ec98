import { note } from "../../core/note.ts";
import { DEFAULT_STORE, isStoreName } from "../../core/store-name.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import { findProvider, PROVIDERS } from "../../providers/index.ts";
import { isAsked } from "../ask-vendor.ts";
import { type ApiPlace, DESTINATION_SECRETS, type StoreAccount } from "../ports.ts";
import type { FilePath } from "../rule-file.ts";
import { unknownProvider } from "../rule-tests/shop.ts";
import { apiPlacesOf, readApiPlace } from "../set-credential.ts";
import type { StoreEntry } from "./document.ts";
import { type FullPicture, secretOwner } from "./picture.ts";
import { type Field, isTwice, type Planning, planThing, planUnnamed, textOrNull, yesOrNo } from "./planning.ts";
import { hasValue, planSecrets } from "./secrets.ts";

/** Plans the accounts at providers, with their secrets. */
export function planStores(entries: readonly StoreEntry[], planning: Planning): void {
  const { picture, writes } = planning;
  const seen = new Set<string>();
  for (const [at, entry] of entries.entries()) {
    const path = ["stores", at];
    const name = secretOwner(entry.provider, entry.name ?? DEFAULT_STORE);
    const provider = findProvider(entry.provider);
    if (isTwice(seen, name, name, path, planning)) continue;
    if (provider === undefined) {
      planning.faults.push({ path: [...path, "provider"], problem: unknownProvider(entry.provider, PROVIDERS) });
      continue;
    }
    const account = readAccount(entry, provider, path, planning);
    const kept = picture.accounts.find((other) => nameOf(other) === name);
    const secrets = planSecrets(
      { provider: provider.id, store: account.name, name, secrets: provider.secrets },
      entry.secrets,
      [...path, "secrets"],
      planning,
    );
    const before = kept === undefined ? undefined : [...fieldsOf(kept), ...secrets.before];
    if (!planThing({ section: "stores", name }, before, [...fieldsOf(account), ...secrets.after], planning)) continue;
    writes.push(({ accounts }) => accounts.save(account));
    const verifying = provider.secrets.filter(({ verifies }) => verifies).map((secret) => secret.name);
    const isKept = picture.credentials.some((one) => secretOwner(one.provider, one.store) === name && verifying.includes(one.name));
    if (isKept || verifying.some((secret) => hasValue(secrets.values, secret))) continue;
    planning.warnings.push({ subject: name, problem: note("config-file.no-credential", { secret: verifying[0] ?? null }) });
  }
  for (const { provider, name } of accountsOf(picture).filter((account) => !seen.has(nameOf(account)))) {
    planUnnamed(
      { section: "stores", name: secretOwner(provider, name), with: { secrets: secretsOf(provider, name, picture) } },
      async ({ accounts, credentials }) => {
        await credentials.remove(provider, name, null);
        await accounts.remove(provider, name);
      },
      planning,
    );
  }
}

/** Accounts, and those that only have secrets. */
export function accountsOf({ accounts, credentials }: Pick<FullPicture, "accounts" | "credentials">): readonly StoreAccount[] {
  const known = new Set(accounts.map(nameOf));
  const bare = new Map<string, StoreAccount>();
  for (const { provider, store: name } of credentials) {
    const account = { provider, name, description: null, actOnTests: false, api: "production" } as const;
    if (provider !== DESTINATION_SECRETS && !known.has(nameOf(account))) bare.set(nameOf(account), account);
  }
  return [...accounts, ...bare.values()].sort((first, second) => compare(nameOf(first), nameOf(second)));
}

function readAccount(entry: StoreEntry, provider: ProviderAdapter, path: FilePath, { faults }: Planning): StoreAccount {
  const name = entry.name ?? DEFAULT_STORE;
  if (!isStoreName(name)) faults.push({ path: [...path, "name"], problem: note("config-file.bad-store-name") });
  return {
    provider: entry.provider,
    name,
    description: textOrNull(entry.description),
    actOnTests: entry["act-on-tests"] ?? false,
    api: readApi(entry, provider, [...path, "api"], faults),
  };
}

function readApi({ api }: StoreEntry, provider: ProviderAdapter, path: FilePath, faults: Planning["faults"]): ApiPlace {
  if (api === undefined) return "production";
  if (!isAsked(provider)) {
    faults.push({ path, problem: note("config-file.never-asked", { provider: provider.id }) });
    return "production";
  }
  const place = readApiPlace(provider, api);
  if (place === null) faults.push({ path, problem: note("config-file.bad-api", { places: apiPlacesOf(provider).join(", ") }) });
  return place ?? "production";
}

function fieldsOf({ description, actOnTests, api }: StoreAccount): readonly Field[] {
  return [
    { name: "description", value: description },
    { name: "act-on-tests", value: yesOrNo(actOnTests), usual: "no" },
    { name: "api", value: api, usual: "production" },
  ];
}

function secretsOf(provider: string, store: string, { credentials }: FullPicture): number {
  return credentials.filter((kept) => kept.provider === provider && kept.store === store).length;
}

function nameOf({ provider, name }: Pick<StoreAccount, "provider" | "name">): string {
  return secretOwner(provider, name);
}

function compare(first: string, second: string): number {
  return first < second ? -1 : first > second ? 1 : 0;
}
