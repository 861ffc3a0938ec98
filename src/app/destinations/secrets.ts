import { IntgError } from "../../core/errors.ts";
import { acceptedValues, type Credentials, Secret } from "../../core/secret.ts";
import { closest } from "../../core/suggest.ts";
import type { Destination, DestinationSecret } from "../../destinations/contract.ts";
import { type Clock, DESTINATION_SECRETS, type Store } from "../ports.ts";
import type { Advice } from "../set-credential.ts";

/** @throws INTG_UNKNOWN_SECRET with the one that was probably meant. */
export function requireDestinationSecret(kind: Destination, name: string): DestinationSecret {
  const field = kind.secrets.find((candidate) => candidate.name === name);
  if (field !== undefined) return field;
  const names = kind.secrets.map((candidate) => candidate.name);
  const known = names.length === 0 ? "-" : names.join(", ");
  throw new IntgError("INTG_UNKNOWN_SECRET", { provider: kind.id, given: name, known, suggestion: closest(name, names) });
}

/** The secrets that a kind cannot do without and that it has to be told. */
export function missingSecrets(kind: Destination, secrets: ReadonlySet<string>): readonly DestinationSecret[] {
  return kind.secrets.filter(({ name, isRequired, generate }) => isRequired && generate === undefined && !secrets.has(name));
}

/** The same of what is kept already. */
export function lackingSecret(kind: Destination, kept: Credentials): DestinationSecret | undefined {
  return kind.secrets.find(({ name, isRequired }) => isRequired && acceptedValues(kept, name).length === 0);
}

/**
 * Values for the secrets that the operator gave none of and that can be made here.
 *
 * @param random - 32 bytes nobody can guess, anew at each call.
 */
export function generatedSecrets(
  kind: Destination,
  given: ReadonlyMap<string, string>,
  random: () => Uint8Array,
): ReadonlyMap<string, string> {
  return new Map(
    kind.secrets.flatMap(({ name, generate }) => (generate === undefined || given.has(name) ? [] : [[name, generate(random())] as const])),
  );
}

/** Keeps the values. @returns what looks wrong with them, never the values. */
export async function keepSecrets(
  store: Pick<Store, "credentials">,
  clock: Clock,
  { name: destination, kind }: { readonly name: string; readonly kind: Destination },
  values: ReadonlyMap<string, string>,
  how: "replace" | "add",
): Promise<readonly Advice[]> {
  const advice: Advice[] = [];
  for (const [name, value] of values) {
    advice.push(
      ...requireDestinationSecret(kind, name)
        .check(value)
        .map((note) => ({ name, note })),
    );
    const entry = { provider: DESTINATION_SECRETS, store: destination, name, value: new Secret(value.trim()), at: clock.now() };
    await store.credentials.set(entry, how);
  }
  return advice;
}

/**
 * Drops the oldest value of each name that has several.
 *
 * @param names - every secret of the kind when there are none.
 * @returns the names of which one was dropped.
 */
export async function retireSecrets(
  store: Pick<Store, "credentials">,
  { name: destination, kind }: { readonly name: string; readonly kind: Destination },
  names: readonly string[],
): Promise<readonly string[]> {
  const retired: string[] = [];
  for (const name of names.length > 0 ? names : kind.secrets.map((field) => field.name)) {
    if (await store.credentials.retire(DESTINATION_SECRETS, destination, name)) retired.push(name);
  }
  return retired;
}
