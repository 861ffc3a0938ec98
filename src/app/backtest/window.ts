import { eventIdOf } from "../../core/delivery.ts";
import { type DeliveryChoice, pickDeliveries } from "../pick-deliveries.ts";
import { ownerOf } from "../plan.ts";
import type { Store } from "../ports.ts";

/** The stored calls that rules are tried on, oldest first, and what was made of them. */
export interface Window {
  readonly deliveryIds: readonly string[];
  readonly events: readonly { readonly id: string; readonly owner: string }[];
  readonly people: number;
}

/** @param product - slug; calls none of whose events is about it are left out. */
export async function pickWindow(store: Pick<Store, "events">, choice: DeliveryChoice, product?: string): Promise<Window> {
  const deliveryIds: string[] = [];
  const events: { id: string; owner: string }[] = [];
  const people = new Set<string>();
  for (const deliveryId of await pickDeliveries(store, choice)) {
    const own = await eventsOf(store, deliveryId);
    if (product !== undefined && !own.some(({ productSlug }) => productSlug === product)) continue;
    deliveryIds.push(deliveryId);
    for (const { id, contactId } of own) {
      events.push({ id, owner: ownerOf({ id }, contactId) });
      if (contactId !== null) people.add(contactId);
    }
  }
  return { deliveryIds, events, people: people.size };
}

async function eventsOf(store: Pick<Store, "events">, deliveryId: string) {
  const found = [];
  for (let position = 0; ; position += 1) {
    const event = await store.events.get(eventIdOf(deliveryId, position));
    if (event === undefined) return found;
    found.push(event);
  }
}
