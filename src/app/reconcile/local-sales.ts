import type { CanonicalEvent } from "../../core/event.ts";
import type { Instant } from "../../core/instant.ts";
import type { Money } from "../../core/money.ts";
import type { Purchase } from "../../core/purchase.ts";
import type { Store } from "../ports.ts";
import type { AccountKey } from "../set-credential.ts";

/** What the events of one sale say here. */
export interface LocalSale {
  /** Arrival of the first event that was looked at. */
  readonly firstAt: Instant;
  /** Arrival of its latest event. */
  readonly lastAt: Instant;
  /** That event. */
  readonly eventId: string;
  readonly product: { readonly externalId: string | null; readonly name: string | null };
  /** Every amount that its events name. */
  readonly amounts: readonly Money[];
}

const PAGE = 500;

/** A clock that is set differently at the vendor, so that events of the first minutes are not left out. */
const SLACK_MS = 3_600_000;

/** Sales of an account of which an event arrived since, by transaction. Test calls are no sales. */
export async function localSales(
  store: Pick<Store, "events">,
  { provider, store: account }: AccountKey,
  from: Instant,
): Promise<ReadonlyMap<string, LocalSale>> {
  const since = new Date(Date.parse(from) - SLACK_MS).toISOString();
  const found = new Map<string, LocalSale>();
  for (let afterId = ""; ; ) {
    const page = await store.events.list({ provider: provider.id, store: account, since, afterId, limit: PAGE });
    for (const event of page) {
      const { id } = event.transaction;
      if (id !== null && !event.isTest) found.set(id, withEvent(found.get(id), event));
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return found;
    afterId = last.id;
  }
}

function withEvent(known: LocalSale | undefined, event: CanonicalEvent): LocalSale {
  const { externalId, name } = event.product;
  const amounts = [event.amount, event.amountPaid].filter((amount) => amount !== null);
  return {
    firstAt: known?.firstAt ?? event.receivedAt,
    lastAt: event.receivedAt,
    eventId: event.id,
    product: { externalId: externalId ?? known?.product.externalId ?? null, name: name ?? known?.product.name ?? null },
    amounts: [...(known?.amounts ?? []), ...amounts],
  };
}

/** How the sales stand here that are known, by transaction. */
export async function purchasesOf(
  store: Pick<Store, "purchases">,
  { provider, store: account }: AccountKey,
  transactions: Iterable<string>,
): Promise<ReadonlyMap<string, Purchase>> {
  const found = new Map<string, Purchase>();
  for (const transaction of transactions) {
    const purchase = await store.purchases.find(provider.id, account, transaction);
    if (purchase !== undefined) found.set(transaction, purchase);
  }
  return found;
}
