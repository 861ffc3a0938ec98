import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import type { Sender, Store } from "../../src/app/ports.ts";
import type { OutboundRequest } from "../../src/destinations/contract.ts";
import { createDeliveryMaker } from "./deliveries.ts";
import { makeHome } from "./home.ts";
import type { Product } from "./product.ts";

/** The destination of every bench home that sends. */
export const RECEIVER = "receiver";
/** Path of what is sent. */
export const RECEIVER_PATH = "/intg";

const TRIGGERS = ["purchase.approved", "purchase.refunded", "boleto.issued", "payment.late"] as const;
const BATCH = 64;
const WEBHOOK_SECRET = `whsec_${randomBytes(32).toString("base64")}`;

/** One request as the product made it, for those who send the same without an outbox. */
export interface RecordedRequest {
  readonly id: string;
  readonly body: string;
}

/** Settings of the receiver for one slice of the measure. */
export function receiverSettings(port: number, concurrency: number): Readonly<Record<string, string>> {
  return { url: `http://127.0.0.1:${port}${RECEIVER_PATH}`, concurrency: String(concurrency), "allow-private": "yes" };
}

/**
 * Makes a home whose outbox held at least this many dispatches, each about an event and a contact of its own: calls come in and
 * are processed, a rule for every trigger forwards them. They are sent once to nobody, and what was sent is written to `file`.
 */
export async function makeOutboxHome(product: Product, home: string, count: number, file: string): Promise<void> {
  await makeHome(product, home, 0);
  const store = await product.open.openStore(home, process.env);
  try {
    await configure(product, store);
    await receive(product, store, count);
    const requests = await record(product, store);
    if (requests.length < count) throw new Error(`${requests.length} dispatches of ${count} events`);
    writeFileSync(file, requests.map((request) => `${JSON.stringify(request)}\n`).join(""));
  } finally {
    await store.close();
  }
}

async function configure(product: Product, store: Store): Promise<void> {
  const { systemClock } = product.clock;
  const ids = product.ids.createIds(systemClock);
  const settings = receiverSettings(9, 64);
  await store.destinations.add({ name: RECEIVER, kind: "webhook", settings, codes: {}, isEnabled: true, disabledBecause: null });
  const value = new product.secret.Secret(WEBHOOK_SECRET);
  await store.credentials.set({ provider: "destination", store: RECEIVER, name: "secret", value, at: systemClock.now() }, "replace");
  for (const trigger of TRIGGERS) {
    const actions = [{ id: "forward", target: RECEIVER }] as const;
    await store.rules.add({ id: ids.next("rul"), product: "*", trigger, whenText: null, when: null, actions });
  }
}

async function receive(product: Product, store: Store, count: number): Promise<void> {
  const options = { configuration: await product.configuration.loadConfiguration(store), zone: "America/Sao_Paulo" };
  const make = createDeliveryMaker(product);
  for (let made = 0; made < count; made += BATCH) {
    const batch = make(BATCH);
    await store.deliveries.append(batch);
    await store.transaction(async (tx) => {
      for (const delivery of batch) if (await tx.take(delivery.id)) await product.process.processDelivery(delivery, tx, options);
    });
  }
}

async function record(product: Product, store: Store): Promise<readonly RecordedRequest[]> {
  const requests: OutboundRequest[] = [];
  const recorder: Sender = {
    async send(request) {
      requests.push(request);
      return { kind: "answered", status: 200, headers: [], body: new Uint8Array(), isCut: false, ms: 0 };
    },
    async close() {},
  };
  const dispatcher = createDispatcher(product, store, recorder);
  await dispatcher.settle();
  dispatcher.cut();
  return requests.map(({ headers, body }) => ({
    id: headers.find(([name]) => name === "webhook-id")?.[1] ?? "",
    body: Buffer.from(body).toString(),
  }));
}

/** The worker as `intg dispatch run` and `intg listen` make it, that tells nobody what came of anything. */
export function createDispatcher(product: Product, store: Store, sender: Sender) {
  return new product.dispatcher.Dispatcher({
    store,
    sender: async () => sender,
    clock: product.clock.systemClock,
    random: Math.random,
    onOutcome: () => undefined,
    onStorageError: (error) => {
      throw error;
    },
    endOfTurn: setImmediate,
    later: (ms, work) => {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
  });
}
