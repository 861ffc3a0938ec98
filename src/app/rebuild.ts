import { IntgError } from "../core/errors.ts";
import { loadConfiguration } from "./configuration.ts";
import type { Store } from "./ports.ts";
import { type Processed, processDelivery } from "./process.ts";

const PAGE = 500;

/**
 * Makes everything that is derived again from the stored bytes and today's configuration, in one transaction: it is all
 * new, or it is as it was.
 *
 * @returns how many deliveries it was made from.
 */
export async function rebuild(store: Store, zone: string): Promise<number> {
  const options = { configuration: await loadConfiguration(store), zone };
  const failed = await store.events.list({ status: "failed", limit: Number.MAX_SAFE_INTEGER });
  const failedBefore = new Set(failed.map((event) => event.deliveryId));
  return store.transaction(async (tx) => {
    // What was processed before has gone outside, or was kept from it. What was not, or failed, is still to go; it comes last, so
    // that destinations hear what holds after all of it.
    const pending = (await store.deliveries.pending(Number.MAX_SAFE_INTEGER)).map(({ id }) => id);
    const untold = new Set([...pending, ...failedBefore]);
    await tx.resetDerived();
    let done = 0;
    for (let after: string | null = null; ; ) {
      const page = await store.deliveries.page(after, PAGE);
      for (const delivery of page.filter(({ id }) => !untold.has(id))) {
        refuseLoss(await processDelivery(delivery, tx, { ...options, isSilent: true }), failedBefore);
      }
      done += page.length;
      const last = page.at(-1);
      if (last === undefined) break;
      after = last.id;
    }
    for (const id of [...untold].sort()) {
      const delivery = await store.deliveries.find(id);
      if (delivery !== undefined) refuseLoss(await processDelivery(delivery, tx, options), failedBefore);
    }
    return done;
  });
}

/** What could be processed before must not come out worse: then the old state is better than the new. */
function refuseLoss(processed: readonly Processed[], failedBefore: ReadonlySet<string>): void {
  const lost = processed.find(({ event }) => event.status === "failed" && !failedBefore.has(event.deliveryId));
  if (lost !== undefined)
    throw new IntgError("INTG_BUG", { detail: `${lost.event.deliveryId}: ${String(lost.event.reason?.params.detail)}` });
}
