/** Replays stored events in this process; each message is one way through all of them, answered with its time. */
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import type { Match } from "../../src/app/match.ts";
import type { CanonicalEvent } from "../../src/core/event.ts";
import { createDeliveryMaker } from "../frame/deliveries.ts";
import { loadProduct } from "../frame/product.ts";
import type { ReplayWay } from "../frame/replay-ways.ts";

const [, , root = "", home = "", count = "0"] = process.argv;
const EVENTS = Number(count);
const PAGE = 500;
const ZONE = "America/Sao_Paulo";
const product = await loadProduct(root);
const store = await product.open.openStore(home, process.env);
const reader = new Sqlite(join(home, "intg.db"), { readonly: true });
const configuration = await product.configuration.loadConfiguration(store);
const options = { configuration, zone: ZONE };

const WAYS: Readonly<Record<ReplayWay, () => Promise<void>>> = {
  /** What is held against: the bodies read and parsed, and nothing else. */
  async parse() {
    const page = reader.prepare<{ after: number; limit: number }, { seq: number; body: Buffer }>(
      "SELECT seq, body FROM deliveries WHERE seq > @after ORDER BY seq LIMIT @limit",
    );
    let after = 0;
    for (let rows = page.all({ after, limit: PAGE }); rows.length > 0; rows = page.all({ after, limit: PAGE })) {
      for (const { body } of rows) JSON.parse(body.toString());
      after = rows.at(-1)?.seq ?? after;
    }
  },
  /** Facts, product and decisions, without the state of anybody. */
  async rules() {
    await eachPage(async (deliveries) => {
      for (const delivery of deliveries) {
        const read = product.providers
          .findProvider(delivery.provider)
          ?.normalize(delivery.request, { receivedAt: delivery.receivedAt, zone: ZONE });
        if (read?.ok !== true) throw new Error("unreadable");
        for (const facts of read.value) {
          const link = configuration.links.find((one) => one.externalId === facts.product.externalId);
          const match: Match | null = link === undefined ? null : { kind: "product", link };
          const event: CanonicalEvent = {
            ...facts,
            id: "evt_1",
            deliveryId: delivery.id,
            provider: delivery.provider,
            store: delivery.store,
            receivedAt: delivery.receivedAt,
            status: "processed",
            reason: null,
            productSlug: match?.link.product ?? null,
            advertiser: null,
            contactId: "ctc_1",
          };
          product.plan.planEvent(event, link, configuration.ruleIndex, [], "ctc_1");
        }
      }
    });
  },
  /** The whole way, taken back at the end: what `intg replay` shows before it is applied. */
  async dry() {
    await store.transaction(
      (tx) =>
        eachPage(async (deliveries) => {
          for (const delivery of deliveries) await product.process.processDelivery(delivery, tx, options);
        }),
      { keep: false },
    );
  },
  /** The whole way, kept. */
  async written() {
    const done = await product.rebuild.rebuild(store, ZONE);
    if (done !== EVENTS) throw new Error(`${done} of ${EVENTS} rebuilt`);
  },
};

async function eachPage(work: (page: Awaited<ReturnType<typeof store.deliveries.page>>) => Promise<void>): Promise<void> {
  let after: string | null = null;
  for (;;) {
    const page = await store.deliveries.page(after, PAGE);
    const last = page.at(-1);
    if (last === undefined) return;
    await work(page);
    after = last.id;
  }
}

/** Stores the events as the listener would have, and makes their state. */
async function fill(): Promise<void> {
  const make = createDeliveryMaker(product);
  for (let from = 0; from < EVENTS; from += PAGE) await store.deliveries.append(make(Math.min(PAGE, EVENTS - from)));
  await WAYS.written();
}

process.on("message", async ({ way }: { way: ReplayWay }) => {
  const from = performance.now();
  await WAYS[way]();
  process.send?.({ ms: performance.now() - from });
});
process.on("disconnect", () => process.exit());
await fill();
process.send?.({ ready: true });
