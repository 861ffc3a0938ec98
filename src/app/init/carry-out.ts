import type { Link, Product } from "../../core/product.ts";
import type { Rule } from "../../core/rule.ts";
import { addRule } from "../add-rule.ts";
import { addAdvertiser, addListing, editAdvertiser } from "../advertisers.ts";
import { completeLink, linkProduct } from "../link-product.ts";
import { CREDENTIAL_REASONS, PLACE_REASONS } from "../lookups.ts";
import type { Advertiser, Clock, ConfigurationStore, Ids, Listing, Store } from "../ports.ts";
import { editProduct, registerProduct } from "../register-product.ts";
import { setCredentials } from "../set-credential.ts";
import { rulesOf } from "./checklist.ts";
import type { SellingWish, ServingWish, SetupWishes } from "./wishes.ts";

/** What stands after `carryOut`, and what of it was there before. */
export interface SetupDone {
  /** Names of the secrets that were kept. */
  readonly secrets: readonly string[];
  readonly product: { readonly product: Product; readonly existed: boolean } | null;
  readonly link: Link | null;
  readonly advertiser: { readonly advertiser: Advertiser; readonly existed: boolean } | null;
  readonly listings: readonly Listing[];
  readonly rules: readonly { readonly rule: Rule; readonly existed: boolean }[];
}

/**
 * Registers everything that was answered, each part by the use case that registers it alone, all of it or nothing. What is there
 * already stays; what was said anew of it is changed.
 *
 * @throws what those refuse: INTG_PRODUCT_EXISTS, INTG_LINK_TAKEN, INTG_LISTING_TAKEN ...
 */
export async function carryOut(
  store: Pick<Store, "configuring" | "lookups">,
  world: { readonly clock: Clock; readonly ids: Ids },
  wishes: SetupWishes,
): Promise<SetupDone> {
  const done = await store.configuring((configuration) => register(configuration, world, wishes));
  // Calls that nobody could be asked about may be asked about now.
  const { provider, store: account, api, secrets } = wishes;
  const reasons = api === undefined ? CREDENTIAL_REASONS : PLACE_REASONS;
  if (secrets.size > 0 || api !== undefined) await store.lookups.wake(provider.id, account, world.clock.now(), reasons);
  return done;
}

async function register(
  store: ConfigurationStore,
  { clock, ids }: { readonly clock: Clock; readonly ids: Ids },
  wishes: SetupWishes,
): Promise<SetupDone> {
  const { provider, store: account, secrets: values, description, api } = wishes;
  await setCredentials(store, clock, {
    ...{ provider, store: account, values, how: "replace" },
    ...(description === undefined ? {} : { description }),
    ...(api === undefined ? {} : { api }),
  });
  const sold = wishes.selling === null ? null : await sell(store, wishes, wishes.selling);
  const served = wishes.serving === null ? null : await serve(store, wishes.serving);
  const rules: SetupDone["rules"][number][] = [];
  for (const draft of rulesOf(provider, sold?.link ?? null, wishes.answers)) rules.push(await addRule(store, ids, draft, { force: false }));
  return {
    secrets: [...values.keys()],
    product: sold === null ? null : { product: sold.product, existed: sold.existed },
    link: sold?.link ?? null,
    advertiser: served === null ? null : { advertiser: served.advertiser, existed: served.existed },
    listings: served?.listings ?? [],
    rules,
  };
}

async function sell(store: ConfigurationStore, { provider, store: account }: SetupWishes, { product: wish, link: linkWish }: SellingWish) {
  const product = wish.isNew ? wish.product : await editProduct(store, wish.slug, wish.changes);
  if (wish.isNew) await registerProduct(store, product);
  const { externalId, offer, plan, ...wished } = linkWish;
  const key = { product: product.slug, provider: provider.id, store: account, externalId, offer, plan };
  const link = await completeLink(store, key, wished);
  await linkProduct(store, link);
  return { product, existed: !wish.isNew, link };
}

async function serve(store: ConfigurationStore, { advertiser: wish, listings: codes }: ServingWish) {
  const advertiser = wish.isNew ? wish.advertiser : await editAdvertiser(store, wish.slug, wish.changes);
  if (wish.isNew) await addAdvertiser(store, advertiser);
  const listings = codes.map((code) => ({ code, advertiser: advertiser.slug }));
  for (const listing of listings) await addListing(store, listing);
  return { advertiser, existed: !wish.isNew, listings };
}
