import { existsSync } from "node:fs";
import type { SellingWish } from "../../app/init/wishes.ts";
import type { Store } from "../../app/ports.ts";
import { IntgError } from "../../core/errors.ts";
import type { Money } from "../../core/money.ts";
import {
  isProductSlug,
  LONGEST_NAME,
  LONGEST_SLUG,
  PRODUCT_TYPES,
  type Product,
  readPrice,
  readProductName,
  slugFrom,
} from "../../core/product.ts";
import { printable } from "../printable.ts";
import { readUrl } from "../read-url.ts";
import type { Interview } from "./interview.ts";

const NEW = "";

/** A product that is there, by its slug or its name, or a new one with what is to be known of it. */
export async function askProduct(interview: Interview, seen: Pick<Store, "products">): Promise<SellingWish["product"]> {
  interview.part("product");
  const products = await seen.products.list();
  const existing = await chooseExisting(interview, products);
  if (existing !== undefined) return { isNew: false, slug: existing.slug, changes: fieldsGiven(interview) };
  const { name, slug } = await askName(interview, products);
  const type = await askType(interview);
  const description = await askLine(interview, "product-description", "TEXT", orNull);
  const price = await askLine(interview, "price", "197.00", requirePrice);
  const salesUrl = await askLine(interview, "sales-url", "URL", readUrl);
  return { isNew: true, product: { slug, name, description, image: imageGiven(interview) ?? null, type, price, salesUrl } };
}

async function chooseExisting(interview: Interview, products: readonly Product[]): Promise<Product | undefined> {
  const { context, input } = interview;
  const { texts } = context;
  const given = input.text("product")?.trim();
  const named = products.find(({ slug, name }) => slug === given || name === given?.normalize("NFC"));
  if (given !== undefined || products.length === 0 || !interview.canAsk) return named;
  const width = Math.max(...products.map(({ slug }) => slug.length));
  const chosen = await interview.choice(
    {
      ...interview.words(texts("init.ask.which-product"), texts("init.why.which-product")),
      flag: "--product NAME",
      choices: [
        { value: NEW, name: texts("init.product.new") },
        ...products.map(({ slug, name }) => ({ value: slug, name: `${slug.padEnd(width)}  ${printable(name)}` })),
      ],
    },
    undefined,
    undefined,
  );
  return products.find(({ slug }) => slug === chosen);
}

async function askName(interview: Interview, products: readonly Product[]): Promise<{ readonly name: string; readonly slug: string }> {
  const { context, input } = interview;
  const { texts } = context;
  return interview.text({
    ...interview.words(texts("init.ask.product"), texts("init.why.product")),
    flag: "product",
    sample: "NAME",
    read: (text) => {
      const name = readProductName(text);
      if (name === null) throw input.badValue("product", printable(text), texts("product.bad-name", { longest: LONGEST_NAME }));
      const slug = input.text("slug") ?? slugFrom(name).slice(0, LONGEST_SLUG).replace(/-+$/, "");
      if (!isProductSlug(slug)) throw input.badValue("slug", printable(slug), texts("product.bad-slug", { longest: LONGEST_SLUG }));
      if (products.some((product) => product.slug === slug)) throw new IntgError("INTG_PRODUCT_EXISTS", { slug });
      return { name, slug };
    },
  });
}

async function askType(interview: Interview): Promise<Product["type"]> {
  const { texts } = interview.context;
  const choices = PRODUCT_TYPES.map((value) => ({ value, name: texts(`init.type.${value}`) }));
  const words = interview.words(texts("init.ask.type"), texts("init.why.type"));
  return interview.choice({ ...words, flag: "--type course", choices }, "course", interview.input.oneOf("type", PRODUCT_TYPES));
}

/** A field that may stay empty. */
async function askLine<T>(
  interview: Interview,
  flag: "product-description" | "price" | "sales-url",
  sample: string,
  read: (text: string) => T,
): Promise<T | null> {
  const { texts } = interview.context;
  return interview.text<T | null>({
    ...interview.words(texts(`init.ask.${flag}`), texts(`init.why.${flag}`)),
    flag,
    sample,
    read,
    usual: { text: "", value: null },
  });
}

/** What the flags say of a product that is there; an empty text clears its field. */
function fieldsGiven(interview: Interview): Partial<Omit<Product, "slug">> {
  const { input } = interview;
  const [description, price, salesUrl] = ["productDescription", "price", "salesUrl"].map((name) => input.text(name));
  const [type, image] = [input.oneOf("type", PRODUCT_TYPES), imageGiven(interview)];
  return {
    ...(description === undefined ? {} : { description: orNull(description) }),
    ...(image === undefined ? {} : { image }),
    ...(type === undefined ? {} : { type }),
    ...(price === undefined ? {} : { price: price === "" ? null : requirePrice(price) }),
    ...(salesUrl === undefined ? {} : { salesUrl: salesUrl === "" ? null : readUrl(salesUrl) }),
  };
}

/** A picture that is not there yet is no reason to refuse a product. */
function imageGiven({ context, input }: Interview): string | null | undefined {
  const given = input.text("image");
  const image = given === undefined ? undefined : orNull(given);
  if (image && !/^https?:\/\//i.test(image) && !existsSync(image))
    context.out.warn(context.texts("product.image-missing", { image: printable(image) }));
  return image;
}

function requirePrice(text: string): Money {
  const price = readPrice(text);
  if (price === null) throw new IntgError("INTG_MONEY_INVALID", { given: printable(text) });
  return price;
}

function orNull(text: string): string | null {
  return text.trim() === "" ? null : text.trim();
}
