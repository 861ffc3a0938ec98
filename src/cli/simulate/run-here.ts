import { type CallToMake, runCalls } from "../../app/simulate.ts";
import { VENDOR_ZONE } from "../../config/zone.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import type { Context } from "../context.ts";
import { sayOutside } from "../outside.ts";
import { traceView } from "../view/trace.ts";
import { traceJson } from "../view/trace-json.ts";
import { viewOf } from "../view/view.ts";
import { pause } from "./pause.ts";
import type { Stage } from "./stage.ts";

/** Takes the calls the whole way in this process and prints the trace of each. */
export async function runHere(
  calls: readonly CallToMake[],
  provider: ProviderAdapter,
  wishes: { store: string; stage: Stage; keep: boolean },
  context: Context,
): Promise<void> {
  const { out, texts, clock, ids } = context;
  const { stage, keep } = wishes;
  const signed = calls.map((call) => ({ ...call, request: provider.sign(call.request, stage.credentials, clock.now()) }));
  const account = { store: wishes.store, credentials: stage.credentials, origin: "simulate" as const };
  const done = await runCalls(signed, provider, account, { store: stage.store, clock, ids, zone: VENDOR_ZONE, pause }, keep);
  const view = viewOf(context);
  const traces = done.flatMap((call) => call.processed);
  if (out.json) {
    const documents = traces.map((trace) => ({ ...traceJson(trace, view), dryRun: !keep }));
    if (documents.length === 1) return out.document(documents[0]);
    for (const document of documents) out.record(document);
    return;
  }
  const verified = (isHint: boolean) => texts(isHint ? "simulate.looked-up" : "simulate.verified", { provider: provider.title });
  const shown = done.flatMap(({ delivery, processed }) =>
    processed.map((trace) => traceView(trace, view, { verified: verified(delivery.isHint === true), dryRun: !keep, stored: keep })),
  );
  out.line(shown.join("\n\n"));
  out.say("");
  out.say(out.styleErr.dim(texts(keep ? "simulate.kept" : "simulate.not-kept")));
  if (keep) sayOutside(context, traces);
}
