import { IntgError } from "../../core/errors.ts";
import type { EventFacts } from "../../core/event.ts";
import type { Instant } from "../../core/instant.ts";
import type { Note } from "../../core/note.ts";
import { EVERY_PRODUCT } from "../../core/rule.ts";
import { PROVIDERS } from "../../providers/index.ts";
import { loadConfiguration } from "../configuration.ts";
import type { DatabaseFacts, HomeFacts, Store } from "../ports.ts";
import type { DoctorFacts, MachineFacts, ProductFacts } from "./facts.ts";
import { destinationFacts } from "./gather-destinations.ts";
import { storeFacts } from "./gather-stores.ts";

/** What the examination may use of the world. */
export interface DoctorWorld {
  readonly now: Instant;
  readonly home: HomeFacts;
  /** Opens the database of the home; never called when there is none. */
  open(): Promise<Store>;
  /** What the sample calls of a provider say, as they ship. */
  samples(provider: string): readonly EventFacts[];
  /** Told before every page of the database is read. */
  beforeDeep?(database: DatabaseFacts): void;
}

/** Further back no event of a product is read for the ids that it is sold under. */
const NAMED_WITHIN = 200;
/** Dead letters that are looked through for those that have no destination. */
const MOST_HOMELESS = 100;
/** Documents that several advertisers share, and how many of these are named. */
const MOST_SHARED = 20;
const MOST_SLUGS = 10;

/** @returns what is known before the database is opened, alone where there is none or it cannot be. */
export async function gatherFacts(world: DoctorWorld, wishes: { readonly deep: boolean }): Promise<MachineFacts | DoctorFacts> {
  const machine: MachineFacts = { now: world.now, home: world.home, problem: null };
  if (!world.home.hasDatabase) return machine;
  try {
    return await gatherAll(await world.open(), machine, world, wishes);
  } catch (error) {
    if (!(error instanceof IntgError)) throw error;
    return { ...machine, problem: problemOf(error) };
  }
}

export function isWhole(facts: MachineFacts | DoctorFacts): facts is DoctorFacts {
  return "configuration" in facts;
}

async function gatherAll(
  store: Store,
  machine: MachineFacts,
  world: DoctorWorld,
  { deep }: { readonly deep: boolean },
): Promise<DoctorFacts> {
  const { now } = machine;
  const database = await store.doctor.database();
  if (deep) world.beforeDeep?.(database);
  const configuration = await loadConfiguration(store);
  const keyProblem = await keyProblemOf(store);
  const dead = await store.dispatches.list({ states: ["dead"], limit: MOST_HOMELESS });
  return {
    ...machine,
    database,
    keyProblem,
    faults: deep ? await store.doctor.integrity() : null,
    configuration,
    stores: await storeFacts(store, configuration, now, keyProblem === null),
    products: await productFacts(store, configuration),
    destinations: await destinationFacts(store, configuration, now, keyProblem === null),
    homeless: dead.filter(({ destination }) => destination === null),
    sharedDocuments: await sharedDocuments(store),
    queue: await store.doctor.queue(),
    newestReceivedAt: await store.doctor.newestReceivedAt(),
    samples: samplesFor(configuration, world),
  };
}

function problemOf({ code, params }: IntgError): Note {
  return { code, params };
}

/** Opens one value of every store: all of them are sealed with one key, but a store may have been copied from elsewhere. */
async function keyProblemOf(store: Pick<Store, "credentials">): Promise<Note | null> {
  const kept = await store.credentials.list();
  const accounts = new Map(kept.map((info) => [`${info.provider}/${info.store}`, info]));
  for (const { provider, store: name } of accounts.values()) {
    try {
      await store.credentials.load(provider, name);
    } catch (error) {
      if (error instanceof IntgError) return problemOf(error);
      throw error;
    }
  }
  return null;
}

async function productFacts(store: Pick<Store, "doctor">, { products, links }: DoctorFacts["configuration"]): Promise<ProductFacts[]> {
  const linked = new Set(links.map(({ product }) => product));
  const facts: ProductFacts[] = [];
  for (const product of products.values()) {
    facts.push({ product, named: linked.has(product.slug) ? await store.doctor.namedIds(product.slug, NAMED_WITHIN) : [] });
  }
  return facts;
}

async function sharedDocuments(store: Pick<Store, "advertisers" | "doctor">): Promise<DoctorFacts["sharedDocuments"]> {
  const documents = await store.advertisers.sharedDocuments();
  const shown: DoctorFacts["sharedDocuments"][number][] = [];
  for (const document of documents.slice(0, MOST_SHARED))
    shown.push({ document, slugs: await store.doctor.advertisersWith(document, MOST_SLUGS) });
  return shown;
}

/** Only of providers that could fire a rule with a condition: reading them all would cost more than everything else. */
function samplesFor({ rules, links }: DoctorFacts["configuration"], world: DoctorWorld): DoctorFacts["samples"] {
  const asking = rules.filter(({ when }) => when !== null);
  const ids = asking.some(({ product }) => product === EVERY_PRODUCT)
    ? PROVIDERS.map(({ id }) => id)
    : links.filter(({ product }) => asking.some((rule) => rule.product === product)).map(({ provider }) => provider);
  return new Map([...new Set(ids)].map((id) => [id, world.samples(id)]));
}
