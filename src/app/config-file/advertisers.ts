import { parseDocument } from "../../core/document.ts";
import { isHttpUrl } from "../../core/http-url.ts";
import { note } from "../../core/note.ts";
import { isAdvertiserSlug } from "../advertisers.ts";
import { isListingCode } from "../import-listings.ts";
import type { Advertiser, Listing } from "../ports.ts";
import type { FilePath } from "../rule-file.ts";
import type { AdvertiserEntry } from "./document.ts";
import { type Field, isTwice, nearest, type Planning, planThing, planUnnamed, textOrNull, yesOrNo } from "./planning.ts";

/** Plans the customers that receive leads. */
export function planAdvertisers(entries: readonly AdvertiserEntry[], planning: Planning): void {
  const { picture, writes } = planning;
  const present = new Map(picture.advertisers.map((advertiser) => [advertiser.slug, advertiser]));
  const seen = new Set<string>();
  const owners = new Map<string, string>();
  const saved: Advertiser[] = [];
  for (const [at, entry] of entries.entries()) {
    const path = ["advertisers", at];
    if (isTwice(seen, entry.slug, entry.slug, path, planning)) continue;
    const advertiser = readAdvertiser(entry, path, planning);
    const kept = present.get(advertiser.slug);
    const before = kept === undefined ? undefined : fieldsOf(kept);
    warnOfShared(advertiser, owners, planning);
    if (planThing({ section: "advertisers", name: advertiser.slug }, before, fieldsOf(advertiser), planning)) saved.push(advertiser);
  }
  if (saved.length > 0) writes.push(({ advertisers }) => advertisers.importMany(saved));
  const listings = new Map<string, number>();
  for (const { advertiser } of picture.listings) listings.set(advertiser, (listings.get(advertiser) ?? 0) + 1);
  for (const { slug } of picture.advertisers.filter((advertiser) => !seen.has(advertiser.slug))) {
    const thing = { section: "advertisers", name: slug, with: { listings: listings.get(slug) ?? 0 } } as const;
    planUnnamed(thing, ({ advertisers }) => advertisers.remove(slug), planning);
  }
}

/** Plans whose each property code is. */
export function planListings(entries: readonly Listing[], planning: Planning): void {
  const { picture, after, faults, writes, removals } = planning;
  const present = new Map(picture.listings.map(({ code, advertiser }) => [code, advertiser]));
  const seen = new Set<string>();
  const saved: Listing[] = [];
  const moved: string[] = [];
  for (const [at, entry] of entries.entries()) {
    const path = ["listings", at];
    const listing = { code: entry.code.trim(), advertiser: entry.advertiser };
    if (isTwice(seen, listing.code, listing.code, path, planning)) continue;
    if (!isListingCode(listing.code)) faults.push({ path: [...path, "code"], problem: note("config-file.bad-code") });
    if (!after.advertisers.has(listing.advertiser)) {
      faults.push({ path: [...path, "advertiser"], problem: unknownAdvertiser(listing.advertiser, planning) });
    }
    const kept = present.get(listing.code);
    const before = kept === undefined ? undefined : [{ name: "advertiser", value: kept }];
    const thing = { section: "listings", name: listing.code } as const;
    if (!planThing(thing, before, [{ name: "advertiser", value: listing.advertiser }], planning)) continue;
    saved.push(listing);
    if (kept !== undefined) moved.push(listing.code);
  }
  if (moved.length > 0) removals.push(({ advertisers }) => advertisers.removeListings(moved));
  if (saved.length > 0) writes.push(({ advertisers }) => advertisers.importListings(saved));
  for (const { code, advertiser } of picture.listings) {
    // That of an advertiser that is removed goes with it.
    if (seen.has(code) || !after.advertisers.has(advertiser)) continue;
    planUnnamed({ section: "listings", name: code }, ({ advertisers }) => advertisers.removeListings([code]), planning);
  }
}

function readAdvertiser(entry: AdvertiserEntry, path: FilePath, { faults }: Planning): Advertiser {
  if (!isAdvertiserSlug(entry.slug)) faults.push({ path: [...path, "slug"], problem: note("config-file.bad-advertiser-slug") });
  const document = parseDocument(entry.document);
  if (!document.ok) faults.push({ path: [...path, "document"], problem: note(`config-file.document.${document.error}`) });
  const url = textOrNull(entry.url);
  if (url !== null && !isHttpUrl(url)) faults.push({ path: [...path, "url"], problem: note("config-file.bad-url") });
  return {
    slug: entry.slug,
    document: document.ok ? document.value : "",
    url,
    sendLeadEmail: entry["send-lead-email"] ?? false,
    closed: entry.closed ?? false,
  };
}

/** The export refuses a document that stands twice. */
function warnOfShared({ slug, document, closed }: Advertiser, owners: Map<string, string>, { warnings }: Planning): void {
  if (closed || document === "") return;
  const other = owners.get(document);
  if (other === undefined) owners.set(document, slug);
  else warnings.push({ subject: slug, problem: note("config-file.document-shared", { slug: other }) });
}

function unknownAdvertiser(given: string, { after }: Planning) {
  const near = nearest(given, after.advertisers);
  return near === null ? note("config-file.unknown-advertiser", { given }) : note("config-file.unknown-advertiser-near", { given, near });
}

function fieldsOf({ document, url, sendLeadEmail, closed }: Advertiser): readonly Field[] {
  return [
    { name: "document", value: document },
    { name: "url", value: url },
    { name: "send-lead-email", value: yesOrNo(sendLeadEmail), usual: "no" },
    { name: "closed", value: yesOrNo(closed), usual: "no" },
  ];
}
