import type { Delivery } from "../../core/delivery.ts";
import { acceptedValues, type Credentials } from "../../core/secret.ts";
import type { HistoryCall, SalesHistory, VendorSale } from "../../providers/vendor-api.ts";
import { hookPath } from "../hook-path.ts";
import type { Clock, Ids, Store } from "../ports.ts";
import { receiveCall } from "../receive.ts";
import type { AccountKey } from "../set-credential.ts";
import { rejectionError } from "../simulate.ts";
import type { Difference } from "./compare.ts";
import { forgottenBefore, isOfErased } from "./erased.ts";
import { readDetails } from "./read-history.ts";
import type { Session } from "./session.ts";

export interface Repairs {
  /** Deliveries to be stored and processed, the oldest sale first. */
  readonly deliveries: readonly Delivery[];
  /** Sales that the vendor tells too little of. */
  readonly untold: readonly string[];
  /** Sales of people who were erased here, or purged for their age: nothing is made of them. */
  readonly erased: ReadonlySet<string>;
}

/** What a repair is made with. */
export interface RepairParts {
  readonly store: Pick<Store, "credentials" | "privacy">;
  /** IANA zone for times that a vendor writes without an offset. */
  readonly zone: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly onSale: () => void;
}

/** The first secret that calls are verified with, where none of them is kept: a repair could not go the way of a call. */
export async function missingVerifier(store: Pick<Store, "credentials">, { provider, store: name }: AccountKey): Promise<string | null> {
  const credentials = await store.credentials.load(provider.id, name);
  const verifying = provider.secrets.filter((secret) => secret.verifies);
  return verifying.some((secret) => acceptedValues(credentials, secret.name).length > 0) ? null : (verifying[0]?.name ?? "");
}

/**
 * Makes calls of what the vendor tells of the sales that can be mended, each in the vendor's own format and marked as what it is.
 * They go the way of any other call from here on: the same verification, the same keys, so that a webhook which comes later is a
 * repeat of them, and they of one that came before.
 *
 * @throws INTG_VERIFICATION_FAILED when the store has no credential that calls are verified with.
 */
export async function makeRepairs(
  account: AccountKey,
  history: SalesHistory,
  differences: readonly Difference[],
  session: Session,
  { store, zone, clock, ids, onSale }: RepairParts,
): Promise<Repairs> {
  const credentials = await store.credentials.load(account.provider.id, account.store);
  const deliveries: Delivery[] = [];
  const untold: string[] = [];
  const erased = new Set<string>();
  const forgotten = await forgottenBefore(store);
  for (const { sale, purchase } of byTime(differences)) {
    if (purchase === null && forgotten !== null && (sale.orderedAt ?? forgotten) <= forgotten) {
      erased.add(sale.transaction);
      onSale();
      continue;
    }
    const answers = await readDetails(history, sale, session);
    const here = purchase === null ? undefined : purchase.state;
    const calls = history.calls(sale, answers, here, hookPath(account.provider, account.store));
    const made = calls.map((call) => received(call, account, credentials, history.source, clock, ids));
    if (made.length === 0) untold.push(sale.transaction);
    else if (await isOfErased(made, sale.orderedAt, account.provider, { store, zone })) erased.add(sale.transaction);
    else deliveries.push(...made);
    onSale();
  }
  return { deliveries, untold, erased };
}

/** A renewal comes after the charge before it. */
function byTime(differences: readonly Difference[]): readonly (Difference & { readonly sale: VendorSale })[] {
  return differences
    .filter((one): one is Difference & { readonly sale: VendorSale } => one.isMendable && one.sale !== null)
    .sort(({ sale: first }, { sale: second }) => {
      const [a, b] = [`${first.orderedAt ?? ""}\n${first.transaction}`, `${second.orderedAt ?? ""}\n${second.transaction}`];
      return a < b ? -1 : a > b ? 1 : 0;
    });
}

function received(
  { request, document }: HistoryCall,
  { provider, store }: AccountKey,
  credentials: Credentials,
  source: string,
  clock: Clock,
  ids: Ids,
): Delivery {
  const signed = provider.sign(request, credentials, clock.now());
  const outcome = receiveCall({ provider, store, request: signed, origin: "file" }, credentials, clock, ids);
  if (!outcome.ok) throw rejectionError(provider, outcome.error.code);
  const { delivery } = outcome.value;
  return {
    ...delivery,
    repair: { at: delivery.receivedAt, source },
    ...(document === undefined ? {} : { answer: { kind: "document", document } }),
  };
}
