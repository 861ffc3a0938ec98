import { IntgError } from "../core/errors.ts";
import { type Link, usualKind } from "../core/product.ts";
import { DEFAULT_STORE } from "../core/store-name.ts";
import type { Store } from "./ports.ts";
import { requireProduct } from "./register-product.ts";
import { requireProvider } from "./require-provider.ts";

export type LinkKey = Pick<Link, "product" | "provider" | "store" | "externalId" | "offer" | "plan">;

const LINK_KEY = ["product", "provider", "store", "externalId", "offer", "plan"] as const satisfies readonly (keyof LinkKey)[];

export interface LinkOutcome {
  /** Secret that the store needs and does not have: until it is set, every call of it is refused. */
  readonly missingSecret: string | null;
}

/**
 * Says which external id releases a product. Linking the same id to the same product again changes its switches.
 *
 * @throws INTG_LINK_TAKEN when the id releases another product already, INTG_PROVIDER_HAS_NO_PRODUCTS for leads.
 */
export async function linkProduct(store: Pick<Store, "products" | "credentials">, link: Link): Promise<LinkOutcome> {
  const provider = requireProvider(link.provider);
  if (provider.family !== "payments") throw new IntgError("INTG_PROVIDER_HAS_NO_PRODUCTS", { title: provider.title });
  await requireProduct(store, link.product);
  const taken = await store.products.link(link);
  if (taken !== null) throw linkTaken(link, taken.takenBy);
  const verifying = provider.secrets.filter((secret) => secret.verifies).map((secret) => secret.name);
  const kept = (await store.credentials.list(link.provider)).filter((credential) => credential.store === link.store);
  const isReady = kept.some((credential) => verifying.includes(credential.name));
  return { missingSecret: isReady ? null : (verifying[0] ?? null) };
}

/** Events that are looked at, of those that wait in the link's store. */
const MOST_WAITING = 100;

/** How many of a store's newest unmatched events name the id of a link: linking it does not process them again. */
export async function countWaiting(store: Pick<Store, "events">, { provider, store: name, externalId }: Link): Promise<number> {
  const waiting = await store.events.list({ provider, store: name, status: "unmatched", limit: MOST_WAITING });
  return waiting.filter(({ product }) => product?.externalId === externalId).length;
}

/** @param takenBy - the product that the link's id releases already. */
export function linkTaken(link: Omit<LinkKey, "product">, takenBy: string): IntgError {
  const { provider, externalId } = link;
  return new IntgError("INTG_LINK_TAKEN", { provider, externalId, takenBy, flags: flagsOf(link) });
}

/** What an operator may say of a link, beside what it is found by. */
export type LinkWishes = Partial<Pick<Link, "kind" | "releaseOnBoleto" | "blockOnCancel">>;

/** The whole link: as wished, else as it stands already, else as the product's type is usually sold. */
export async function completeLink(store: Pick<Store, "products">, key: LinkKey, wishes: LinkWishes): Promise<Link> {
  const product = await requireProduct(store, key.product);
  const usual = { kind: usualKind(product.type), releaseOnBoleto: false, blockOnCancel: true };
  const kept = (await store.products.links()).find((link) => LINK_KEY.every((part) => link[part] === key[part]));
  return { ...key, ...usual, ...kept, ...wishes };
}

/** What names the link on the command line beside its id. */
function flagsOf({ store, offer, plan }: Pick<Link, "store" | "offer" | "plan">): string {
  const flags = [
    store === DEFAULT_STORE ? "" : ` --store ${store}`,
    offer === null ? "" : ` --offer ${offer}`,
    plan === null ? "" : ` --plan ${plan}`,
  ];
  return flags.join("");
}

export async function unlinkProduct(store: Pick<Store, "products">, key: LinkKey): Promise<void> {
  requireProvider(key.provider);
  await requireProduct(store, key.product);
  if (await store.products.unlink(key)) return;
  const { product, provider, externalId } = key;
  throw new IntgError("INTG_LINK_NOT_FOUND", { product, provider, externalId, store: key.store });
}
