import { IntgError } from "../core/errors.ts";
import type { Product } from "../core/product.ts";
import type { Store } from "./ports.ts";

/** Adds a product. @throws INTG_PRODUCT_EXISTS when its slug is taken. */
export async function registerProduct(store: Pick<Store, "products">, product: Product): Promise<void> {
  if ((await store.products.find(product.slug)) !== undefined) throw new IntgError("INTG_PRODUCT_EXISTS", { slug: product.slug });
  await store.products.add(product);
}

/** Changes the named fields of a product and leaves the others. @returns the product as it is now. */
export async function editProduct(store: Pick<Store, "products">, slug: string, changes: Partial<Omit<Product, "slug">>): Promise<Product> {
  const edited = { ...(await requireProduct(store, slug)), ...changes };
  await store.products.update(slug, edited);
  return edited;
}

export async function requireProduct(store: Pick<Store, "products">, slug: string): Promise<Product> {
  const product = await store.products.find(slug);
  if (product === undefined) throw new IntgError("INTG_PRODUCT_NOT_FOUND", { slug });
  return product;
}
