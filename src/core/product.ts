import { type Money, moneyFromMajor } from "./money.ts";

export const PRODUCT_TYPES = ["course", "class", "plan", "package"] as const;
export type ProductType = (typeof PRODUCT_TYPES)[number];

/** What the operator sells ("Produto Integração"). */
export interface Product {
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  /** Path or URL of a picture, 180x45 suggested. */
  readonly image: string | null;
  readonly type: ProductType;
  readonly price: Money | null;
  readonly salesUrl: string | null;
}

export const LINK_KINDS = ["one-time", "subscription"] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** How a type of product is usually sold: what returns is a plan, everything else is paid once. */
export function usualKind(type: ProductType): LinkKind {
  return type === "plan" ? "subscription" : "one-time";
}

/** Which external id at which store releases which product ("aba Integrações", "Lojas Externas"). */
export interface Link {
  readonly product: string;
  readonly provider: string;
  readonly store: string;
  readonly externalId: string;
  /** Narrow the link to one offer or plan; null means any. */
  readonly offer: string | null;
  readonly plan: string | null;
  readonly kind: LinkKind;
  /** Provisional access from the moment a boleto is issued. */
  readonly releaseOnBoleto: boolean;
  /** Cancellation, refund and chargeback take access back; on by default. */
  readonly blockOnCancel: boolean;
}

export const LONGEST_SLUG = 63;

/** A slug stands in URLs and commands. */
export function isProductSlug(text: string): boolean {
  return text.length <= LONGEST_SLUG && /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/.test(text);
}

export const LONGEST_NAME = 200;

/** A product's name as it is kept; null for what cannot be one. */
export function readProductName(text: string): string | null {
  return lineOf(text.normalize("NFC"), LONGEST_NAME);
}

export const LONGEST_ID = 200;

/** A vendor's id of a product, an offer or a plan; null for what cannot be one. */
export function readLinkId(text: string): string | null {
  return lineOf(text, LONGEST_ID);
}

/** A price in reais, `197.00` or `1.497,00`; null for what is none. */
export function readPrice(text: string): Money | null {
  const price = moneyFromMajor(text, "BRL");
  return price === null || price.minor < 0 ? null : price;
}

function lineOf(text: string, longest: number): string | null {
  const line = text.trim();
  return line !== "" && line.length <= longest && !/\p{Cc}/u.test(line) ? line : null;
}

/** A slug made of a name: `"Curso de Inglês"` gives `curso-de-ingles`. */
export function slugFrom(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}
