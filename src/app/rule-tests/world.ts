import type { Rule } from "../../core/rule.ts";
import type { Store } from "../ports.ts";
import type { Shop } from "./model.ts";

/** Rows read and written at a time. */
const PAGE = 1000;

/** Makes an empty store into the world that tests play in. */
export async function furnish(store: Store, shop: Shop, rules: readonly Rule[]): Promise<void> {
  for (const product of shop.products) await store.products.add(product);
  for (const link of shop.links) await store.products.link(link);
  for (const rule of rules) await store.rules.add(rule);
}

/** Brings along what leads and test calls are judged by: the home's accounts, and its advertisers with their listings. */
export async function bringAlong(from: Store, to: Store, wishes: { readonly leads: boolean }): Promise<void> {
  for (const account of await from.accounts.list()) await to.accounts.save(account);
  if (!wishes.leads) return;
  for (let after: string | null = null; ; ) {
    const page = await from.advertisers.list({ after, limit: PAGE });
    if (page.length > 0) await to.advertisers.importMany(page);
    after = page.at(-1)?.slug ?? null;
    if (page.length < PAGE) break;
  }
  for (let after: string | null = null; ; ) {
    const page = await from.advertisers.listings({ advertiser: null, after, limit: PAGE });
    if (page.length > 0) await to.advertisers.importListings(page);
    after = page.at(-1)?.code ?? null;
    if (page.length < PAGE) break;
  }
}

/** Takes away everything that happened; what is registered stays. */
export async function startAnew(store: Store): Promise<void> {
  await store.transaction((tx) => tx.resetDerived());
}
