import { loadConfiguration } from "../../src/app/configuration.ts";
import type { Store } from "../../src/app/ports.ts";
import { type Processed, processDelivery } from "../../src/app/process.ts";
import { parseCondition } from "../../src/core/condition-parse.ts";
import type { Delivery } from "../../src/core/delivery.ts";
import { InboundRequest } from "../../src/core/http-message.ts";
import type { Link } from "../../src/core/product.ts";
import type { ActionCall } from "../../src/core/rule.ts";
import type { Trigger } from "../../src/core/triggers.ts";
import { openScratchStore } from "../../src/store/open.ts";

/** A real store in memory, with short words for what tests set up and look at. */
export interface World {
  readonly store: Store;
  product(slug: string): Promise<void>;
  link(product: string, externalId: string, options?: Partial<Link>): Promise<void>;
  rule(product: string, trigger: Trigger, actions: readonly ActionCall[], when?: string): Promise<string>;
  /** Stores and processes one call to hotmart, in its 2.0.0 form. */
  hotmart(body: object, id?: string): Promise<readonly Processed[]>;
  lead(body: object, target?: string, host?: string): Promise<readonly Processed[]>;
  deliver(delivery: Delivery): Promise<readonly Processed[]>;
  /** Whether the buyer may use the product at `now`, and why. */
  grants(email: string, product: string): Promise<readonly { transaction: string; state: string; until: string | null }[]>;
  tags(email: string): Promise<readonly string[]>;
  funnels(email: string): Promise<readonly string[]>;
}

export const TAG = (tag: string): ActionCall => ({ id: "tag.add", target: tag });
export const UNTAG = (tag: string): ActionCall => ({ id: "tag.remove", target: tag });
export const SEQUENCE = (funnel: string, sequence: string): ActionCall => ({ id: "sequence.add", target: `${funnel}/${sequence}` });
export const LEAVE = (funnel: string): ActionCall => ({ id: "funnel.remove", target: funnel });
export const GRANT: ActionCall = { id: "access.grant", target: null };
export const BLOCK: ActionCall = { id: "access.block", target: null };

/** @param home - the store to play in; one in memory when absent. */
export async function createWorld(home?: Store): Promise<World> {
  const store = home ?? (await openScratchStore());
  let rules = 0;
  let deliveries = 0;
  const arrival = () => new Date(Date.UTC(2026, 10, 3, 12, 0, deliveries)).toISOString();
  const idOf = (number: number) => `dlv_${String(number).padStart(20, "0")}`;
  const post = (provider: string, target: string, body: object, headers: InboundRequest["headers"] = []): Delivery => {
    deliveries += 1;
    const request = new InboundRequest({
      method: "POST",
      target,
      headers: [["Content-Type", "application/json"], ...headers],
      body: new TextEncoder().encode(JSON.stringify(body)),
    });
    return { id: idOf(deliveries), provider, store: "default", receivedAt: arrival(), origin: "http", request };
  };
  const deliver = async (delivery: Delivery): Promise<readonly Processed[]> => {
    const options = { configuration: await loadConfiguration(store), zone: "America/Sao_Paulo" };
    await store.deliveries.append([delivery]);
    return store.transaction(async (tx) => {
      await tx.take(delivery.id);
      return processDelivery(delivery, tx, options);
    });
  };
  const contactId = async (email: string) => (await store.contacts.find(email))?.id ?? "";
  return {
    store,
    product: (slug) =>
      store.products.add({ slug, name: slug, description: null, image: null, type: "course", price: null, salesUrl: null }),
    link: async (product, externalId, options = {}) => {
      await store.products.link({
        product,
        provider: "hotmart",
        store: "default",
        externalId,
        offer: null,
        plan: null,
        kind: "one-time",
        releaseOnBoleto: false,
        blockOnCancel: true,
        ...options,
      });
    },
    rule: async (product, trigger, actions, when) => {
      rules += 1;
      const condition = when === undefined ? null : parseCondition(when);
      if (condition !== null && !condition.ok) throw new Error(`bad condition in test: ${when}`);
      const id = `rul_${rules}`;
      await store.rules.add({ id, product, trigger, whenText: when ?? null, when: condition?.value ?? null, actions });
      return id;
    },
    hotmart: async (body) => deliver(post("hotmart", "/hooks/hotmart", body)),
    lead: async (body, target = "/grupozap/lead", host = "localhost") => deliver(post("grupozap", target, body, [["Host", host]])),
    deliver,
    grants: async (email, product) => {
      const found = await store.contacts.grants({ contactId: await contactId(email), product, after: null, limit: 100 });
      return found.map((grant) => ({ transaction: grant.subject.split(":").at(-1) ?? "", state: grant.state, until: grant.until }));
    },
    tags: async (email) => (await store.contacts.tags(await contactId(email))).map(({ tag }) => tag),
    funnels: async (email) => (await store.contacts.funnels(await contactId(email))).map(({ funnel, sequence }) => `${funnel}/${sequence}`),
  };
}
