import type { Link, Product } from "../../core/product.ts";
import type { Rule } from "../../core/rule.ts";
import type { Credentials } from "../../core/secret.ts";
import { advertiserPages, listingPages } from "../advertisers.ts";
import {
  type Advertiser,
  type ConfigurationStore,
  type CredentialInfo,
  DESTINATION_SECRETS,
  type Listing,
  type MessageTemplate,
  type RegisteredDestination,
  type StoreAccount,
} from "../ports.ts";
import type { ConfigDocument } from "./document.ts";

/** What stands in a home now. */
export interface Picture {
  readonly accounts: readonly StoreAccount[];
  /** Newest first within a name. */
  readonly credentials: readonly CredentialInfo[];
  readonly products: readonly Product[];
  readonly links: readonly Link[];
  readonly rules: readonly Rule[];
  readonly templates: readonly MessageTemplate[];
  readonly destinations: readonly RegisteredDestination[];
}

/** The same with what is only looked at where a file speaks of it. */
export interface FullPicture extends Picture {
  readonly advertisers: readonly Advertiser[];
  readonly listings: readonly Listing[];
  /** Values, by `secretOwner`. */
  readonly values: ReadonlyMap<string, Credentials>;
}

const EVERYTHING = { after: null, limit: null } as const;

/** Whose secrets they are, as a key. */
export function secretOwner(provider: string, store: string): string {
  return `${provider}/${store}`;
}

export async function takePicture(store: ConfigurationStore): Promise<Picture> {
  const [accounts, credentials, products, links, rules, templates, destinations] = await Promise.all([
    store.accounts.list(),
    store.credentials.list(),
    store.products.list(),
    store.products.links(),
    store.rules.list(),
    store.templates.list(),
    store.destinations.list(),
  ]);
  return { accounts, credentials, products, links, rules, templates, destinations };
}

export async function takeFullPicture(store: ConfigurationStore, document: ConfigDocument): Promise<FullPicture> {
  const picture = await takePicture(store);
  const wantsAdvertisers = document.advertisers !== undefined || document.listings !== undefined;
  return {
    ...picture,
    advertisers: wantsAdvertisers ? await allOf(advertiserPages(store, EVERYTHING)) : [],
    // Those of an advertiser that is removed go with it.
    listings: wantsAdvertisers ? await allOf(listingPages(store, null, EVERYTHING)) : [],
    values: await valuesOf(store, picture, document),
  };
}

/** Only what is compared is opened: a file that names no secret needs no key. */
async function valuesOf(store: ConfigurationStore, picture: Picture, document: ConfigDocument): Promise<FullPicture["values"]> {
  const values = new Map<string, Credentials>();
  const owners = [
    ...(document.stores ?? []).flatMap(({ provider, name = "default", secrets }) =>
      secrets === undefined ? [] : [[provider, name] as const],
    ),
    ...(document.destinations ?? []).map(({ name }) => [DESTINATION_SECRETS, name] as const),
  ];
  for (const [provider, name] of owners) {
    if (!picture.credentials.some((kept) => kept.provider === provider && kept.store === name)) continue;
    values.set(secretOwner(provider, name), await store.credentials.load(provider, name));
  }
  return values;
}

async function allOf<T>(pages: AsyncIterable<readonly T[]>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}
