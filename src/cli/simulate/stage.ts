import type { Store } from "../../app/ports.ts";
import { VENDOR_ZONE } from "../../config/zone.ts";
import { IntgError } from "../../core/errors.ts";
import type { Link } from "../../core/product.ts";
import { EVERY_PRODUCT } from "../../core/rule.ts";
import type { Credentials } from "../../core/secret.ts";
import type { NativeEvent, ProviderAdapter } from "../../providers/contract.ts";
import { readFixture, readFixtureDocument } from "../../shared/fixture-files.ts";
import type { Context } from "../context.ts";

/** Where a simulated call plays: this home, or a sample world on an empty one. */
export interface Stage {
  readonly store: Store;
  readonly isSample: boolean;
  readonly credentials: Credentials;
}

/**
 * @param wishes.mustBeReal - the call leaves this process or is kept, so an invented world or credential will not do.
 * @throws INTG_CREDENTIAL_MISSING
 */
export async function openStage(
  provider: ProviderAdapter,
  wishes: { store: string; mustBeReal: boolean },
  context: Context,
): Promise<Stage> {
  const { texts, out } = context;
  const isSample = !context.hasStore() && !wishes.mustBeReal;
  const store = isSample ? await context.scratchStore() : await context.store();
  const own = await store.credentials.load(provider.id, wishes.store);
  const verifying = provider.secrets.filter((secret) => secret.verifies);
  if (verifying.some((secret) => (own.get(secret.name)?.length ?? 0) > 0)) return { store, isSample, credentials: own };
  const needed = verifying[0]?.name ?? "";
  if (wishes.mustBeReal) throw new IntgError("INTG_CREDENTIAL_MISSING", { provider: provider.id, store: wishes.store, name: needed });
  if (isSample) out.say(out.styleErr.yellow(texts("simulate.sample-home")));
  else out.say(out.styleErr.yellow(texts("simulate.sample-credential", { provider: provider.id, store: wishes.store })));
  return { store, isSample, credentials: provider.sampleCredentials() };
}

/** The link whose ids the call will carry: of the product that was asked for, else the first that fits the event. */
export async function chooseLink(
  provider: ProviderAdapter,
  event: NativeEvent,
  wishes: { store: string; product: string | undefined; stage: Stage },
  context: Context,
): Promise<Link | undefined> {
  const { store, isSample } = wishes.stage;
  const sold = saleOf(provider, event);
  if (isSample && wishes.product === undefined) return addSampleWorld(store, provider, wishes.store, event, sold, context);
  const links = (await store.products.links()).filter((link) => link.provider === provider.id && link.store === wishes.store);
  if (wishes.product !== undefined) {
    const slug = wishes.product;
    if ((await store.products.find(slug)) === undefined) throw new IntgError("INTG_PRODUCT_NOT_FOUND", { slug });
    const own = links.filter((link) => link.product === slug);
    const fitting = own.find((link) => fitsKind(link, sold)) ?? own[0];
    if (fitting === undefined)
      throw new IntgError("INTG_PRODUCT_NOT_LINKED", { product: slug, provider: provider.id, store: wishes.store });
    return fitting;
  }
  const first = links.find((link) => fitsKind(link, sold));
  if (first !== undefined)
    context.out.say(
      context.out.styleErr.dim(context.texts("simulate.chosen-link", { product: first.product, externalId: first.externalId })),
    );
  return first;
}

interface Sold {
  readonly externalId: string;
  readonly kind: "one-time" | "subscription";
}

/** What the event's fixture sells; undefined for leads and for calls that name no product. */
function saleOf(provider: ProviderAdapter, event: NativeEvent): Sold | undefined {
  const document = readFixtureDocument(provider.id, event.fixture);
  const read = provider.normalize(readFixture(provider.id, event.fixture).request, {
    receivedAt: "2026-11-03T12:00:00.000Z",
    zone: VENDOR_ZONE,
    ...(document === undefined ? {} : { document }),
  });
  const product = read.ok ? read.value[0]?.product : undefined;
  if (product === undefined || product.externalId === null) return undefined;
  return { externalId: product.externalId, kind: product.kind === "subscription" ? "subscription" : "one-time" };
}

function fitsKind(link: Link, sold: Sold | undefined): boolean {
  return sold === undefined || link.kind === sold.kind;
}

const SAMPLE = { slug: "sample", rule: "rul_sample", tag: "sample-tag" } as const;

/** Enough of a world for the event to do something: a product for what is sold, and one rule on the event's trigger. */
async function addSampleWorld(
  store: Store,
  provider: ProviderAdapter,
  account: string,
  event: NativeEvent,
  sold: Sold | undefined,
  context: Context,
): Promise<Link | undefined> {
  const { slug, rule, tag } = SAMPLE;
  const actions = [{ id: "tag.add" as const, target: tag }];
  await store.rules.add({ id: rule, product: EVERY_PRODUCT, trigger: event.trigger, whenText: null, when: null, actions });
  if (sold === undefined) return undefined;
  const name = context.texts("simulate.sample-product");
  await store.products.add({ slug, name, description: null, image: null, type: "course", price: null, salesUrl: null });
  const link: Link = {
    product: slug,
    provider: provider.id,
    store: account,
    externalId: sold.externalId,
    offer: null,
    plan: null,
    kind: sold.kind,
    releaseOnBoleto: false,
    blockOnCancel: true,
  };
  await store.products.link(link);
  return link;
}
