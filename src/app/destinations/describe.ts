import { type BreakerState, breakerState, reopensAt } from "../../core/breaker.ts";
import type { Instant } from "../../core/instant.ts";
import type { Note } from "../../core/note.ts";
import type { DestinationSecret } from "../../destinations/contract.ts";
import { findDestinationKind } from "../../destinations/index.ts";
import {
  type Clock,
  type CredentialInfo,
  DESTINATION_SECRETS,
  type DispatchCount,
  type RegisteredDestination,
  type Store,
} from "../ports.ts";
import { sendOptionsOf } from "./account.ts";
import { requireDestination } from "./registered.ts";
import { hostOf, shownSetting } from "./settings.ts";
import { type UsedObject, unmappedObjects } from "./unmapped.ts";

export interface ListedDestination {
  readonly name: string;
  readonly kind: string;
  /** Host that is called; null when none is set, or the kind is not known to this version. */
  readonly where: string | null;
  readonly state: "enabled" | "disabled" | "circuit-open";
  /** Dispatches that wait, those that are under way among them. */
  readonly queued: number;
  readonly dead: number;
}

export interface DestinationDescription {
  readonly name: string;
  readonly kind: string;
  readonly isEnabled: boolean;
  readonly disabledBecause: Note | null;
  readonly allowsPrivate: boolean;
  /** Every setting that has a value, as it may be shown. */
  readonly settings: readonly { readonly name: string; readonly value: string; readonly isDefault: boolean }[];
  readonly secrets: readonly (Pick<DestinationSecret, "name" | "isRequired" | "whereToFind"> & {
    /** Newest first. */
    readonly values: readonly Pick<CredentialInfo, "fingerprint" | "createdAt">[];
  })[];
  readonly codes: RegisteredDestination["codes"];
  readonly waiting: { readonly queued: number; readonly sending: number; readonly dead: number };
  readonly health: {
    readonly circuit: BreakerState;
    /** When a request may go again; null while the circuit is closed. */
    readonly opensAgainAt: Instant | null;
    readonly sentToday: number;
  };
  /** What rules do that it cannot be told of, for want of a code. */
  readonly unmapped: readonly UsedObject[];
}

export async function listDestinations(store: Pick<Store, "destinations" | "dispatches">): Promise<readonly ListedDestination[]> {
  const counts = await store.dispatches.counts();
  const listed: ListedDestination[] = [];
  for (const destination of await store.destinations.list()) {
    const { name, isEnabled } = destination;
    const kind = findDestinationKind(destination.kind);
    const { breaker } = await store.destinations.health(name);
    const { queued, sending, dead } = waitingFor(counts, name);
    listed.push({
      name,
      kind: destination.kind,
      where: kind === undefined ? null : hostOf(destination, kind),
      state: !isEnabled ? "disabled" : breaker.openedAt === null ? "enabled" : "circuit-open",
      queued: queued + sending,
      dead,
    });
  }
  return listed;
}

/** One destination with what is known of its secrets; never a value. @throws INTG_DESTINATION_NOT_FOUND */
export async function describeDestination(
  store: Pick<Store, "destinations" | "dispatches" | "credentials" | "products" | "rules">,
  clock: Clock,
  name: string,
): Promise<DestinationDescription> {
  const { destination, kind } = await requireDestination(store, name);
  const kept = (await store.credentials.list(DESTINATION_SECRETS)).filter((credential) => credential.store === name);
  const { breaker, day, sentToday } = await store.destinations.health(name);
  const now = clock.now();
  return {
    name,
    kind: destination.kind,
    isEnabled: destination.isEnabled,
    disabledBecause: destination.disabledBecause,
    allowsPrivate: sendOptionsOf(destination).allowsPrivate,
    settings: kind.settings.flatMap((field) => {
      const own = Object.hasOwn(destination.settings, field.name) ? destination.settings[field.name] : undefined;
      const value = own ?? field.fallback;
      return value === undefined ? [] : [{ name: field.name, value: shownSetting(value), isDefault: own === undefined }];
    }),
    secrets: kind.secrets.map((field) => ({
      name: field.name,
      isRequired: field.isRequired,
      whereToFind: field.whereToFind,
      values: kept.filter((credential) => credential.name === field.name).map(({ fingerprint, createdAt }) => ({ fingerprint, createdAt })),
    })),
    codes: destination.codes,
    waiting: waitingFor(await store.dispatches.counts(), name),
    health: {
      circuit: breakerState(breaker, now),
      opensAgainAt: reopensAt(breaker),
      sentToday: day === now.slice(0, "2026-11-03".length) ? sentToday : 0,
    },
    unmapped: await unmappedObjects(store, destination, kind),
  };
}

/** How much of a destination is not done yet. */
export function waitingFor(counts: readonly DispatchCount[], name: string): DestinationDescription["waiting"] {
  const count = (state: DispatchCount["state"]) =>
    counts.filter((entry) => entry.destination === name && entry.state === state).reduce((sum, entry) => sum + entry.count, 0);
  return { queued: count("queued"), sending: count("sending"), dead: count("dead") };
}
