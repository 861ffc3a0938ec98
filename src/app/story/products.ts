import type { Link } from "../../core/product.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import type { Store } from "../ports.ts";
import type { SampleReader } from "./calls.ts";
import { castEvents } from "./cast.ts";
import type { Scenario } from "./scenario.ts";
import { addSampleProduct } from "./world.ts";

/** A product of a story, and what it is sold as. */
export interface StoryProduct {
  /** Place in the story, from 0. */
  readonly number: number;
  readonly isSubscription: boolean;
  readonly link: Link;
  /** As it is registered; what the vendor calls it may differ, and is made the same. */
  readonly name: string;
  /** Not registered in the home: put into the story's world for the occasion. */
  readonly isSample: boolean;
}

export interface ProductWishes {
  readonly store: string;
  /** Slugs, in the story's order; further products are chosen. */
  readonly named: readonly string[];
  /** Name of a product that is made up, with its number from 1. */
  readonly sampleName: (number: number) => string;
  readonly zone: string;
}

/**
 * What a story sells: the products that were named, then others that are linked to the provider, then made-up ones.
 *
 * @returns the slug of a named product that the provider does not sell as the story has it, instead.
 */
export async function storyProducts(
  scenario: Scenario,
  provider: ProviderAdapter,
  world: Store,
  sample: SampleReader,
  wishes: ProductWishes,
): Promise<readonly StoryProduct[] | { readonly notLinked: string }> {
  if (provider.family === "leads") return [];
  const links = (await world.products.links()).filter((link) => link.provider === provider.id && link.store === wishes.store);
  const chosen: StoryProduct[] = [];
  for (const { number, isSubscription } of soldIn(scenario)) {
    const kind = isSubscription ? "subscription" : "one-time";
    const fitting = links.filter((link) => link.kind === kind);
    const named = wishes.named[number];
    const taken = chosen.filter((one) => one.number !== number).map(({ link }) => link.product);
    const own = chosen.find((one) => one.number === number)?.link.product;
    const found =
      named === undefined
        ? fitting.find(({ product }) => (own === undefined ? !taken.includes(product) && !wishes.named.includes(product) : product === own))
        : fitting.find(({ product }) => product === named);
    if (named !== undefined && found === undefined) return { notLinked: named };
    const link = found ?? (await madeUp(number, isSubscription, { scenario, provider, world, sample, wishes }));
    const name = (await world.products.find(link.product))?.name ?? link.product;
    chosen.push({ number, isSubscription, link, name, isSample: found === undefined });
  }
  return chosen;
}

function soldIn(scenario: Scenario): readonly Pick<StoryProduct, "number" | "isSubscription">[] {
  const sold = new Map<string, Pick<StoryProduct, "number" | "isSubscription">>();
  for (const { product, subscription } of scenario.steps) {
    const isSubscription = subscription !== null;
    sold.set(`${product} ${isSubscription}`, { number: product, isSubscription });
  }
  return [...sold.values()].sort((first, second) => first.number - second.number);
}

interface MakingUp {
  readonly scenario: Scenario;
  readonly provider: ProviderAdapter;
  readonly world: Store;
  readonly sample: SampleReader;
  readonly wishes: ProductWishes;
}

async function madeUp(number: number, isSubscription: boolean, making: MakingUp): Promise<Link> {
  const { world, provider, wishes } = making;
  const taken = new Set(
    (await world.products.links()).flatMap((link) =>
      link.provider === provider.id && link.store === wishes.store ? [link.externalId] : [],
    ),
  );
  const link = {
    product: `sample-${number + 1}`,
    provider: provider.id,
    store: wishes.store,
    externalId: freeId(soldByFixture(making, isSubscription), taken),
    kind: isSubscription ? ("subscription" as const) : ("one-time" as const),
  };
  return addSampleProduct(world, link, wishes.sampleName(number + 1));
}

/** The id in the vendor's own look, off a fixture. */
function soldByFixture({ scenario, provider, sample, wishes }: MakingUp, isSubscription: boolean): string {
  const events = scenario.steps.filter(({ subscription }) => (subscription !== null) === isSubscription).map(({ event }) => event);
  for (const native of castEvents(provider, events).values()) {
    if (native === null) continue;
    const { request, document } = sample(native);
    const read = provider.normalize(request, { receivedAt: ANY_TIME, zone: wishes.zone, ...(document === undefined ? {} : { document }) });
    const id = read.ok ? read.value[0]?.product.externalId : undefined;
    if (id !== undefined && id !== null) return id;
  }
  return "1000001";
}

/** Any moment: what is sold does not depend on it. */
const ANY_TIME = "2026-11-03T12:00:00.000Z";

/** The id, or the next one in its look that nobody has; an id that does not end in a digit gets one. */
function freeId(id: string, taken: ReadonlySet<string>): string {
  for (let next = id; ; next = following(next)) if (!taken.has(next)) return next;
}

function following(id: string): string {
  const [, head = "", digits = ""] = /^(.*?)(\d{0,9})$/.exec(id) ?? [];
  return digits === "" ? `${id}2` : `${head}${String(Number(digits) + 1).padStart(digits.length, "0")}`;
}
