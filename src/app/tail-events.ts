import type { CanonicalEvent } from "../core/event.ts";
import type { EventFilter, Store } from "./ports.ts";

type Filter = Omit<EventFilter, "limit" | "afterId" | "since">;

/** Events read at a time; a burst larger than this is read in several goes without waiting. */
const PAGE = 500;

/** A place in the order of arrival, and what stands behind it. */
export interface Tail {
  /** Events that came since the last call and pass the filter, oldest first. */
  next(): Promise<readonly CanonicalEvent[]>;
}

/** Starts behind the newest event there is. */
export async function tailEvents(store: Pick<Store, "events">, filter: Filter): Promise<Tail> {
  let last = await newestId(store);
  return {
    async next() {
      const passed: CanonicalEvent[] = [];
      for (;;) {
        const page = await store.events.list({ afterId: last, limit: PAGE });
        passed.push(...page.filter((event) => passes(event, filter)));
        last = page.at(-1)?.id ?? last;
        if (page.length === PAGE) continue;
        if (page.length === 0 && last !== "" && (await store.events.find(last)) === undefined) last = await newestId(store);
        return passed;
      }
    },
  };
}

/** The id to begin behind; empty before the first event. */
async function newestId(store: Pick<Store, "events">): Promise<string> {
  return (await store.events.list({ limit: 1 }))[0]?.id ?? "";
}

/** Here and not in the query, so that events of others move the place on too and are not read again and again. */
function passes(event: CanonicalEvent, { provider, store, trigger, status, contactId }: Filter): boolean {
  return (
    (provider === undefined || event.provider === provider) &&
    (store === undefined || event.store === store) &&
    (trigger === undefined || event.trigger === trigger) &&
    (status === undefined || event.status === status) &&
    (contactId === undefined || event.contactId === contactId)
  );
}
