import type { Link } from "../../core/product.ts";
import { EVERY_PRODUCT } from "../../core/rule.ts";
import type { Finding } from "./finding.ts";

/** Whose findings are wanted; everybody's where nothing is said. */
export interface Scope {
  readonly provider?: string;
  readonly store?: { readonly provider: string; readonly store: string };
  readonly product?: string;
}

/**
 * Whether a finding is about what was asked for. A product's are its own, those of its rules and those of the stores that it is
 * linked to, since it sells by all of these; a store's are its own alone.
 */
export function isWithin({ provider, store, product }: Scope, { subject }: Finding, links: readonly Link[]): boolean {
  if (provider === undefined && store === undefined && product === undefined) return true;
  switch (subject.kind) {
    case "store":
      return (
        (provider === undefined || subject.provider === provider) &&
        (store === undefined || (subject.provider === store.provider && subject.store === store.store)) &&
        (product === undefined ||
          links.some((link) => link.product === product && link.provider === subject.provider && link.store === subject.store))
      );
    case "product":
      return product === undefined
        ? links.some((link) => link.product === subject.product && isLinkOf(link, provider, store))
        : subject.product === product;
    case "rule":
      return product !== undefined && (subject.product === product || subject.product === EVERY_PRODUCT);
    case "destination":
    case "home":
      return false;
    default:
      return subject satisfies never;
  }
}

function isLinkOf(link: Link, provider: Scope["provider"], store: Scope["store"]): boolean {
  return (
    (provider === undefined || link.provider === provider) &&
    (store === undefined || (link.provider === store.provider && link.store === store.store))
  );
}
