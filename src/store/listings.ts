import type { Database } from "better-sqlite3";
import type { AdvertiserStore, Listing } from "../app/ports.ts";
import { IntgError } from "../core/errors.ts";
import { configurationChange } from "./configuration.ts";
import { isReferenceMissing } from "./errors.ts";

/** The listings of `AdvertiserStore`. An unknown advertiser throws INTG_ADVERTISER_NOT_FOUND. */
export function createListingStore(
  db: Database,
): Pick<AdvertiserStore, "addListing" | "importListings" | "removeListings" | "findListing" | "listings"> {
  const change = configurationChange(db);

  const selectOwner = db.prepare<{ code: string }, string>("SELECT advertiser FROM listings WHERE code = @code").pluck();
  const insert = db.prepare<Listing>("INSERT INTO listings (code, advertiser) VALUES (@code, @advertiser)");
  function keep(listing: Listing): { takenBy: string } | null {
    const owner = selectOwner.get({ code: listing.code });
    if (owner !== undefined) return owner === listing.advertiser ? null : { takenBy: owner };
    refusingUnknownAdvertiser(listing, () => insert.run({ code: listing.code, advertiser: listing.advertiser }));
    return null;
  }

  async function addListing(listing: Listing): Promise<{ takenBy: string } | null> {
    return change(() => keep(listing));
  }

  /** Throws INTG_LISTING_TAKEN, with nothing kept, rather than give one customer's leads to another. */
  async function importListings(listings: readonly Listing[]): Promise<void> {
    change(() => {
      for (const listing of listings) {
        const taken = keep(listing);
        if (taken !== null) throw new IntgError("INTG_LISTING_TAKEN", { code: listing.code, takenBy: taken.takenBy });
      }
    });
  }

  const deleteOne = db.prepare<{ code: string }>("DELETE FROM listings WHERE code = @code");
  async function removeListings(codes: readonly string[]): Promise<void> {
    change(() => {
      for (const code of codes) deleteOne.run({ code });
    });
  }

  async function findListing(code: string): Promise<Listing | undefined> {
    const advertiser = selectOwner.get({ code });
    return advertiser === undefined ? undefined : { code, advertiser };
  }

  const selectPage = db.prepare<{ after: string; limit: number }, Listing>(
    "SELECT code, advertiser FROM listings WHERE code > @after ORDER BY code LIMIT @limit",
  );
  const selectPageOf = db.prepare<{ advertiser: string; after: string; limit: number }, Listing>(`
    SELECT code, advertiser FROM listings
    WHERE advertiser = @advertiser AND code > @after
    ORDER BY code LIMIT @limit`);
  async function listings(page: { advertiser: string | null; after: string | null; limit: number }): Promise<readonly Listing[]> {
    const { advertiser, after, limit } = page;
    if (advertiser === null) return selectPage.all({ after: after ?? "", limit });
    return selectPageOf.all({ advertiser, after: after ?? "", limit });
  }

  return { addListing, importListings, removeListings, findListing, listings };
}

function refusingUnknownAdvertiser(listing: Listing, work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (!isReferenceMissing(error)) throw error;
    throw new IntgError("INTG_ADVERTISER_NOT_FOUND", { slug: listing.advertiser }, { cause: error });
  }
}
