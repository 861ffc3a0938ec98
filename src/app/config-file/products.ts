import { groupBy } from "../../core/group.ts";
import { isHttpUrl } from "../../core/http-url.ts";
import { type Money, majorText, moneyFromMajor } from "../../core/money.ts";
import { note } from "../../core/note.ts";
import {
  isProductSlug,
  type Link,
  LONGEST_ID,
  LONGEST_NAME,
  LONGEST_SLUG,
  PRODUCT_TYPES,
  type Product,
  type ProductType,
  readLinkId,
  readPrice,
  readProductName,
  usualKind,
} from "../../core/product.ts";
import { DEFAULT_STORE, isStoreName } from "../../core/store-name.ts";
import type { FilePath } from "../rule-file.ts";
import { type LinkDocument, linkKey, linkOf, SELLING, unknownProvider } from "../rule-tests/shop.ts";
import type { ProductEntry } from "./document.ts";
import { changesBetween, count, type Field, isTwice, type Planning, planThing, planUnnamed, textOrNull, yesOrNo } from "./planning.ts";

/** Plans products with their links. */
export function planProducts(entries: readonly ProductEntry[], planning: Planning): void {
  const { picture, writes } = planning;
  const seen = new Set<string>();
  const taken = takenLinks(planning);
  const present = new Map(picture.products.map((product) => [product.slug, product]));
  const linksOf = groupBy(picture.links, ({ product }) => product);
  for (const [at, entry] of entries.entries()) {
    const path = ["products", at];
    if (isTwice(seen, entry.slug, entry.slug, path, planning)) continue;
    const product = readProduct(entry, path, planning);
    const kept = present.get(product.slug);
    const [own, links] = [linksOf.get(product.slug) ?? [], readLinks(entry, product, path, taken, planning)];
    const stay = staying(own, links, planning);
    const before = kept === undefined ? undefined : [...fieldsOf(kept), ...own.map(linkField)];
    const after = [...fieldsOf(product), ...[...stay, ...links].map(linkField)];
    if (!planThing({ section: "products", name: product.slug }, before, after, planning)) continue;
    if (kept === undefined) writes.push(({ products }) => products.add(product));
    else if (changesBetween(fieldsOf(kept), fieldsOf(product)).length > 0)
      writes.push(({ products }) => products.update(product.slug, product));
    for (const link of links) writes.push(({ products }) => products.link(link));
  }
  for (const { slug } of picture.products.filter((product) => !seen.has(product.slug))) {
    const goes = { links: linksOf.get(slug)?.length ?? 0, rules: rulesOf(slug, planning) };
    planUnnamed({ section: "products", name: slug, with: goes }, ({ products }) => products.remove(slug), planning);
  }
}

/** Links of a listed product that the file does not name: they stay, or are taken away. */
function staying(own: readonly Link[], named: readonly Link[], { prune, kept, removals }: Planning): readonly Link[] {
  const keys = new Set(named.map(linkKey));
  const others = own.filter((link) => !keys.has(linkKey(link)));
  if (!prune) {
    if (others.length > 0) count(kept, "links", others.length);
    return others;
  }
  for (const link of others) removals.push(({ products }) => products.unlink(link));
  return [];
}

/** What releases which product, of what is not going to be taken away. */
function takenLinks({ prune, picture }: Planning): Map<string, string> {
  return new Map(prune ? [] : picture.links.map((link) => [linkKey(link), link.product]));
}

function readLinks(entry: ProductEntry, product: Product, path: FilePath, taken: Map<string, string>, planning: Planning): readonly Link[] {
  const seen = new Set<string>();
  return (entry.links ?? []).flatMap((document, at) => {
    const place = [...path, "links", at];
    const link = readLink(document, product, place, planning);
    const key = linkKey(link);
    const owner = taken.get(key) ?? product.slug;
    if (owner !== product.slug) {
      const about = { id: link.externalId, by: owner };
      // What is only kept here, prune takes away; what the file says twice it does not.
      const isKept = !planning.prune && planning.picture.links.some((kept) => kept.product === owner && linkKey(kept) === key);
      planning.faults.push({
        path: [...place, "id"],
        problem: isKept ? note("config-file.link-kept", about) : note("config-file.link-taken", about),
      });
    }
    taken.set(key, owner);
    return isTwice(seen, key, linkField(link).name, place, planning) ? [] : [link];
  });
}

