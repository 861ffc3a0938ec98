import { loadConfiguration } from "./configuration.ts";
import type { Store } from "./ports.ts";
import { processDelivery } from "./process.ts";

const PAGE = 500;

/**
 * Makes everything that is derived again from the stored bytes and today's configuration, in one transaction: it is all
 * new, or it is as it was.
 *
 * @returns how many deliveries it was made from.
 */
export async function rebuild(store: Store, zone: string): Promise<number> {
  const options = { configuration: await loadConfiguration(store), zone };
  return store.transaction(async (tx) => {
    await tx.resetDerived();
    let done = 0;
    for (let after: string | null = null; ; ) {
      const page = await store.deliveries.page(after, PAGE);
      for (const delivery of page) await processDelivery(delivery, tx, options);
      done += page.length;
      const last = page.at(-1);
      if (last === undefined) return done;
      after = last.id;
    }
  });
}
