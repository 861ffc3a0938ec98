import type { Store } from "../../src/app/ports.ts";
import type { StoryCalls } from "../../src/app/story/calls.ts";
import { storyCalls } from "../../src/app/story/calls.ts";
import { storyIds } from "../../src/app/story/ids.ts";
import { type Arrival, inOrder, type Played, playStory } from "../../src/app/story/play.ts";
import { type StoryProduct, storyProducts } from "../../src/app/story/products.ts";
import type { Scenario } from "../../src/app/story/scenario.ts";
import { furnishSample, startAnew } from "../../src/app/story/world.ts";
import { sampleReader } from "../../src/cli/story/stage.ts";
import type { ProviderAdapter } from "../../src/providers/contract.ts";
import { openScratchStore } from "../../src/store/open.ts";

const ZONE = "America/Sao_Paulo";
/** Tuesday, nine in the morning in Sao Paulo. */
export const STORY_BEGIN = "2026-11-03T12:00:00.000Z";

/** A story in a sample world, ready to be played. */
export interface StagedStory {
  readonly store: Store;
  readonly made: StoryCalls;
  readonly products: readonly StoryProduct[];
  play(arrivals?: readonly Arrival[]): Promise<Played>;
  /** Plays it with nothing going out, in a world in which nothing has happened. */
  playAnew(arrivals: readonly Arrival[]): Promise<Played>;
}

/** @param furnish - what is registered; the sample world of an empty home when absent. */
export async function stageStory(
  scenario: Scenario,
  provider: ProviderAdapter,
  furnish?: (store: Store) => Promise<void>,
): Promise<StagedStory> {
  const store = await openScratchStore();
  const ids = storyIds();
  await (furnish?.(store) ?? furnishSample(store, ids));
  const sample = sampleReader(provider);
  const wishes = { store: "default", named: [], zone: ZONE, sampleName: (number: number) => `Produto ${number}` };
  const products = await storyProducts(scenario, provider, store, sample, wishes);
  if ("notLinked" in products) throw new Error(`${products.notLinked} is not linked in this test`);
  const made = storyCalls(scenario, provider, sample, {
    begin: STORY_BEGIN,
    seed: 7,
    zone: ZONE,
    email: undefined,
    productFor: (number, isSubscription) => products.find((one) => one.number === number && one.isSubscription === isSubscription),
  });
  const stage = { store, ids, zone: ZONE, account: "default" };
  return {
    store,
    made,
    products,
    play: (arrivals = inOrder(made.calls)) => playStory(arrivals, provider, stage),
    async playAnew(arrivals) {
      await startAnew(store);
      return playStory(arrivals, provider, { ...stage, isMute: true });
    },
  };
}
