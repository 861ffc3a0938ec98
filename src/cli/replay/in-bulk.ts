import { setTimeout as sleep } from "node:timers/promises";
import { type DeliveryChoice, pickAll } from "../../app/pick-deliveries.ts";
import type { Store } from "../../app/ports.ts";
import { type BulkOptions, type BulkResult, replayInBulk } from "../../app/replay.ts";
import { queuedIn } from "../../app/replay-plan.ts";
import { VENDOR_ZONE } from "../../config/zone.ts";
import type { Delivery } from "../../core/delivery.ts";
import { EXIT_CODES, IntgError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { startProgress } from "../progress.ts";
import { hearSignals } from "../stop-signal.ts";
import { replayPlanJson, replayPlanView } from "../view/replay-plan.ts";
import { viewOf } from "../view/view.ts";

/** Beside a listener no transaction takes longer: a vendor waits for its answer meanwhile. */
const HOLD_MS = 25;
/**
 * How long the store is left to others between two transactions. Who waits for it looks again after 1 to 100 ms: beside a listener
 * the store is free for a third of the time, so that its first looks find it so; else often enough for any command.
 */
const REST_MS = 10;
const LONGEST_REST_MS = 25;
/** Short, so that Ctrl-C is heard while another process holds the store. */
const BUSY_MS = 1000;

/** Replays the stored calls that fit: on a copy of the home that is thrown away, or with `apply` in the home itself. */
export async function replayChosen(filter: DeliveryChoice, apply: boolean, context: Context): Promise<void> {
  const { out, texts } = context;
  const store = apply ? await context.store({ busyTimeoutMs: BUSY_MS }) : await copyOfHome(context);
  const ids = await pickAll(store, filter);
  if (ids.length === 0 && !out.json) out.say(texts("replay.empty"));
  else await replayItems(ids, { store, apply, filter }, context);
  await saySkipped(filter, store, context);
}

/** A home that is not there yet has nothing, and a dry run does not make it. */
function copyOfHome(context: Context): Promise<Store> {
  return context.hasStore() ? context.storeCopy() : context.scratchStore();
}

/** Calls that nobody has read yet are of no trigger, status or person; a filter by these leaves them out. */
async function saySkipped(filter: DeliveryChoice, store: Store, { out, texts }: Context): Promise<void> {
  if (filter.trigger === undefined && filter.contactId === undefined && filter.statuses === undefined) return;
  const n = await store.deliveries.pendingCount();
  if (n > 0) out.say(out.styleErr.dim(texts("replay.queued", { n })));
}

/**
 * Replays many calls and prints what came of it as a plan.
 *
 * @param wishes.store - what is written to; a copy for a dry run.
 */
export async function replayItems(
  items: readonly (string | Delivery)[],
  wishes: { readonly store: Store; readonly apply: boolean; readonly filter: DeliveryChoice | null },
  context: Context,
): Promise<void> {
  const { store, apply, filter } = wishes;
  const { out, texts } = context;
  const total = items.length;
  const { result, isStopped } = await watched(items, store, apply, context);
  const { plan, done, problem } = result;
  if (isStopped && !apply) throw new IntgError("INTG_CANCELLED");
  if (problem !== undefined) {
    if (apply) out.say(texts("replay.broke-off", { done, total }));
    throw problem;
  }
  const view = viewOf(context);
  if (out.json) out.document(replayPlanJson(plan, { dryRun: !apply, filter, isStopped, total }, view));
  else {
    for (const line of replayPlanView(plan, { dryRun: !apply }, view)) out.line(line);
    out.say("");
  }
  if (isStopped) {
    out.warn(texts("replay.stopped", { done, total }));
    context.fail(EXIT_CODES.cancelled);
  } else if (!out.json) out.say(out.styleErr.dim(texts(apply ? "replay.applied" : "replay.dry")));
  const queued = queuedIn(plan);
  if (apply && queued > 0) out.say(out.styleErr.dim(texts("dispatch.queued-now", { n: queued })));
}

/** With a bar, and until Ctrl-C. */
export async function watched(
  items: readonly (string | Delivery)[],
  store: Store,
  apply: boolean,
  context: Context,
): Promise<{ readonly result: BulkResult; readonly isStopped: boolean }> {
  const { clock } = context;
  const isShared = apply && (await isListening(context));
  const progress = await startProgress(context, items.length);
  const signals = hearSignals();
  let isStopped = false;
  void signals.first.then(() => {
    isStopped = true;
  });
  const options: BulkOptions = {
    zone: VENDOR_ZONE,
    now: clock.now(),
    monotonicMs: () => clock.monotonicMs(),
    holdMs: isShared ? HOLD_MS : null,
    rest: apply ? (heldMs) => sleep(isShared ? Math.min(LONGEST_REST_MS, Math.max(REST_MS, heldMs / 2)) : REST_MS) : turn,
    isStopped: () => isStopped,
    onDone: (n) => progress.advance(n),
  };
  try {
    const result = await replayInBulk(items, store, options);
    return { result, isStopped: isStopped && result.done < items.length };
  } finally {
    signals.release();
    progress.stop();
  }
}

export async function isListening(context: Context): Promise<boolean> {
  try {
    (await context.listenerLock()).release();
    return false;
  } catch (error) {
    if (error instanceof IntgError && error.code === "INTG_LISTENER_RUNNING") return true;
    throw error;
  }
}

/** Signals and the bar have their turn. */
function turn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
