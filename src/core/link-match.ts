import type { ProductFacts } from "./event.ts";
import { groupBy } from "./group.ts";
import type { Link } from "./product.ts";

/** Links of one store by external id; made once per configuration, read for every event. */
export type LinkIndex = ReadonlyMap<string, readonly Link[]>;

export function indexLinks(links: readonly Link[]): LinkIndex {
  return groupBy(links, (link) => linkKey(link.provider, link.store, link.externalId));
}

/**
 * The link that an event's product belongs to: by external id (or another id the vendor gives for the same product),
 * the most specific first, offer and plan before either before none.
 */
export function matchLink(index: LinkIndex, provider: string, store: string, product: ProductFacts): Link | undefined {
  const ids = product.externalId === null ? product.aliases : [product.externalId, ...product.aliases];
  const candidates = ids.flatMap((id) => index.get(linkKey(provider, store, id)) ?? []);
  return candidates
    .filter((link) => fits(link.offer, product.offer) && plansOf(product).some((plan) => fits(link.plan, plan)))
    .sort((first, second) => specificity(second) - specificity(first))[0];
}

/** Every spelling of the plan that was sold; null among them, which only a link without a plan fits. */
function plansOf({ plan, planName, planAliases = [] }: ProductFacts): readonly (string | null)[] {
  return [plan, planName, ...planAliases];
}

/** `wanted` null fits every offer or plan; a derived offer code fits its base (`ab12cd34DRP` and `ab12cd34`). */
function fits(wanted: string | null, sent: string | null): boolean {
  return wanted === null || wanted === sent || (sent !== null && wanted === baseOffer(sent));
}

/**
 * Hotmart derives offer codes by appending three capitals to a base of eight characters (seen in production; meaning
 * guessed). A link to the base covers them.
 */
function baseOffer(offer: string): string {
  return /^[a-z0-9]{8}[A-Z]{3}$/.test(offer) ? offer.slice(0, 8) : offer;
}

function specificity(link: Link): number {
  return (link.offer === null ? 0 : 2) + (link.plan === null ? 0 : 1);
}

function linkKey(provider: string, store: string, externalId: string): string {
  return `${provider}\n${store}\n${externalId}`;
}