function readLink(document: LinkDocument, product: Product, path: FilePath, { faults }: Planning): Link {
  if (!SELLING.some(({ id }) => id === document.provider)) {
    faults.push({ path: [...path, "provider"], problem: unknownProvider(document.provider, SELLING) });
  }
  if (!isStoreName(document.store ?? DEFAULT_STORE)) faults.push({ path: [...path, "store"], problem: note("config-file.bad-store-name") });
  const id = (name: "id" | "offer" | "plan") => {
    const text = document[name];
    const read = text === undefined ? null : readLinkId(text);
    if (text !== undefined && read === null)
      faults.push({ path: [...path, name], problem: note("config-file.bad-id", { longest: LONGEST_ID }) });
    return read;
  };
  const read = { externalId: id("id") ?? "", offer: id("offer"), plan: id("plan") };
  return { ...linkOf(product.slug, document, usualKind(product.type)), ...read };
}

function readProduct(entry: ProductEntry, path: FilePath, planning: Planning): Product {
  const { faults } = planning;
  const name = readProductName(entry.name ?? entry.slug);
  if (!isProductSlug(entry.slug))
    faults.push({ path: [...path, "slug"], problem: note("config-file.bad-slug", { longest: LONGEST_SLUG }) });
  if (name === null) faults.push({ path: [...path, "name"], problem: note("config-file.bad-name", { longest: LONGEST_NAME }) });
  const salesUrl = textOrNull(entry["sales-url"]);
  if (salesUrl !== null && !isHttpUrl(salesUrl)) faults.push({ path: [...path, "sales-url"], problem: note("config-file.bad-url") });
  return {
    slug: entry.slug,
    name: name ?? "",
    description: textOrNull(entry.description),
    image: textOrNull(entry.image),
    type: PRODUCT_TYPES.find((type): type is ProductType => type === entry.type) ?? "course",
    price: entry.price === undefined ? null : readAmount(entry.price, [...path, "price"], planning),
    salesUrl,
  };
}

/** What `priceText` writes, too. */
function readAmount(written: string | number, path: FilePath, { textOf, faults }: Planning): Money | null {
  const text = (textOf(path) ?? String(written)).trim();
  const [, currency, amount] = /^([A-Z]{3}) (\S+)$/.exec(text) ?? [];
  const price = currency === undefined || amount === undefined ? readPrice(text) : moneyFromMajor(amount, currency);
  if (price === null || price.minor < 0) faults.push({ path, problem: note("config-file.bad-price", { given: text }) });
  return price;
}

/** A price as the file has it: in reais, `197.00`; in another currency with its code. */
export function priceText(price: Money): string {
  return price.currency === "BRL" ? majorText(price) : `${price.currency} ${majorText(price)}`;
}

function fieldsOf(product: Product): readonly Field[] {
  return [
    { name: "name", value: product.name, usual: product.slug },
    { name: "description", value: product.description },
    { name: "image", value: product.image },
    { name: "type", value: product.type, usual: "course" },
    { name: "price", value: product.price === null ? null : priceText(product.price) },
    { name: "sales-url", value: product.salesUrl },
  ];
}

/** A link as one field of its product: what it is found by, and how it is switched. */
function linkField({ provider, store, externalId, offer, plan, kind, releaseOnBoleto, blockOnCancel }: Link): Field {
  const key = [
    `link ${provider} ${word(externalId)}`,
    store === DEFAULT_STORE ? "" : ` store ${store}`,
    offer === null ? "" : ` offer ${word(offer)}`,
    plan === null ? "" : ` plan ${word(plan)}`,
  ];
  const switches = [releaseOnBoleto ? ", release-on-boleto" : "", blockOnCancel ? "" : `, block-on-cancel ${yesOrNo(false)}`];
  return { name: key.join(""), value: `${kind}${switches.join("")}` };
}

function word(text: string): string {
  return /^[^\s"]+$/.test(text) ? text : JSON.stringify(text);
}

/** Rules of a product go with it, also where the file does not speak of rules. */
function rulesOf(slug: string, { picture }: Planning): number {
  return picture.rules.filter(({ product }) => product === slug).length;
}
