import type { Condition } from "../core/condition.ts";
import type { CanonicalEvent } from "../core/event.ts";
import { eventTest, pickEvents } from "./pick-events.ts";
import type { EventFilter, Store } from "./ports.ts";

type Filter = Omit<EventFilter, "limit" | "afterId" | "beforeId" | "since" | "until">;

/** Events read at a time; a burst larger than this is read in several goes without waiting. */
const PAGE = 500;

export interface TailWishes {
  /** Asked of every event that passes the filter; null for none. */
  readonly condition?: Condition | null;
  /** How many that came before are given first. */
  readonly last?: number;
}

/** A place in the order of arrival, and what stands behind it. */
export interface Tail {
  /** Events that came since the last call and pass, oldest first; the first time those that were asked for before. */
  next(): Promise<readonly CanonicalEvent[]>;
}

/** Starts behind the newest event there is. */
export async function tailEvents(
  store: Pick<Store, "events" | "contacts">,
  filter: Filter,
  { condition = null, last = 0 }: TailWishes = {},
): Promise<Tail> {
  let place = await newestId(store);
  let before: readonly CanonicalEvent[] = await lastOnes(store, filter, condition, last);
  const holds = condition === null ? null : eventTest(store, condition);
  return {
    async next() {
      const passed = [...before];
      before = [];
      for (;;) {
        const page = await store.events.list({ afterId: place, limit: PAGE });
        for (const event of page) if (passes(event, filter) && (holds === null || (await holds(event)))) passed.push(event);
        place = page.at(-1)?.id ?? place;
        if (page.length === PAGE) continue;
        if (page.length === 0 && place !== "" && (await store.events.find(place)) === undefined) place = await newestId(store);
        return passed;
      }
    },
  };
}

/** Oldest first. What comes while they are read is told twice rather than not at all. */
async function lastOnes(store: Pick<Store, "events" | "contacts">, filter: Filter, condition: Condition | null, wanted: number) {
  const found: CanonicalEvent[] = [];
  for await (const page of pickEvents(store, filter, condition, wanted)) found.push(...page);
  return found.reverse();
}

/** The id to begin behind; empty before the first event. */
async function newestId(store: Pick<Store, "events">): Promise<string> {
  return (await store.events.list({ limit: 1 }))[0]?.id ?? "";
}

/** Here and not in the query, so that events of others move the place on too and are not read again and again. */
function passes(event: CanonicalEvent, { provider, store, trigger, status, product, contactId }: Filter): boolean {
  return (
    (provider === undefined || event.provider === provider) &&
    (store === undefined || event.store === store) &&
    (trigger === undefined || event.trigger === trigger || event.also.includes(trigger)) &&
    (status === undefined || event.status === status) &&
    (product === undefined || event.productSlug === product) &&
    (contactId === undefined || event.contactId === contactId)
  );
}
