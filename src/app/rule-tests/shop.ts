import { type Note, note } from "../../core/note.ts";
import type { Link, Product } from "../../core/product.ts";
import { EVERY_PRODUCT, type Rule } from "../../core/rule.ts";
import { DEFAULT_STORE } from "../../core/store-name.ts";
import { closest } from "../../core/suggest.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import { PROVIDERS } from "../../providers/index.ts";
import type { FileFault } from "../rule-file.ts";
import type { Shop } from "./model.ts";

/** The providers that sell products. */
export const SELLING = PROVIDERS.filter(({ family }) => family === "payments");

/** A product as files write it. */
export interface ProductDocument {
  readonly slug: string;
  readonly name?: string;
  readonly links?: readonly LinkDocument[];
}

export interface LinkDocument {
  readonly provider: string;
  readonly id: string;
  readonly store?: string;
  readonly offer?: string;
  readonly plan?: string;
  readonly kind?: Link["kind"];
  readonly "release-on-boleto"?: boolean;
  readonly "block-on-cancel"?: boolean;
}

/** The products of a file beside those of the home. A slug that is there already is that product, with further links. */
export function readShop(documents: readonly ProductDocument[], home: Shop, faults: FileFault[]): Shop {
  const products = [...home.products];
  const links = [...home.links];
  for (const [at, { slug, name, links: own = [] }] of documents.entries()) {
    if (!products.some((product) => product.slug === slug)) products.push(plainProduct(slug, name));
    for (const [index, document] of own.entries()) {
      const path = ["products", at, "links", index];
      const link = linkOf(slug, document);
      const taken = links.find((other) => isSameKey(other, link));
      if (!SELLING.some(({ id }) => id === document.provider)) {
        faults.push({ path: [...path, "provider"], problem: unknownProvider(document.provider, SELLING) });
      } else if (taken === undefined) links.push(link);
      else if (taken.product !== slug) {
        faults.push({ path: [...path, "id"], problem: note("rule-file.link-taken", { id: link.externalId, by: taken.product }) });
      }
    }
  }
  return { products, links };
}

/** The slugs that rules name, in order. */
export function productsOf(rules: readonly Pick<Rule, "product">[]): readonly string[] {
  return [...new Set(rules.map(({ product }) => product))].filter((slug) => slug !== EVERY_PRODUCT);
}

export function plainProduct(slug: string, name = slug): Product {
  return { slug, name, description: null, image: null, type: "course", price: null, salesUrl: null };
}

/** Why there is no such provider among these. */
export function unknownProvider(given: string, among: readonly ProviderAdapter[]): Note {
  const known = among.map(({ id }) => id);
  const near = closest(given, known);
  if (near !== null) return note("rule-file.unknown-provider-near", { given, near });
  return note("rule-file.unknown-provider", { given, known: known.join(", ") });
}

function isSameKey(first: Link, second: Link): boolean {
  return linkKey(first) === linkKey(second);
}

/** What can release one product only. */
export function linkKey({ provider, store, externalId, offer, plan }: Link): string {
  return JSON.stringify([provider, store, externalId, offer, plan]);
}

/** @param usual - how it is sold where the file does not say. */
export function linkOf(product: string, document: LinkDocument, usual: Link["kind"] = "one-time"): Link {
  return {
    product,
    provider: document.provider,
    store: document.store ?? DEFAULT_STORE,
    externalId: document.id,
    offer: document.offer ?? null,
    plan: document.plan ?? null,
    kind: document.kind ?? usual,
    releaseOnBoleto: document["release-on-boleto"] ?? false,
    blockOnCancel: document["block-on-cancel"] ?? true,
  };
}
