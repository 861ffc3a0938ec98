/**
 * The servers that the listener is held against:
 * `bare` reads the body and drops it, `nothing` is the product's way of a call without storing it, `durable` stores it
 * and processes nothing.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Delivery } from "../../src/core/delivery.ts";
import { HOTTOK } from "../frame/bodies.ts";
import { loadProduct } from "../frame/product.ts";

const [, , kind = "", root = "", home = ""] = process.argv;

const port = kind === "bare" ? await startBare() : await startProduct();
process.on("message", () => process.send?.({ port }));
process.on("disconnect", () => process.exit());
process.send?.({ ready: true });

function startBare(): Promise<number> {
  const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    request.on("data", () => undefined);
    request.on("end", () => {
      response.setHeader("Content-Length", 0);
      response.end();
    });
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", 1024, () => resolve((server.address() as AddressInfo).port)));
}

async function startProduct(): Promise<number> {
  const product = await loadProduct(root);
  const { systemClock } = product.clock;
  const ids = product.ids.createIds(systemClock);
  const credentials = new Map([["hottok", [new product.secret.Secret(HOTTOK)]]]);
  const accept = kind === "durable" ? await durableInbox(product, home) : async () => undefined;
  const started = await product.listener.startListener(
    { host: "127.0.0.1", port: 0 },
    {
      providers: product.providers.PROVIDERS,
      async call({ provider, store }, request) {
        const adapter = product.providers.findProvider(provider);
        if (adapter === undefined) return { status: 404 };
        const received = product.receive.receiveCall({ provider: adapter, store, request, origin: "http" }, credentials, systemClock, ids);
        if (!received.ok) return { status: 400 };
        await accept(received.value.delivery);
        return { status: 200 };
      },
      page: async () => ({ status: 200, text: "ok\n" }),
      refused: () => undefined,
    },
  );
  return started.port;
}

async function durableInbox(
  product: Awaited<ReturnType<typeof loadProduct>>,
  folder: string,
): Promise<(delivery: Delivery) => Promise<void>> {
  const store = await product.open.openStore(folder, process.env);
  const inbox = new product.inbox.Inbox(store.deliveries, () => undefined, {
    endOfTurn: setImmediate,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  return (delivery) => inbox.accept(delivery);
}
