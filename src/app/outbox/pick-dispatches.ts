import type { Condition } from "../../core/condition.ts";
import { compileCondition, type FactLookup } from "../../core/condition-match.ts";
import type { Dispatch } from "../../core/dispatch.ts";
import { IntgError } from "../../core/errors.ts";
import { eventFields } from "../../core/event-fields.ts";
import { loadConfiguration } from "../configuration.ts";
import type { DispatchFilter, Store } from "../ports.ts";
import { channelOf } from "./messages.ts";

/** Shorter beginnings of an id name nothing. */
const SHORTEST_PREFIX = 8;
const CANDIDATES = 5;

/** The dispatch that a person names: by its id or the unique beginning of it. Throws `INTG_DISPATCH_NOT_FOUND`. */
export async function requireDispatch(store: Pick<Store, "dispatches">, text: string): Promise<Dispatch> {
  const wanted = text.trim().replace(/…$/, "").toLowerCase();
  const exact = await store.dispatches.find(wanted);
  if (exact !== undefined) return exact;
  const prefix = wanted.startsWith("dsp_") ? wanted : `dsp_${wanted}`;
  const ids = prefix.length < SHORTEST_PREFIX ? [] : await store.dispatches.idsFrom(prefix, CANDIDATES);
  const found = ids.length === 1 && ids[0] !== undefined ? await store.dispatches.find(ids[0]) : undefined;
  if (found === undefined) throw new IntgError("INTG_DISPATCH_NOT_FOUND", { id: text });
  return found;
}

/** Every dispatch that the filter lets through and of which the condition holds; without a condition all of them. */
export async function pickDispatches(
  store: Pick<Store, "dispatches" | "events">,
  filter: DispatchFilter,
  condition: Condition | null,
): Promise<readonly Dispatch[]> {
  const all = await store.dispatches.list(filter);
  if (condition === null) return all;
  const holds = compileCondition(condition);
  const picked: Dispatch[] = [];
  for (const dispatch of all) if (holds(await factsOf(dispatch, store)).matched) picked.push(dispatch);
  return picked;
}

/** Dispatches read at a time. */
const PAGE = 1000;

/** The first dispatches in the order of the list of which a condition holds, read in pages; at most as many as the filter's limit. */
export async function firstDispatches(
  store: Pick<Store, "dispatches" | "events">,
  filter: DispatchFilter,
  condition: Condition | null,
): Promise<readonly Dispatch[]> {
  if (condition === null) return store.dispatches.list(filter);
  const holds = compileCondition(condition);
  const found: Dispatch[] = [];
  for (let place: Pick<DispatchFilter, "afterId"> = {}; ; ) {
    const page = await store.dispatches.list({ ...filter, ...place, limit: PAGE });
    for (const dispatch of page) {
      if (holds(await factsOf(dispatch, store)).matched) found.push(dispatch);
      if (found.length === filter.limit) return found;
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return found;
    place = { afterId: last.id };
  }
}

async function factsOf(dispatch: Dispatch, store: Pick<Store, "events">): Promise<FactLookup> {
  const event = await store.events.get(dispatch.eventId);
  const ofEvent: FactLookup = event === undefined ? () => null : eventFields(event, []);
  return (field) => {
    switch (field) {
      case "destination":
      case "action":
      case "target":
      case "rule":
      case "state":
      case "attempts":
        return dispatch[field];
      case "reason":
        return dispatch.reason?.code ?? null;
      default:
        return ofEvent(field);
    }
  };
}

/**
 * Puts dispatches first in line again. A message that had no destination, or one that sends no messages, goes through the one
 * that its template names now.
 *
 * @returns how many; the others have nowhere to go, or were sent meanwhile.
 */
export async function retryDispatches(store: Store, dispatches: readonly Dispatch[], at: string): Promise<number> {
  const configuration = await loadConfiguration(store);
  const homes = new Map<string, string>();
  const ids: string[] = [];
  for (const { id, destination, action, target } of dispatches) {
    const isHome = configuration.carriers.get(action)?.some(({ name }) => name === destination) === true;
    const route = isHome || action !== "notify" ? null : channelOf(target, configuration);
    if (route !== null && route.destination !== null && route.problem === null) homes.set(id, route.destination);
    if (isHome || homes.has(id)) ids.push(id);
  }
  return store.dispatches.retry(ids, at, homes);
}
