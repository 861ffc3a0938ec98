import { requireSecretField } from "../../app/set-credential.ts";
import { IntgError } from "../../core/errors.ts";
import { acceptedValues, type Credentials, Secret } from "../../core/secret.ts";
import type { ProviderAdapter, SecretField } from "../../providers/contract.ts";
import type { Context } from "../context.ts";
import type { Input } from "../input.ts";
import { printable } from "../printable.ts";
import { readUrl } from "../read-url.ts";
import { fetchSecrets, readWishes, type SecretOwner, type SecretWish, warnOfLiterals } from "../secret-sources.ts";
import { readStoreName } from "../store-name.ts";

/** `--key SOURCE` is short for `--secret key=SOURCE`, of providers that have a secret of this name. */
const KEY = "key";

/**
 * The credential that the endpoint knows: what the line gives, else what this home keeps of `--store`.
 *
 * @throws INTG_CREDENTIAL_MISSING
 */
export async function readCredentials(provider: ProviderAdapter, context: Context, input: Input): Promise<Credentials> {
  const { texts } = context;
  const wishes = secretWishes(provider, context, input);
  const store = readStoreName(input, texts);
  if (wishes.length === 0) return keptCredentials(provider, store, context);
  const { title } = provider;
  const owner: SecretOwner = { title, question: (name) => texts("conform.question", { title, name }) };
  const values = await fetchSecrets(wishes, owner, context, input);
  warnOfLiterals(wishes, context);
  return new Map(wishes.map(({ field }) => [field.name, [new Secret(field.clean(values.get(field.name) ?? ""))]]));
}

function secretWishes(provider: ProviderAdapter, context: Context, input: Input): readonly SecretWish<SecretField>[] {
  const named = readWishes(input, context, (name) => requireSecretField(provider, name));
  const key = input.text("key");
  if (key === undefined) return named;
  const field = requireSecretField(provider, KEY);
  if (named.some((wish) => wish.field === field)) throw input.badValue("secret", KEY, context.texts("credential.given-twice"));
  if (key === "stdin" && named.some(({ source }) => source === "stdin"))
    throw input.badValue("secret", "stdin", context.texts("credential.stdin-twice"));
  return [...named, { field, source: key }];
}

async function keptCredentials(provider: ProviderAdapter, store: string, context: Context): Promise<Credentials> {
  const verifying = provider.secrets.filter((secret) => secret.verifies).map(({ name }) => name);
  const kept: Credentials = context.hasStore() ? await (await context.store()).credentials.load(provider.id, store) : new Map();
  if (verifying.some((name) => acceptedValues(kept, name).length > 0)) return kept;
  throw new IntgError("INTG_CREDENTIAL_MISSING", { provider: provider.id, store, name: verifying[0] ?? "" });
}

/** The endpoint to call, exactly as it is written: nothing is added to its path. */
export function readEndpoint(provider: ProviderAdapter, { texts }: Context, input: Input): string {
  const url = input.maybeArgument("url");
  if (url === undefined)
    throw new IntgError("INTG_MISSING_VALUE", { what: texts("conform.no-url"), flag: `intg conform ${provider.id} URL` });
  return readUrl(url);
}

/** `--only`, each an id that the provider has. */
export function readOnly(provider: ProviderAdapter, { texts }: Context, input: Input): readonly string[] {
  const known = new Set(provider.conformance.map(({ id }) => id));
  const unknown = input.list("only").find((id) => !known.has(id));
  if (unknown !== undefined) throw input.badValue("only", printable(unknown), texts("conform.unknown-check", { provider: provider.id }));
  return input.list("only");
}

/** What the endpoint knows and the samples shall name: a listing of leads, a product of sales. */
export function readKnown(
  provider: ProviderAdapter,
  { texts }: Context,
  input: Input,
): { readonly listing: string | undefined; readonly productId: string | undefined } {
  const [listing, productId] = [input.text("listing"), input.text("productId")];
  if (listing !== undefined && provider.family !== "leads")
    throw input.badValue("listing", printable(listing), texts("conform.no-listings"));
  if (productId !== undefined && provider.family !== "payments")
    throw input.badValue("productId", printable(productId), texts("conform.no-products"));
  return { listing, productId };
}
