import { IntgError } from "../../core/errors.ts";
import { note } from "../../core/note.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import { PROVIDERS } from "../../providers/index.ts";
import type { SalesHistory, SalesRange, VendorApi, VendorSale } from "../../providers/vendor-api.ts";
import type { Store } from "../ports.ts";
import type { AccountKey } from "../set-credential.ts";
import { Asker, type AskerWorld } from "./asker.ts";
import { type Comparison, compareSales } from "./compare.ts";
import { localSales, purchasesOf } from "./local-sales.ts";
import { readHistory, readSale, type VendorSales, type Watcher } from "./read-history.ts";
import { Session } from "./session.ts";

/**
 * How long either side may know what the other does not know yet. No vendor says how far its list lags behind, nor when it gives a
 * call up; an hour is longer than either was seen to take.
 */
export const YOUNG_MINUTES = 60;

export type ReconcileStore = Pick<Store, "events" | "purchases" | "accounts" | "credentials">;

export interface ReconcileWorld extends AskerWorld {
  readonly watcher: Watcher & {
    /** How many sales that the lists left out are asked for one by one. */
    onVerify(sales: number): void;
    onVerified(): void;
  };
}

/** What was read of the vendor, and what it was compared with. */
export interface Reconciled {
  readonly history: SalesHistory;
  readonly session: Session;
  /** Host that was asked. */
  readonly host: string;
  readonly comparison: Comparison;
  /** Lists that the vendor did not give. */
  readonly refused: readonly string[];
  /** Sales here that belong to another API of the vendor, which has no list. */
  readonly beyond: number;
  /** Compares again with what is known here by now. */
  again(): Promise<Comparison>;
}

/** @throws INTG_NO_HISTORY for a provider whose sales cannot be listed. */
export function requireHistory({ id, title, api }: ProviderAdapter): { readonly api: VendorApi; readonly history: SalesHistory } {
  if (api?.history !== undefined) return { api, history: api.history };
  const known = PROVIDERS.filter((provider) => provider.api?.history !== undefined).map((provider) => provider.id);
  throw new IntgError("INTG_NO_HISTORY", { title, known: known.join(", ") }, { problems: [note(`history.none.${id}`)] });
}

/**
 * Reads the vendor's sales of a range and compares them with what is known here. Changes nothing.
 *
 * @throws INTG_NO_HISTORY, INTG_CREDENTIAL_MISSING, INTG_VENDOR_REFUSED, INTG_VENDOR_FAILED, INTG_CALL_FAILED, INTG_CANCELLED
 */
export async function reconcile(account: AccountKey, range: SalesRange, store: ReconcileStore, world: ReconcileWorld): Promise<Reconciled> {
  const { api, history } = requireHistory(account.provider);
  const { clock, watcher } = world;
  const youngSince = new Date(Date.parse(clock.now()) - YOUNG_MINUTES * 60_000).toISOString();
  const session = await Session.open(store, account, { api, history }, new Asker(account.provider, history, world), clock);
  const read = await readHistory(history, range, session, watcher);
  const left = await readLeftOut({ account, range, store, watcher, youngSince }, read, history, session);
  const vendor = new Map([...read.sales, ...left.sales]);
  const again = async (): Promise<Comparison> => {
    const local = await localSales(store, account, range.from);
    const purchases = await purchasesOf(store, account, new Set([...vendor.keys(), ...left.unknown]));
    const comparison = compareSales({ vendor, purchases, local, unknown: left.unknown, youngSince });
    return { ...comparison, young: comparison.young + left.young };
  };
  const { host } = new URL(history.question(history.queries(range)[0] ?? { name: "", range }, null, session.now).url);
  return { history, session, host, comparison: await again(), refused: read.refused, beyond: left.beyond, again };
}

interface LeftOutParts {
  readonly account: AccountKey;
  readonly range: SalesRange;
  readonly store: ReconcileStore;
  readonly watcher: ReconcileWorld["watcher"];
  readonly youngSince: string;
}

/**
 * Sales here that the lists of the range left out, each asked for by itself: a sale may have been ordered before the range, and only
 * have had an event in it.
 */
async function readLeftOut(
  { account, range, store, watcher, youngSince }: LeftOutParts,
  { sales }: VendorSales,
  history: SalesHistory,
  session: Session,
): Promise<{ sales: ReadonlyMap<string, VendorSale>; unknown: readonly string[]; young: number; beyond: number }> {
  const local = await localSales(store, account, range.from);
  const leftOut = [...local].filter(([transaction, { firstAt }]) => !sales.has(transaction) && firstAt <= range.to);
  const old = leftOut.filter(([, { lastAt }]) => lastAt < youngSince);
  const found = new Map<string, VendorSale>();
  const unknown: string[] = [];
  let beyond = 0;
  watcher.onVerify(old.length);
  for (const [transaction] of old) {
    const sale = await readSale(history, transaction, session);
    if (sale === null) beyond += 1;
    else if (sale === "none") unknown.push(transaction);
    else found.set(transaction, sale);
    watcher.onVerified();
  }
  return { sales: found, unknown, young: leftOut.length - old.length, beyond };
}
