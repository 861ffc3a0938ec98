import type { Database } from "better-sqlite3";
import type { ProductStore } from "../app/ports.ts";
import { IntgError } from "../core/errors.ts";
import type { Product, ProductType } from "../core/product.ts";
import { configurationChange } from "./configuration.ts";
import { guardedStore, isKeyTaken } from "./errors.ts";
import { createLinkStore } from "./links.ts";
import { createProductRename } from "./product-rename.ts";

interface ProductRow {
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  readonly image: string | null;
  readonly type: ProductType;
  readonly price_minor: number | null;
  readonly price_currency: string | null;
  readonly sales_url: string | null;
}

/** Adding or renaming to a slug that is taken throws INTG_PRODUCT_EXISTS; an unknown slug INTG_PRODUCT_NOT_FOUND. */
export function createProductStore(db: Database): ProductStore {
  const change = configurationChange(db);
  const rename = createProductRename(db);

  const insert = db.prepare<ProductRow>(`
    INSERT INTO products (slug, name, description, image, type, price_minor, price_currency, sales_url)
    VALUES (@slug, @name, @description, @image, @type, @price_minor, @price_currency, @sales_url)`);
  async function add(product: Product): Promise<void> {
    refusingTakenSlug(product, () => change(() => insert.run(productRow(product))));
  }

  const selectAll = db.prepare<[], ProductRow>("SELECT * FROM products ORDER BY slug");
  async function list(): Promise<readonly Product[]> {
    return selectAll.all().map(productFromRow);
  }

  const selectOne = db.prepare<{ slug: string }, ProductRow>("SELECT * FROM products WHERE slug = @slug");
  async function find(slug: string): Promise<Product | undefined> {
    const row = selectOne.get({ slug });
    return row === undefined ? undefined : productFromRow(row);
  }

  const replace = db.prepare<ProductRow & { old: string }>(`
    UPDATE products
    SET slug = @slug, name = @name, description = @description, image = @image, type = @type,
      price_minor = @price_minor, price_currency = @price_currency, sales_url = @sales_url
    WHERE slug = @old
      AND (slug, name, description, image, type, price_minor, price_currency, sales_url)
        IS NOT (@slug, @name, @description, @image, @type, @price_minor, @price_currency, @sales_url)`);
  async function update(slug: string, product: Product): Promise<void> {
    refusingTakenSlug(product, () =>
      change(() => {
        if (selectOne.get({ slug }) === undefined) throw new IntgError("INTG_PRODUCT_NOT_FOUND", { slug });
        replace.run({ ...productRow(product), old: slug });
        if (product.slug !== slug) rename(slug, product.slug);
      }),
    );
  }

  const deleteProduct = db.prepare<{ slug: string }>("DELETE FROM products WHERE slug = @slug");
  const deleteRules = db.prepare<{ slug: string }>("DELETE FROM rules WHERE product = @slug");
  async function remove(slug: string): Promise<void> {
    change(() => {
      if (deleteProduct.run({ slug }).changes === 0) throw new IntgError("INTG_PRODUCT_NOT_FOUND", { slug });
      deleteRules.run({ slug });
    });
  }

  return guardedStore(db, { add, list, find, update, remove, ...createLinkStore(db) });
}

function refusingTakenSlug(product: Product, work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (!isKeyTaken(error)) throw error;
    throw new IntgError("INTG_PRODUCT_EXISTS", { slug: product.slug }, { cause: error });
  }
}

function productRow(product: Product): ProductRow {
  const { slug, name, description, image, type, price, salesUrl } = product;
  return {
    slug,
    name,
    description,
    image,
    type,
    price_minor: price?.minor ?? null,
    price_currency: price?.currency ?? null,
    sales_url: salesUrl,
  };
}

function productFromRow(row: ProductRow): Product {
  const { slug, name, description, image, type, price_minor: minor, price_currency: currency } = row;
  const price = minor === null || currency === null ? null : { minor, currency };
  return { slug, name, description, image, type, price, salesUrl: row.sales_url };
}
