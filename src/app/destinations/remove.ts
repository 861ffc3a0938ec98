import type { Clock, Store } from "../ports.ts";
import { waitingFor } from "./describe.ts";
import { requireRegistered } from "./registered.ts";

/** What still needs a destination. */
export interface DestinationUses {
  readonly name: string;
  /** Dispatches that wait or are under way. */
  readonly waiting: number;
  /** Ids of rules that forward to it. */
  readonly rules: readonly string[];
  /** Names of templates that go through it. */
  readonly templates: readonly string[];
}

/** @throws INTG_DESTINATION_NOT_FOUND */
export async function usesOf(
  store: Pick<Store, "destinations" | "dispatches" | "rules" | "templates">,
  name: string,
): Promise<DestinationUses> {
  await requireRegistered(store, name);
  const { queued, sending } = waitingFor(await store.dispatches.counts(), name);
  const rules = (await store.rules.list()).filter((rule) => rule.actions.some(({ id, target }) => id === "forward" && target === name));
  const templates = (await store.templates.list()).filter((template) => template.destination === name);
  return { name, waiting: queued + sending, rules: rules.map(({ id }) => id), templates: templates.map((template) => template.name) };
}

/** @returns how many dispatches were dropped with it. */
export async function removeDestination(store: Pick<Store, "destinations">, clock: Clock, name: string): Promise<number> {
  return store.destinations.remove(name, clock.now());
}
