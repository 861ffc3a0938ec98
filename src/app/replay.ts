import type { Delivery } from "../core/delivery.ts";
import { IntgError } from "../core/errors.ts";
import type { Instant } from "../core/instant.ts";
import { type Configuration, loadConfiguration } from "./configuration.ts";
import type { ProcessingTx, Store } from "./ports.ts";
import { type Processed, type ProcessingOptions, processDelivery } from "./process.ts";
import type { ReplayPlan } from "./replay-plan.ts";
import { ReplayTally } from "./replay-tally.ts";
import { type Watched, watchTx } from "./replay-watch.ts";

/**
 * Processes stored deliveries again with today's configuration. What each event did before is taken back and decided
 * anew, so that the result is as if it had come in today; what went outside stays and never goes twice.
 *
 * @param keep - false shows what would change and leaves everything as it is.
 */
export async function replayDeliveries(ids: readonly string[], store: Store, zone: string, keep: boolean): Promise<readonly Processed[]> {
  const deliveries = new Set(await deliveryIds(ids, store));
  const options = { configuration: await loadConfiguration(store), zone };
  return store.transaction(
    async (tx) => {
      const done: Processed[] = [];
      for (const id of deliveries) done.push(...(await processAgain(id, store, tx, options)));
      return done;
    },
    { keep },
  );
}

/** Events and deliveries may both be named; a delivery that was never processed has no event yet. */
async function deliveryIds(ids: readonly string[], store: Store): Promise<readonly string[]> {
  const found: string[] = [];
  for (const id of ids) {
    const event = await store.events.find(id);
    if (event === undefined && (await store.deliveries.find(id)) === undefined) throw new IntgError("INTG_EVENT_NOT_FOUND", { id });
    found.push(event?.event.deliveryId ?? id);
  }
  return found;
}

/**
 * One delivery, off the queue if it waits there. It is read within the transaction: the vendor's answer about it may come at any
 * moment, and what was read before would leave it out for good.
 */
async function processAgain(id: string, store: Store, tx: ProcessingTx, options: ProcessingOptions): Promise<readonly Processed[]> {
  const delivery = await store.deliveries.find(id);
  if (delivery === undefined) return [];
  await tx.take(id);
  return processDelivery(askedAnew(delivery), tx, options);
}

/** A question to the vendor that was given up is asked again. */
function askedAnew(delivery: Delivery): Delivery {
  const { answer, ...call } = delivery;
  return answer?.kind === "none" ? call : delivery;
}

export interface BulkOptions {
  readonly zone: string;
  /** By which it is told what is too late to be sent. */
  readonly now: Instant;
  /** For measuring how long a transaction takes. */
  readonly monotonicMs: () => number;
  /** The longest that others may have to wait for the store; null where nobody else uses it. */
  readonly holdMs: number | null;
  /** Between two transactions. @param heldMs - how long the last one took. */
  readonly rest: (heldMs: number) => Promise<void>;
  /** Asked between two transactions. */
  readonly isStopped: () => boolean;
  readonly onDone: (deliveries: number) => void;
}

export interface BulkResult {
  /** What was done. */
  readonly plan: ReplayPlan;
  /** How many of the deliveries. */
  readonly done: number;
  /** Why it ended before its end; absent when it was asked to, or did not. */
  readonly problem?: unknown;
}

/** Deliveries per transaction: enough to share a commit, few enough to let others in. */
const TOGETHER = 64;
/** How often a transaction is tried while another process holds the store. */
const TRIES = 60;

/**
 * Does the same with any number of deliveries, in many small transactions one after the other. Each is whole or nothing, so it
 * may be stopped between any two and begun again: what is done already changes nothing more, whoever did it.
 *
 * @param items - ids of stored deliveries, or deliveries to be stored first. In this order.
 */
export async function replayInBulk(items: readonly (string | Delivery)[], store: Store, options: BulkOptions): Promise<BulkResult> {
  const chosen = new Set(items.map((item) => (typeof item === "string" ? item : item.id)));
  const tally = new ReplayTally({ now: options.now, isChosen: (id) => chosen.has(id) });
  let configuration: Configuration | undefined;
  let done = 0;
  try {
    while (done < items.length && !options.isStopped()) {
      if (configuration?.version !== (await store.configurationVersion())) configuration = await loadConfiguration(store);
      const beganMs = options.monotonicMs();
      const outcomes = await together(items, done, store, { configuration, zone: options.zone }, options);
      for (const { processed, watched } of outcomes) if (processed.length > 0) tally.add(processed, watched);
      done += outcomes.length;
      options.onDone(outcomes.length);
      await options.rest(options.monotonicMs() - beganMs);
    }
    return { plan: tally.plan(), done };
  } catch (problem) {
    return { plan: tally.plan(), done, problem };
  }
}

interface Outcome {
  readonly processed: readonly Processed[];
  readonly watched: Watched;
}

async function together(
  items: readonly (string | Delivery)[],
  from: number,
  store: Store,
  processing: ProcessingOptions,
  { holdMs, monotonicMs, isStopped, rest }: BulkOptions,
): Promise<readonly Outcome[]> {
  const work = async (tx: ProcessingTx): Promise<readonly Outcome[]> => {
    const watch = watchTx(tx);
    const beganMs = monotonicMs();
    const outcomes: Outcome[] = [];
    for (const item of items.slice(from, from + TOGETHER)) {
      const processed = await processOne(item, store, watch.tx, processing);
      outcomes.push({ processed, watched: watch.take() });
      if (holdMs !== null && monotonicMs() - beganMs >= holdMs) break;
    }
    return outcomes;
  };
  for (let tried = 1; ; tried += 1) {
    try {
      return await store.transaction(work);
    } catch (error) {
      const isBusy = error instanceof IntgError && error.code === "INTG_STORE_BUSY";
      if (!isBusy || tried === TRIES) throw error;
      await rest(0);
      if (isStopped()) return [];
    }
  }
}

async function processOne(
  item: string | Delivery,
  store: Store,
  tx: ProcessingTx,
  options: ProcessingOptions,
): Promise<readonly Processed[]> {
  if (typeof item === "string") return processAgain(item, store, tx, options);
  await tx.addDelivery(item);
  if (item.answer?.kind === "document") await tx.keepAnswer(item, item.answer.document);
  return processDelivery(item, tx, options);
}
