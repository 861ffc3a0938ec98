import { setTimeout as sleep } from "node:timers/promises";
import type { Store } from "../../app/ports.ts";
import { type PlannedPurge, type PurgeResult, purge } from "../../app/privacy/purge.ts";
import { VENDOR_ZONE } from "../../config/zone.ts";
import { EXIT_CODES } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { startProgress } from "../progress.ts";
import { isListening } from "../replay/in-bulk.ts";
import { hearSignals } from "../stop-signal.ts";
import { amountsText, planJson } from "./purge-view.ts";

/** How long the store is left to others between two transactions. */
const REST_MS = 20;

/** Purges what was planned, class after class, with a bar and until Ctrl-C. */
export async function runPurge(plan: readonly PlannedPurge[], store: Store, context: Context): Promise<void> {
  const { out, texts } = context;
  const { results, isStopped } = await purged(plan, store, context);
  if (out.json) out.document({ dryRun: false, purged: results, plan: plan.map(planJson), isStopped });
  else if (!isStopped) out.line(texts("purge.done", { what: amountsText(results, texts) }));
  if (isStopped) {
    out.warn(texts("purge.stopped", { what: amountsText(results, texts) }));
    return context.fail(EXIT_CODES.cancelled);
  }
  if (!out.json) out.say(out.styleErr.dim(texts("purge.size-stays")));
}

async function purged(
  plan: readonly PlannedPurge[],
  store: Store,
  context: Context,
): Promise<{ readonly results: readonly PurgeResult[]; readonly isStopped: boolean }> {
  const isShared = await isListening(context);
  const total = plan.reduce((sum, { count }) => sum + count, 0);
  const progress = await startProgress(context, total);
  const signals = hearSignals();
  let isStopped = false;
  void signals.first.then(() => {
    isStopped = true;
  });
  const options = {
    now: context.clock.now(),
    zone: VENDOR_ZONE,
    // Also where nobody else is: signals and the bar have their turn.
    rest: () => sleep(isShared ? REST_MS : 0),
    isStopped: () => isStopped,
    onDone: (n: number) => progress.advance(n),
  };
  const results: PurgeResult[] = [];
  try {
    for (const wish of plan) if (!isStopped) results.push(await purge(store, wish, options));
  } finally {
    signals.release();
    progress.stop();
  }
  return { results, isStopped };
}
