import { IntgError } from "../../core/errors.ts";
import type { Note } from "../../core/note.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { type Credentials, Secret } from "../../core/secret.ts";
import type { Destination } from "../../destinations/contract.ts";
import type { Clock, RegisteredDestination, Store } from "../ports.ts";
import type { Advice } from "../set-credential.ts";
import { accountOf } from "./account.ts";
import { generatedSecrets, keepSecrets } from "./secrets.ts";

export interface DestinationDraft {
  readonly name: string;
  readonly kind: Destination;
  readonly settings: RegisteredDestination["settings"];
  /** By name, as the operator gave them; those that can be made here may be absent. */
  readonly secrets: ReadonlyMap<string, string>;
}

export interface AddedDestination {
  readonly destination: RegisteredDestination;
  /** Secrets that were made here, by name: this is the only time that they are told. */
  readonly generated: ReadonlyMap<string, string>;
  readonly advice: readonly Advice[];
}

/**
 * Registers a destination with its secrets.
 *
 * @param random - 32 bytes nobody can guess, anew at each call.
 * @returns what would keep it from sending although each of its parts is right: then nothing was kept.
 * @throws INTG_DESTINATION_EXISTS
 */
export async function addDestination(
  store: Pick<Store, "destinations" | "credentials">,
  clock: Clock,
  draft: DestinationDraft,
  random: () => Uint8Array,
): Promise<Result<AddedDestination, Note>> {
  const { name, kind, settings, secrets } = draft;
  await refuseTaken(store, name);
  const generated = generatedSecrets(kind, secrets, random);
  const values = new Map([...secrets, ...generated]);
  const destination = { name, kind: kind.id, settings, codes: {}, isEnabled: true, disabledBecause: null };
  const problem = kind.problem?.(accountOf(destination, kind, asCredentials(values), clock.now())) ?? null;
  if (problem !== null) return err(problem);
  // Disabled until its secrets are there: one without would send what its receiver has to refuse. And first, so that of two who
  // take the same name at once the second changes nothing.
  if (!(await store.destinations.add({ ...destination, isEnabled: false }))) throw new IntgError("INTG_DESTINATION_EXISTS", { name });
  const advice = await keepSecrets(store, clock, draft, values, "replace");
  await store.destinations.update(destination);
  return ok({ destination, generated, advice });
}

/** @throws INTG_DESTINATION_EXISTS */
export async function refuseTaken(store: Pick<Store, "destinations">, name: string): Promise<void> {
  if ((await store.destinations.find(name)) !== undefined) throw new IntgError("INTG_DESTINATION_EXISTS", { name });
}

function asCredentials(values: ReadonlyMap<string, string>): Credentials {
  return new Map([...values].map(([name, value]) => [name, [new Secret(value)]]));
}
