import { type Condition, namesField } from "../core/condition.ts";
import { compileCondition } from "../core/condition-match.ts";
import type { CanonicalEvent } from "../core/event.ts";
import { eventFields } from "../core/event-fields.ts";
import type { EventFilter, Store } from "./ports.ts";

/** Decides about one event, with what its contact has now. */
export type EventTest = (event: CanonicalEvent) => Promise<boolean>;

/** Events read at a time. */
const PAGE = 500;

/** Whether a condition holds of an event; the contact's tags are looked up only where the condition asks for them. */
export function eventTest(store: Pick<Store, "contacts">, condition: Condition): EventTest {
  const holds = compileCondition(condition);
  const asksTags = namesField(condition, "contact.tags");
  return async (event) => {
    const tags = asksTags && event.contactId !== null ? (await store.contacts.tags(event.contactId)).map(({ tag }) => tag) : [];
    return holds(eventFields(event, tags)).matched;
  };
}

/**
 * The newest events that fit, newest first, in pages as they are found; at most `limit`.
 *
 * @param condition - asked of every event that the filter lets through; null for all of them.
 */
export async function* pickEvents(
  store: Pick<Store, "events" | "contacts">,
  filter: Omit<EventFilter, "afterId" | "limit">,
  condition: Condition | null,
  limit: number,
): AsyncGenerator<readonly CanonicalEvent[]> {
  const fits = condition === null ? null : eventTest(store, condition);
  let wanted = limit;
  let place: Pick<EventFilter, "beforeId"> = {};
  while (wanted > 0) {
    const asked = fits === null ? Math.min(PAGE, wanted) : PAGE;
    const page = await store.events.list({ ...filter, ...place, limit: asked });
    const found: CanonicalEvent[] = [];
    for (const event of page) if (fits === null || (await fits(event))) found.push(event);
    const shown = found.slice(0, wanted);
    if (shown.length > 0) yield shown;
    wanted -= shown.length;
    const last = page.at(-1);
    if (last === undefined || page.length < asked) return;
    place = { beforeId: last.id };
  }
}
