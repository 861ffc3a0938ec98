/** Stores and processes new events in one home; each message is one slice, answered with its times. */
import { createDeliveryMaker } from "../frame/deliveries.ts";
import { loadProduct } from "../frame/product.ts";

const [, , root = "", home = ""] = process.argv;
const BATCH = 32;
const product = await loadProduct(root);
const store = await product.open.openStore(home, process.env);
const options = { configuration: await product.configuration.loadConfiguration(store), zone: "America/Sao_Paulo" };
const make = createDeliveryMaker(product);

export interface InsertTimes {
  readonly appendMs: number;
  readonly processMs: number;
}

process.on("message", async ({ events }: { events: number }) => {
  const deliveries = make(events);
  const batches = Array.from({ length: Math.ceil(events / BATCH) }, (_, at) => deliveries.slice(at * BATCH, (at + 1) * BATCH));
  const from = performance.now();
  for (const batch of batches) await store.deliveries.append(batch);
  const appended = performance.now();
  for (const batch of batches) {
    await store.transaction(async (tx) => {
      for (const delivery of batch) if (await tx.take(delivery.id)) await product.process.processDelivery(delivery, tx, options);
    });
  }
  process.send?.({ appendMs: appended - from, processMs: performance.now() - appended } satisfies InsertTimes);
});
process.on("disconnect", () => process.exit());
process.send?.({ ready: true });
