import type { Comparison } from "../../app/reconcile/compare.ts";
import { makeRepairs, missingVerifier, type Repairs } from "../../app/reconcile/repair.ts";
import type { Reconciled } from "../../app/reconcile/run.ts";
import type { ReplayPlan } from "../../app/replay-plan.ts";
import type { AccountKey } from "../../app/set-credential.ts";
import { VENDOR_ZONE } from "../../config/zone.ts";
import { IntgError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { watched } from "../replay/in-bulk.ts";
import type { ReadingBar } from "./bar.ts";

/** What repairs would do, or did. */
export interface Mended {
  readonly plan: ReplayPlan;
  /** Calls that were made of the vendor's list. */
  readonly calls: number;
  /** Ctrl-C came before the end. */
  readonly isStopped: boolean;
  /** How both sides compare afterwards; of a dry run, before. */
  readonly comparison: Comparison;
}

/** The calls that repairs are made of; null where the store keeps nothing that calls are verified with. */
export async function prepareRepairs(
  account: AccountKey,
  { history, session, comparison }: Reconciled,
  wishes: { readonly mustWork: boolean; readonly bar: ReadingBar },
  context: Context,
): Promise<Repairs | null> {
  const store = await context.store();
  const mendable = comparison.differences.filter(({ isMendable }) => isMendable);
  if (mendable.length === 0) return { deliveries: [], untold: [], erased: new Set() };
  const missing = await missingVerifier(store, account);
  if (missing !== null) {
    if (wishes.mustWork)
      throw new IntgError("INTG_CREDENTIAL_MISSING", { provider: account.provider.id, store: account.store, name: missing });
    context.out.warn(context.texts("reconcile.no-verifier", { name: missing }));
    return null;
  }
  wishes.bar.begin("details", mendable.length);
  const { clock, ids } = context;
  return makeRepairs(account, history, mendable, session, { store, zone: VENDOR_ZONE, clock, ids, onSale: () => wishes.bar.advance() });
}

/** Takes the calls the way of all calls: on a copy of the home that is thrown away, or with `apply` in the home itself. */
export async function mend({ deliveries }: Repairs, reconciled: Reconciled, apply: boolean, context: Context): Promise<Mended> {
  const store = apply ? await context.store() : await context.storeCopy();
  const { result, isStopped } = await watched(deliveries, store, apply, context);
  if (isStopped && !apply) throw new IntgError("INTG_CANCELLED");
  if (result.problem !== undefined) throw result.problem;
  const comparison = apply ? await reconciled.again() : reconciled.comparison;
  return { plan: result.plan, calls: deliveries.length, isStopped, comparison };
}
