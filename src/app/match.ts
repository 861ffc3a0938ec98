import type { EventFacts } from "../core/event.ts";
import { matchLink } from "../core/link-match.ts";
import { type Note, note } from "../core/note.ts";
import type { Link } from "../core/product.ts";
import type { Configuration } from "./configuration.ts";
import type { ProcessingTx, StoredPurchase } from "./ports.ts";

/** What an event belongs to here, or why it waits for the operator. */
export type Match =
  | { readonly kind: "product"; readonly link: Link }
  | { readonly kind: "lead"; readonly advertiser: string | null }
  | { readonly kind: "none" }
  | { readonly kind: "unmatched"; readonly reason: Note }
  | { readonly kind: "quarantined"; readonly reason: Note };

/** Finds the product (or the advertiser, for a lead) that the operator registered for what the payload names. */
export async function matchEvent(
  facts: EventFacts,
  provider: string,
  store: string,
  related: StoredPurchase | undefined,
  configuration: Configuration,
  tx: ProcessingTx,
): Promise<Match> {
  if (facts.lead !== null) return matchLead(facts.lead, tx);
  if (facts.trigger === "unknown") return { kind: "none" };
  const link = matchLink(configuration.linkIndex, provider, store, facts.product) ?? linkOtherwise(facts, provider, store, related, configuration);
  if (link === undefined) {
    const { externalId, name } = facts.product;
    return externalId === null
      ? { kind: "unmatched", reason: note("match.no-product-id", { provider, name }) }
      : { kind: "unmatched", reason: note("match.unlinked", { provider, store, externalId, name }) };
  }
  const { kind } = facts.product;
  if ((kind === "subscription" && link.kind === "one-time") || (kind === "one-time" && link.kind === "subscription")) {
    return { kind: "quarantined", reason: note("match.other-kind", { product: link.product, linked: link.kind, sent: kind, provider, externalId: link.externalId }) };
  }
  return { kind: "product", link };
}

/** Where the payload names no product id: the product of the same purchase or subscription, else the one of that name. */
function linkOtherwise(
  facts: EventFacts,
  provider: string,
  store: string,
  related: StoredPurchase | undefined,
  configuration: Configuration,
): Link | undefined {
  if (facts.product.externalId !== null) return undefined;
  const links = configuration.links.filter((link) => link.provider === provider && link.store === store);
  const sameSale = links.find((link) => link.product === related?.product);
  if (sameSale !== undefined) return sameSale;
  const name = facts.product.name?.toLowerCase();
  const sameName = links.filter((link) => configuration.products.get(link.product)?.name.toLowerCase() === name);
  const products = new Set(sameName.map((link) => link.product));
  return products.size === 1 ? sameName[0] : undefined;
}

/**
 * Whose lead it is: the advertiser named by the path, else by the host, else the one that has the listing, else the one
 * with the document of an MCMV lead. Never guessed. Where no advertiser is registered at all, there is nothing to tell
 * apart and every lead is the operator's own.
 */
async function matchLead(lead: NonNullable<EventFacts["lead"]>, tx: ProcessingTx): Promise<Match> {
  if (!(await tx.hasAdvertisers())) return { kind: "lead", advertiser: null };
  const { path, hostLabel, document } = lead.address;
  if (path !== null) {
    const named = await tx.findAdvertiser(path);
    if (named !== undefined) return { kind: "lead", advertiser: named.slug };
    return { kind: "unmatched", reason: note("match.unknown-advertiser", { advertiser: path }) };
  }
  const byHost = hostLabel === null ? undefined : await tx.findAdvertiser(hostLabel);
  if (byHost !== undefined) return { kind: "lead", advertiser: byHost.slug };
  const listing = lead.listing === null ? undefined : await tx.findListing(lead.listing);
  if (listing !== undefined) return { kind: "lead", advertiser: listing.advertiser };
  const byDocument = document === null ? undefined : await tx.findAdvertiserByDocument(document);
  if (byDocument !== undefined) return { kind: "lead", advertiser: byDocument.slug };
  return { kind: "unmatched", reason: note("match.unknown-listing", { listing: lead.listing }) };
}
