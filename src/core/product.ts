import type { Money } from "./money.ts";

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

/** A slug made of a name: `"Curso de Inglês"` gives `curso-de-ingles`. */
export function slugFrom(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}
