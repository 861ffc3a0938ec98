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
  // One status at a time: those that wait for the operator are few, and the store finds them without reading the rest.
  for (const status of statuses ?? [undefined]) {
    for (let afterId = ""; ; ) {
      const page = await store.events.list({ ...filter, ...(status === undefined ? {} : { status }), afterId, limit: PAGE });
      for (const event of page) picked.add(event.deliveryId);
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) break;
      afterId = last.id;
    }
  }
  return statuses === undefined || statuses.length === 1 ? [...picked] : inOrder(picked);
}

/**
 * Ids of the calls that fit and wait to be processed, oldest first. Nobody has read them yet, so a choice by what their events say
 * fits none of them.
 */
export async function pickPending(store: Pick<Store, "deliveries">, choice: DeliveryChoice): Promise<readonly string[]> {
  const { provider, store: account, trigger, since, contactId, statuses } = choice;
  if (trigger !== undefined || contactId !== undefined || statuses !== undefined) return [];
  const picked: string[] = [];
  for (let after: string | undefined; ; ) {
    const page = await store.deliveries.pending(PAGE, after);
    for (const delivery of page) {
      const isOther =
        (provider !== undefined && delivery.provider !== provider) ||
        (account !== undefined && delivery.store !== account) ||
        (since !== undefined && delivery.receivedAt < since);
      if (!isOther) picked.push(delivery.id);
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return picked;
    after = last.id;
  }
}

/** Both of them, oldest first. */
export async function pickAll(store: Pick<Store, "events" | "deliveries">, choice: DeliveryChoice): Promise<readonly string[]> {
  const pending = await pickPending(store, choice);
  const processed = await pickDeliveries(store, choice);
  return pending.length === 0 ? processed : inOrder(new Set([...processed, ...pending]));
}

/** Ids begin with the time they were made at. */
function inOrder(ids: ReadonlySet<string>): readonly string[] {
  return [...ids].sort();
}
