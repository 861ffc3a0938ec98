import type { Link, Product } from "../core/product.ts";
import { EVERY_PRODUCT, type Rule } from "../core/rule.ts";
import type { Store } from "./ports.ts";
import { requireProduct } from "./register-product.ts";

/** A product with everything that the operator tied to it. */
export interface ProductDescription {
  readonly product: Product;
  readonly links: readonly Link[];
  /** Its own rules; those of every product are in `sharedRules`. */
  readonly rules: readonly Rule[];
  readonly sharedRules: readonly Rule[];
}

export async function describeProduct(store: Pick<Store, "products" | "rules">, slug: string): Promise<ProductDescription> {
  const product = await requireProduct(store, slug);
  const [links, rules] = await Promise.all([store.products.links(), store.rules.list()]);
  return {
    product,
    links: links.filter((link) => link.product === slug),
    rules: rules.filter((rule) => rule.product === slug),
    sharedRules: rules.filter((rule) => rule.product === EVERY_PRODUCT),
  };
}

/** Every product with the number of its links and own rules. */
export async function listProducts(
  store: Pick<Store, "products" | "rules">,
): Promise<readonly (Product & { readonly links: number; readonly rules: number })[]> {
  const [products, links, rules] = await Promise.all([store.products.list(), store.products.links(), store.rules.list()]);
  const linksOf = countBy(links.map((link) => link.product));
  const rulesOf = countBy(rules.map((rule) => rule.product));
  return products.map((product) => ({ ...product, links: linksOf.get(product.slug) ?? 0, rules: rulesOf.get(product.slug) ?? 0 }));
}

function countBy(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
