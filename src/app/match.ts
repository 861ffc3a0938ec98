import type { CanonicalEvent, EventFacts, SaleKind } from "../core/event.ts";
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
  event: CanonicalEvent,
  related: StoredPurchase | undefined,
  configuration: Configuration,
  tx: ProcessingTx,
): Promise<Match> {
  if (event.lead !== null) return matchLead(event.lead, tx);
  if (event.trigger === "unknown") return { kind: "none" };
  const { provider, store } = event;
  const { externalId, name, kind } = event.product;
  const link = linkOf(event, related, configuration);
  if (link === undefined) {
    return externalId === null
      ? { kind: "unmatched", reason: note("match.no-product-id", { provider, name }) }
      : { kind: "unmatched", reason: note("match.unlinked", { provider, store, externalId, name }) };
  }
  if (!fitsKind(link, kind) && !isKnownSale(event, related, link)) {
    const reason = note("match.other-kind", {
      product: link.product,
      linked: link.kind,
      sent: kind,
      provider,
      externalId: link.externalId,
    });
    return { kind: "quarantined", reason };
  }
  return { kind: "product", link };
}

function fitsKind(link: Link, kind: SaleKind | null): boolean {
  return kind === null || kind === "instalments" || kind === link.kind;
}

/** A later call about a sale that was taken for this product may leave out what told its kind; it is the same sale. */
function isKnownSale(event: CanonicalEvent, related: StoredPurchase | undefined, link: Link): boolean {
  return related !== undefined && related.transaction === event.transaction.id && related.product === link.product;
}

/**
 * The link for what the payload names; where it names no offer (a cancellation names none), the link of the sale it
 * belongs to; where it names no product id either, the product of the same name.
 */
function linkOf(event: CanonicalEvent, related: StoredPurchase | undefined, configuration: Configuration): Link | undefined {
  const direct = matchLink(configuration.linkIndex, event.provider, event.store, event.product);
  if (direct !== undefined && (direct.offer !== null || direct.plan !== null)) return direct;
  const { externalId, offer } = event.product;
  const links = configuration.links.filter((link) => link.provider === event.provider && link.store === event.store);
  const sold = links.filter((link) => link.product === related?.product && (externalId === null || link.externalId === externalId));
  const ofSale = sold.find((link) => fitsKind(link, event.product.kind)) ?? sold[0];
  if (offer === null && ofSale !== undefined) return ofSale;
  return direct ?? (externalId === null ? linkByName(event, links, configuration) : undefined);
}

function linkByName(event: CanonicalEvent, links: readonly Link[], configuration: Configuration): Link | undefined {
  const name = event.product.name?.toLowerCase();
  const sameName = links.filter((link) => configuration.products.get(link.product)?.name.toLowerCase() === name);
  return new Set(sameName.map((link) => link.product)).size === 1 ? sameName[0] : undefined;
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
