import { IntgError } from "../core/errors.ts";
import type { Advertiser, Listing, Store } from "./ports.ts";

/** Rows read at a time. */
const PAGE = 1000;

/** @throws INTG_ADVERTISER_EXISTS */
export async function addAdvertiser(store: Pick<Store, "advertisers">, advertiser: Advertiser): Promise<void> {
  const { slug } = advertiser;
  if ((await store.advertisers.find(slug)) !== undefined) throw new IntgError("INTG_ADVERTISER_EXISTS", { slug });
  await store.advertisers.add(advertiser);
}

/** Changes the named fields of an advertiser and leaves the others. @returns the advertiser as it is now. */
export async function editAdvertiser(
  store: Pick<Store, "advertisers">,
  slug: string,
  changes: Partial<Omit<Advertiser, "slug">>,
): Promise<Advertiser> {
  const edited = { ...(await requireAdvertiser(store, slug)), ...changes };
  await store.advertisers.update(slug, edited);
  return edited;
}

/** Removes an advertiser with its listings. */
export async function removeAdvertiser(store: Pick<Store, "advertisers">, slug: string): Promise<void> {
  if (!(await store.advertisers.remove(slug))) throw new IntgError("INTG_ADVERTISER_NOT_FOUND", { slug });
}

export async function requireAdvertiser(store: Pick<Store, "advertisers">, slug: string): Promise<Advertiser> {
  const advertiser = await store.advertisers.find(slug);
  if (advertiser === undefined) throw new IntgError("INTG_ADVERTISER_NOT_FOUND", { slug });
  return advertiser;
}

/** @throws INTG_ADVERTISER_NOT_FOUND, INTG_LISTING_TAKEN */
export async function addListing(store: Pick<Store, "advertisers">, listing: Listing): Promise<void> {
  await requireAdvertiser(store, listing.advertiser);
  const taken = await store.advertisers.addListing(listing);
  if (taken !== null) throw new IntgError("INTG_LISTING_TAKEN", { code: listing.code, takenBy: taken.takenBy });
}

/** What to read of a long list. */
export interface Range {
  /** Only what comes after this slug or code. */
  readonly after: string | null;
  /** Null reads to the end. */
  readonly limit: number | null;
}

/** Advertisers by slug, in pages: a million of them never stand in memory at once. */
export function advertiserPages(store: Pick<Store, "advertisers">, range: Range): AsyncIterable<readonly Advertiser[]> {
  return pages(
    range,
    (page) => store.advertisers.list(page),
    (advertiser) => advertiser.slug,
  );
}

/** Listings by code, of one advertiser or of all, in pages. */
export function listingPages(
  store: Pick<Store, "advertisers">,
  advertiser: string | null,
  range: Range,
): AsyncIterable<readonly Listing[]> {
  return pages(
    range,
    (page) => store.advertisers.listings({ advertiser, ...page }),
    (listing) => listing.code,
  );
}

async function* pages<T>(
  range: Range,
  read: (page: { after: string | null; limit: number }) => Promise<readonly T[]>,
  keyOf: (entry: T) => string,
): AsyncGenerator<readonly T[]> {
  let { after } = range;
  let left = range.limit ?? Number.POSITIVE_INFINITY;
  while (left > 0) {
    const limit = Math.min(PAGE, left);
    const page = await read({ after, limit });
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    if (page.length < limit) return;
    after = keyOf(last);
    left -= page.length;
  }
}

/** Stands in URLs and host names. */
export function isAdvertiserSlug(text: string): boolean {
  return /^[a-z0-9][a-z0-9._-]{0,62}$/.test(text);
}
