import type { RegisteredDestination, Store } from "../ports.ts";
import { withPrivate } from "./account.ts";
import { changedSettings } from "./settings.ts";

export interface DestinationChange {
  /** A value of null takes a setting away. */
  readonly settings: ReadonlyMap<string, string | null>;
  /** Undefined leaves it as it is; the same below. */
  readonly allowsPrivate?: boolean;
  readonly isEnabled?: boolean;
}

/** The destination after a change. Whoever switches it on or off has dealt with why it was off. */
export function changed(destination: RegisteredDestination, change: DestinationChange): RegisteredDestination {
  const settings = changedSettings(destination.settings, change.settings);
  return {
    ...destination,
    settings: change.allowsPrivate === undefined ? settings : withPrivate(settings, change.allowsPrivate),
    ...(change.isEnabled === undefined ? {} : { isEnabled: change.isEnabled, disabledBecause: null }),
  };
}

export async function saveDestination(store: Pick<Store, "destinations">, destination: RegisteredDestination): Promise<void> {
  const { codes: _own, ...rest } = destination;
  await store.destinations.update(rest);
}
