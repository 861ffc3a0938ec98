import { processNew, type RecordedCall, receiveRecorded } from "../../app/replay-calls.ts";
import { VENDOR_ZONE } from "../../config/zone.ts";
import type { Delivery } from "../../core/delivery.ts";
import type { Context } from "../context.ts";
import { pause } from "../simulate/pause.ts";
import { openStage, type Stage } from "../simulate/stage.ts";
import type { Choice } from "./choice.ts";
import { replayItems } from "./in-bulk.ts";
import { printTraces } from "./named.ts";
import { readRecorded } from "./recorded.ts";

/** More calls than these are told as a plan, so that a person can take it in. */
const MOST_TRACES = 20;

/** Takes the calls of a file the whole way. All of them are verified before the first is processed. */
export async function replayFile(choice: Choice & { by: "file" }, apply: boolean, context: Context): Promise<void> {
  const { out } = context;
  const calls = await readRecorded(choice, context);
  const { deliveries, stage } = await receive(calls, apply, context);
  // Several are to see what the earlier ones did, so they are kept, where it does not matter.
  const isPassing = !apply && (stage.isSample || calls.length > 1);
  const store = isPassing && !stage.isSample ? await context.storeCopy() : stage.store;
  if (!out.json && calls.length > MOST_TRACES) return replayItems(deliveries, { store, apply, filter: null }, context);
  const processed = await processNew(deliveries, store, { zone: VENDOR_ZONE, keep: apply || isPassing, pause });
  printTraces(processed, { apply, stored: apply }, context);
}

async function receive(
  calls: readonly RecordedCall[],
  apply: boolean,
  context: Context,
): Promise<{ readonly deliveries: readonly Delivery[]; readonly stage: Stage }> {
  const { out, texts, clock, ids } = context;
  const stages = new Map<string, Stage>();
  const unsigned = new Set<string>();
  const deliveries: Delivery[] = [];
  let first: Stage | undefined;
  for (const call of calls) {
    const account = `${call.provider.id}/${call.store}`;
    const stage = stages.get(account) ?? (await openStage(call.provider, { store: call.store, mustBeReal: apply }, context));
    stages.set(account, stage);
    first ??= stage;
    const { delivery, isUnsigned } = await receiveRecorded(call, stage.credentials, { store: stage.store, clock, ids });
    if (isUnsigned) unsigned.add(call.provider.title);
    deliveries.push(delivery);
  }
  for (const provider of unsigned) out.say(out.styleErr.dim(texts("replay.file-unsigned", { provider })));
  if (first === undefined) throw new TypeError("no calls, no stage");
  return { deliveries, stage: first };
}
