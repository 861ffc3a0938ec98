import type { Ids, Store } from "../../app/ports.ts";
import type { SampleReader } from "../../app/story/calls.ts";
import { storyIds } from "../../app/story/ids.ts";
import { type StoryProduct, storyProducts } from "../../app/story/products.ts";
import type { Scenario } from "../../app/story/scenario.ts";
import { copyRegistered, furnishSample } from "../../app/story/world.ts";
import { VENDOR_ZONE } from "../../config/zone.ts";
import { IntgError } from "../../core/errors.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import { readFixture, readFixtureDocument } from "../../shared/fixture-files.ts";
import type { Context } from "../context.ts";

/** Where a story plays: a passing copy of what is registered here, or a sample world on an empty home. */
export interface StoryScene {
  readonly store: Store;
  readonly ids: Ids;
  readonly isSample: boolean;
  readonly products: readonly StoryProduct[];
}

export function sampleReader(provider: ProviderAdapter): SampleReader {
  return ({ fixture }) => ({
    request: readFixture(provider.id, fixture).request,
    document: readFixtureDocument(provider.id, fixture),
  });
}

/** @throws INTG_PRODUCT_NOT_FOUND, INTG_PRODUCT_NOT_LINKED for a product that was named and will not do. */
export async function setScene(
  scenario: Scenario,
  provider: ProviderAdapter,
  wishes: { readonly store: string; readonly named: readonly string[] },
  context: Context,
): Promise<StoryScene> {
  const { texts } = context;
  const ids = storyIds();
  const isSample = !context.hasStore();
  const store = await context.scratchStore();
  if (isSample) await furnishSample(store, ids);
  else await copyRegistered(await context.store(), store, { leads: provider.family === "leads" });
  for (const slug of wishes.named)
    if ((await store.products.find(slug)) === undefined) throw new IntgError("INTG_PRODUCT_NOT_FOUND", { slug });
  const products = await storyProducts(scenario, provider, store, sampleReader(provider), {
    ...wishes,
    zone: VENDOR_ZONE,
    sampleName: (number) => texts("story.sample-product", { number }),
  });
  if ("notLinked" in products)
    throw new IntgError("INTG_PRODUCT_NOT_LINKED", { product: products.notLinked, provider: provider.id, store: wishes.store });
  return { store, ids, isSample, products };
}
