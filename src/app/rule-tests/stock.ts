import type { EventFacts, SaleKind } from "../../core/event.ts";
import { type Note, note } from "../../core/note.ts";
import type { Link, Product } from "../../core/product.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import { unknownProduct } from "../rule-file.ts";
import type { SampleCall, Shop } from "./model.ts";
import { plainProduct } from "./shop.ts";

/** Sold where nothing is registered and nothing is named. */
const SAMPLE = "sample";
/** Ids of invented products, beside the one that the sample call itself sells. */
const FIRST_INVENTED_ID = 9_200_000;

/** A given event that sells something. */
export interface Sale {
  readonly provider: ProviderAdapter;
  readonly store: string;
  readonly sample: SampleCall;
  /** Slug; undefined where the event names none. */
  readonly product: string | undefined;
}

/**
 * Finds what a given event sells. Where nothing is registered, neither in the home nor in the file, the products that are named
 * are registered as they are needed, and linked to what the event sells.
 */
export class Stock {
  readonly #products: Product[];
  readonly #links: Link[];
  /** Slugs that the rules name. */
  readonly #named: readonly string[];
  readonly isInvented: boolean;

  constructor({ products, links }: Shop, named: readonly string[]) {
    this.#products = [...products];
    this.#links = [...links];
    this.#named = named;
    this.isInvented = products.length === 0;
  }

  get shop(): Shop {
    return { products: this.#products, links: this.#links };
  }

  /** The slugs that there are, or are going to be. */
  get slugs(): readonly string[] {
    return [...new Set([...this.#products.map(({ slug }) => slug), ...(this.isInvented ? this.#named : [])])];
  }

  /** @returns undefined where the sample's own product is to be sold, whether it is registered or not. */
  linkFor(sale: Sale, zone: string): Result<Link | undefined, Note> {
    const sold = soldBy(sale, zone);
    return this.isInvented ? this.#inventedLink(sale, sold) : this.#registeredLink(sale, sold);
  }

  #registeredLink({ provider, store, product }: Sale, sold: EventFacts["product"] | undefined): Result<Link | undefined, Note> {
    const links = this.#links.filter((link) => link.provider === provider.id && link.store === store);
    const fitting = links.filter((link) => fits(link, sold?.kind ?? null));
    if (product === undefined) {
      const slugs = [...new Set(fitting.map((link) => link.product))];
      if (sold?.externalId == null || slugs.length === 0) return ok(undefined);
      return slugs.length === 1 ? ok(fitting[0]) : err(note("rule-file.which-product", { known: slugs.join(", ") }));
    }
    if (!this.slugs.includes(product)) return err(unknownProduct(product, this.slugs));
    const own = fitting.find((link) => link.product === product) ?? links.find((link) => link.product === product);
    return own === undefined ? err(note("rule-file.not-linked", { product, provider: provider.id, store })) : ok(own);
  }

  #inventedLink({ provider, store, product }: Sale, sold: EventFacts["product"] | undefined): Result<Link | undefined, Note> {
    if (sold?.externalId == null) return ok(undefined);
    if (product === undefined && this.#named.length > 1) return err(note("rule-file.which-product", { known: this.#named.join(", ") }));
    const slug = product ?? this.#named[0] ?? SAMPLE;
    if (!this.#products.some((one) => one.slug === slug)) this.#products.push(plainProduct(slug));
    const links = this.#links.filter((link) => link.provider === provider.id && link.store === store);
    const own = links.find((link) => link.product === slug && fits(link, sold.kind));
    if (own !== undefined) return ok(own);
    const isFree = !links.some((link) => link.externalId === sold.externalId);
    const link: Link = {
      product: slug,
      provider: provider.id,
      store,
      externalId: isFree ? sold.externalId : String(FIRST_INVENTED_ID + this.#links.length),
      offer: null,
      plan: null,
      kind: sold.kind === "subscription" ? "subscription" : "one-time",
      releaseOnBoleto: false,
      blockOnCancel: true,
    };
    this.#links.push(link);
    return ok(link);
  }
}

/** An event that does not tell its kind, or is one of several instalments, goes with either. */
function fits(link: Link, kind: SaleKind | null): boolean {
  return kind === null || kind === "instalments" || link.kind === kind;
}

function soldBy({ provider, sample }: Sale, zone: string): EventFacts["product"] | undefined {
  const { request, document } = sample;
  const read = provider.normalize(request, { receivedAt: SAMPLED_AT, zone, ...(document === undefined ? {} : { document }) });
  return read.ok ? read.value[0]?.product : undefined;
}

/** Any moment: what is sold does not depend on it. */
const SAMPLED_AT = "2026-11-03T12:00:00.000Z";
