import type { Link, Product } from "../../core/product.ts";
import type { LinkWishes } from "../link-product.ts";
import type { Advertiser, ApiPlace } from "../ports.ts";
import type { AccountKey } from "../set-credential.ts";
import type { ChecklistAnswer } from "./checklist.ts";

/** What is sold, and the id by which the vendor calls it. */
export interface SellingWish {
  /** The whole product when it is new; of one that is there, only what is to be changed. */
  readonly product:
    | { readonly isNew: true; readonly product: Product }
    | { readonly isNew: false; readonly slug: string; readonly changes: Partial<Omit<Product, "slug">> };
  readonly link: Pick<Link, "externalId" | "offer" | "plan"> & LinkWishes;
}

/** Whose leads are received, and the listings that they are about. */
export interface ServingWish {
  readonly advertiser:
    | { readonly isNew: true; readonly advertiser: Advertiser }
    | { readonly isNew: false; readonly slug: string; readonly changes: Partial<Omit<Advertiser, "slug">> };
  readonly listings: readonly string[];
}

/** Every answer of the wizard: what `carryOut` writes, and nothing before all of it is known. */
export interface SetupWishes extends AccountKey {
  /** Undefined leaves it as it is; null clears it. */
  readonly description?: string | null;
  readonly api?: ApiPlace;
  /** New values by name, as the operator gave them; the kept ones of other names stay. */
  readonly secrets: ReadonlyMap<string, string>;
  /** For payments. */
  readonly selling: SellingWish | null;
  /** For leads. */
  readonly serving: ServingWish | null;
  readonly answers: readonly ChecklistAnswer[];
}
