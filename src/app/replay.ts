import type { Delivery } from "../core/delivery.ts";
import { IntgError } from "../core/errors.ts";
import { loadConfiguration } from "./configuration.ts";
import type { Store } from "./ports.ts";
import { type Processed, processDelivery } from "./process.ts";

/**
 * Processes stored deliveries again with today's configuration. What each event did before is taken back and decided
 * anew, so that the result is as if it had come in today; what went outside stays and never goes twice.
 *
 * @param keep - false shows what would change and leaves everything as it is.
 */
export async function replayDeliveries(ids: readonly string[], store: Store, zone: string, keep: boolean): Promise<readonly Processed[]> {
  const deliveries: Delivery[] = [];
  for (const id of new Set(await deliveryIds(ids, store))) {
    const delivery = await store.deliveries.find(id);
    if (delivery === undefined) throw new IntgError("INTG_EVENT_NOT_FOUND", { id });
    deliveries.push(delivery);
  }
  const options = { configuration: await loadConfiguration(store), zone };
  return store.transaction(
    async (tx) => {
      const done: Processed[] = [];
      for (const delivery of deliveries) {
        await tx.take(delivery.id);
        done.push(...(await processDelivery(askedAnew(delivery), tx, options)));
      }
      return done;
    },
    { keep },
  );
}

/** A question to the vendor that was given up is asked again. */
function askedAnew(delivery: Delivery): Delivery {
  const { answer, ...call } = delivery;
  return answer?.kind === "none" ? call : delivery;
}

/** Events and deliveries may both be named; a delivery that was never processed has no event yet. */
async function deliveryIds(ids: readonly string[], store: Store): Promise<readonly string[]> {
  const found: string[] = [];
  for (const id of ids) {
    const event = await store.events.find(id);
    if (event === undefined && (await store.deliveries.find(id)) === undefined) throw new IntgError("INTG_EVENT_NOT_FOUND", { id });
    found.push(event?.event.deliveryId ?? id);
  }
  return found;
}
