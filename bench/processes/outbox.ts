/** The product's worker on a home of its own; each message queues so many dispatches again and is answered when all are sent. */
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { createDispatcher, RECEIVER, receiverSettings } from "../frame/outbox.ts";
import { loadProduct } from "../frame/product.ts";

export interface SendOrder {
  readonly port: number;
  readonly concurrency: number;
  readonly count: number;
}

export interface SendAnswer {
  readonly ms: number;
  readonly cpuMs: number;
  /** How many are sent at the first attempt according to the store, where there is one. */
  readonly sent: number;
}

const [, , root = "", home = ""] = process.argv;
const product = await loadProduct(root);
const store = await product.open.openStore(home, process.env);
const sender = product.sender.createSender(product.clock.systemClock);
const dispatcher = createDispatcher(product, store, sender);

const db = new Sqlite(join(home, "intg.db"));
const queue = db.prepare<{ count: number }>(`
  UPDATE dispatches SET state = 'queued', next_at = due_at, attempts = 0, ended_at = NULL
  WHERE seq IN (SELECT seq FROM dispatches ORDER BY seq LIMIT @count)`);
const sentSince = db
  .prepare<{ at: string }, number>("SELECT count(*) FROM dispatches WHERE state = 'sent' AND attempts = 1 AND ended_at >= @at")
  .pluck();

async function send({ port, concurrency, count }: SendOrder): Promise<SendAnswer> {
  const before = await store.destinations.find(RECEIVER);
  if (before === undefined) throw new Error("no receiver");
  await store.destinations.update({ ...before, settings: receiverSettings(port, concurrency) });
  queue.run({ count });
  db.pragma("wal_checkpoint(TRUNCATE)");
  const at = product.clock.systemClock.now();
  const [cpu, from] = [process.cpuUsage(), performance.now()];
  await dispatcher.settle();
  const [ms, { user, system }] = [performance.now() - from, process.cpuUsage(cpu)];
  return { ms, cpuMs: (user + system) / 1000, sent: sentSince.get({ at }) ?? 0 };
}

process.on("message", (order: SendOrder) => void send(order).then((answer) => process.send?.(answer)));
process.on("disconnect", () => process.exit());
process.send?.({ ready: true });
