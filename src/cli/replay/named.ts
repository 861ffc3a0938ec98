import type { Store } from "../../app/ports.ts";
import type { Processed } from "../../app/process.ts";
import { replayDeliveries } from "../../app/replay.ts";
import { VENDOR_ZONE } from "../../config/zone.ts";
import { requireEvent } from "../commands/event/find.ts";
import type { Context } from "../context.ts";
import { sayOutside } from "../outside.ts";
import { traceView } from "../view/trace.ts";
import { traceJson } from "../view/trace-json.ts";
import { viewOf } from "../view/view.ts";

/** Ids of the calls that were named by their own ids or by their events', each once. */
export async function namedDeliveries(ids: readonly string[], context: Context, command: string): Promise<readonly string[]> {
  const { deliveries } = await context.store();
  const named = new Set<string>();
  for (const id of ids) {
    // One that waits to be processed has no event yet.
    const delivery = await deliveries.find(id);
    named.add(delivery?.id ?? (await requireEvent(context, id, command)).event.deliveryId);
  }
  return [...named];
}

/** Replays calls that were named, and tells of each of their events what happened on its way. */
export async function replayNamed(ids: readonly string[], apply: boolean, context: Context, command: string): Promise<void> {
  const named = await namedDeliveries(ids, context, command);
  const store = await context.store();
  const processed = await replayDeliveries(named, store, VENDOR_ZONE, apply);
  printTraces(processed, { apply, stored: true }, context);
  await sayPurged(named, store, context);
}

/** Without bytes there is nothing to read anew: a better reader of the vendor's format changes nothing about them. */
async function sayPurged(named: readonly string[], { deliveries }: Store, { out, texts }: Context): Promise<void> {
  const found = await Promise.all(named.map((id) => deliveries.find(id)));
  const n = found.filter((delivery) => delivery?.purgedAt !== undefined).length;
  if (n > 0) out.say(texts("privacy.replay-kept", { n }));
}

/** @param wishes.stored - whether the calls are kept here, also after a dry run. */
export function printTraces(
  processed: readonly Processed[],
  { apply, stored }: { readonly apply: boolean; readonly stored: boolean },
  context: Context,
): void {
  const { out, texts } = context;
  const view = viewOf(context);
  if (out.json) {
    out.document(processed.map((one) => ({ ...traceJson(one, view), dryRun: !apply })));
    return;
  }
  for (const [index, one] of processed.entries()) {
    if (index > 0) out.line("");
    out.line(traceView(one, view, { dryRun: !apply, stored }));
  }
  out.say("");
  out.say(out.styleErr.dim(texts(apply ? "replay.applied" : "replay.dry")));
  if (apply) sayOutside(context, processed);
}
