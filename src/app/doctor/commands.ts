import type { EventStatus } from "../../core/event.ts";
import { DEFAULT_STORE } from "../../core/store-name.ts";
import type { StoreFacts } from "./facts.ts";

/** The flag that names a store, where it is not the one that is meant anyway. */
export function storeFlag(store: string): readonly string[] {
  return store === DEFAULT_STORE ? [] : ["--store", store];
}

export function setCredential({ provider, store }: Pick<StoreFacts, "provider" | "store">): readonly string[] {
  return ["intg", "credential", "set", provider, ...storeFlag(store)];
}

/** What stands behind a count of waiting events: `+` where there may be more. */
export function moreThan(store: Pick<StoreFacts, "isCut">, status: EventStatus): "+" | "" {
  return store.isCut(status) ? "+" : "";
}

/** Makes up for what could not be matched when it came. */
export function replayUnmatched({ provider, store }: Pick<StoreFacts, "provider" | "store">): readonly string[] {
  return ["intg", "replay", "--unmatched", "--provider", provider, ...storeFlag(store), "--apply"];
}

/** Lists the events of a store in one status. */
export function listEvents({ provider, store }: Pick<StoreFacts, "provider" | "store">, status: EventStatus): readonly string[] {
  return ["intg", "event", "list", "--provider", provider, ...storeFlag(store), "--status", status];
}
