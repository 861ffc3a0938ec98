import type { EventStatus } from "../core/event.ts";
import type { Instant } from "../core/instant.ts";
import type { Trigger } from "../core/triggers.ts";
import type { Store } from "./ports.ts";

/** Which stored calls are meant; every part that is there narrows, an event of the call has to fit them all. */
export interface DeliveryChoice {
  readonly provider?: string;
  readonly store?: string;
  readonly trigger?: Trigger;
  readonly since?: Instant;
  readonly contactId?: string;
  /** The event's status is one of these; any when absent. */
  readonly statuses?: readonly EventStatus[];
}

const PAGE = 500;

/** Ids of the processed calls that fit, oldest first, each once. What is stored after this begins to read may be left out. */
export async function pickDeliveries(store: Pick<Store, "events">, choice: DeliveryChoice): Promise<readonly string[]> {
  const { statuses, ...filter } = choice;
  const picked = new Set<string>();
  for (let afterId = ""; ; ) {
    const page = await store.events.list({ ...filter, afterId, limit: PAGE });
    for (const event of page) if (statuses === undefined || statuses.includes(event.status)) picked.add(event.deliveryId);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return [...picked];
    afterId = last.id;
  }
}
