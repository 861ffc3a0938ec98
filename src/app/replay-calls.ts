import type { Delivery } from "../core/delivery.ts";
import type { InboundRequest } from "../core/http-message.ts";
import { note } from "../core/note.ts";
import type { Credentials } from "../core/secret.ts";
import type { ProviderAdapter } from "../providers/contract.ts";
import { loadConfiguration } from "./configuration.ts";
import { explainRefusal } from "./diagnosis-world.ts";
import type { Clock, Ids, Store } from "./ports.ts";
import { type Processed, processDelivery } from "./process.ts";
import { receiveCall } from "./receive.ts";
import { rejectionError } from "./simulate.ts";

/** A call that was recorded somewhere, and whose it is. */
export interface RecordedCall {
  readonly provider: ProviderAdapter;
  /** Name of the provider's account here. */
  readonly store: string;
  readonly request: InboundRequest;
  /** Where in its file it stands, in words; null where it is the only one. */
  readonly place: string | null;
}

/**
 * A recorded call as the delivery it would have been. One without any credential is signed as its provider would; what is signed has
 * to prove itself as on the day it came.
 *
 * @returns `isUnsigned` where it had to be signed.
 * @throws INTG_VERIFICATION_FAILED, INTG_BODY_UNREADABLE
 */
export async function receiveRecorded(
  { provider, store, request, place }: RecordedCall,
  credentials: Credentials,
  world: { readonly store: Pick<Store, "accounts" | "credentials">; readonly clock: Clock; readonly ids: Ids },
): Promise<{ readonly delivery: Delivery; readonly isUnsigned: boolean }> {
  const { clock, ids } = world;
  const isUnsigned =
    provider.redact(request) === request && provider.secretHeaders.every((name) => request.headerValues(name).length === 0);
  const signed = isUnsigned ? provider.sign(request, credentials, clock.now()) : request;
  const outcome = receiveCall({ provider, store, request: signed, origin: "file" }, credentials, clock, ids);
  if (outcome.ok) return { delivery: outcome.value.delivery, isUnsigned };
  const { code } = outcome.error;
  const why = await explainRefusal({ provider, store, request: signed, code, credentials, at: clock.now() }, world.store);
  throw rejectionError(provider, code, place === null ? [why] : [note("replay.at-call", { place }), why]);
}

/**
 * Stores and processes deliveries that are new, each in a transaction of its own.
 *
 * @param keep - false takes each back at its end, so none of them sees what an earlier one did.
 */
export async function processNew(
  deliveries: readonly Delivery[],
  store: Store,
  { zone, keep, pause }: { readonly zone: string; readonly keep: boolean; readonly pause: () => Promise<void> },
): Promise<readonly Processed[]> {
  const options = { configuration: await loadConfiguration(store), zone };
  const done: Processed[] = [];
  for (const [index, delivery] of deliveries.entries()) {
    if (index > 0) await pause();
    const processed = await store.transaction(
      async (tx) => {
        await tx.addDelivery(delivery);
        return processDelivery(delivery, tx, options);
      },
      { keep },
    );
    done.push(...processed);
  }
  return done;
}
