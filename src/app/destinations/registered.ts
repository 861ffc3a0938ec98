import { IntgError } from "../../core/errors.ts";
import { closest } from "../../core/suggest.ts";
import type { Destination, DestinationAccount } from "../../destinations/contract.ts";
import { DESTINATIONS, findDestinationKind } from "../../destinations/index.ts";
import { type Clock, DESTINATION_SECRETS, type RegisteredDestination, type Store } from "../ports.ts";
import { accountOf } from "./account.ts";

/** A registered destination with its kind. */
export interface KnownDestination {
  readonly destination: RegisteredDestination;
  readonly kind: Destination;
}

/** One that a request can be made for. */
export interface OpenDestination extends KnownDestination {
  readonly account: DestinationAccount;
}

/** The kind of this name. @throws INTG_UNKNOWN_KIND with the one that was probably meant. */
export function requireKind(id: string): Destination {
  const kind = findDestinationKind(id);
  if (kind !== undefined) return kind;
  const ids = DESTINATIONS.map((candidate) => candidate.id);
  throw new IntgError("INTG_UNKNOWN_KIND", { given: id, known: knownKinds(), suggestion: closest(id, ids) });
}

/** The name of a destination stands in commands and rules, so it is letters, digits, dashes and underscores. */
export function isDestinationName(text: string): boolean {
  return /^[a-z0-9][a-z0-9_-]{0,62}$/.test(text);
}

/** Their names, as a person reads them. */
export function knownKinds(): string {
  return DESTINATIONS.map((kind) => kind.id).join(", ");
}

/** @throws INTG_DESTINATION_NOT_FOUND with the one that was probably meant. */
export async function requireRegistered(store: Pick<Store, "destinations">, name: string): Promise<RegisteredDestination> {
  const destination = await store.destinations.find(name);
  if (destination !== undefined) return destination;
  const names = (await store.destinations.list()).map((candidate) => candidate.name);
  throw new IntgError("INTG_DESTINATION_NOT_FOUND", { name, suggestion: closest(name, names) });
}

/** The same with its kind. @throws also INTG_UNKNOWN_KIND, for what another version of intg registered. */
export async function requireDestination(store: Pick<Store, "destinations">, name: string): Promise<KnownDestination> {
  const destination = await requireRegistered(store, name);
  return { destination, kind: requireKind(destination.kind) };
}

/** The same with its secrets, for making requests now. */
export async function openDestination(
  store: Pick<Store, "destinations" | "credentials">,
  clock: Clock,
  name: string,
): Promise<OpenDestination> {
  const known = await requireDestination(store, name);
  const secrets = await store.credentials.load(DESTINATION_SECRETS, name);
  return { ...known, account: accountOf(known.destination, known.kind, secrets, clock.now()) };
}
