import { callOnce } from "../../app/sender/call-once.ts";
import { policyIndexOf, readCall } from "../../app/sender/pick-policy.ts";
import { playSender } from "../../app/sender/play.ts";
import { asPlayed } from "../../app/sender/played-policy.ts";
import type { CallToSend } from "../../app/sender/report.ts";
import { summaryOf } from "../../app/sender/summary.ts";
import type { CallToMake } from "../../app/simulate.ts";
import { VENDOR_ZONE } from "../../config/zone.ts";
import { EXIT_CODES } from "../../core/errors.ts";
import { withoutSecrets } from "../../core/http-url.ts";
import type { Instant } from "../../core/instant.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import type { Context } from "../context.ts";
import { startProgress } from "../progress.ts";
import { senderRemarks, senderView, senderWarnings } from "../view/sender.ts";
import { senderSummaryJson, sentCallJson } from "../view/sender-json.ts";
import { viewOf } from "../view/view.ts";

/** A call with the address that it goes to, signed once: a re-send has the same bytes. */
export interface AddressedCall {
  readonly call: CallToMake;
  readonly signed: CallToMake["request"];
  readonly url: string;
}

/** Between calls that say nothing of when they happen. */
const APART_MS = 1_000;

/**
 * Sends calls as the vendor would and prints what came of each. What is not delivered in the end ends the command with 6.
 *
 * @param times - when each call happens, in order; a second apart when absent.
 * @returns whether everything was delivered.
 */
export async function sendAsVendor(
  addressed: readonly AddressedCall[],
  provider: ProviderAdapter,
  times: readonly Instant[] | undefined,
  context: Context,
): Promise<boolean> {
  const { out, texts, clock } = context;
  const http = await context.http();
  const played = provider.sending.map(asPlayed);
  const begin = Date.parse(times?.[0] ?? clock.now());
  const calls = addressed.flatMap(({ call, signed, url }, index): readonly CallToSend[] => {
    const reading = readCall(provider, call, clock.now(), VENDOR_ZONE);
    const policy = played[policyIndexOf(provider, reading)];
    const at = times?.[index];
    const admitted = provider.admit(call.request);
    const toSend = {
      trigger: reading.trigger,
      dueMs: at === undefined ? index * APART_MS : Date.parse(at) - begin,
      rejection: admitted.ok ? null : admitted.error.code,
      send: (timeoutMs: number) => callOnce(http, url, signed, timeoutMs),
    };
    return policy === undefined ? [] : [{ policy, ...toSend }];
  });
  out.say(out.styleErr.dim(texts("sender.sending", { title: provider.title })));
  const progress = await startProgress(context, calls.length);
  const report = await playSender(calls, () => progress.advance()).finally(() => progress.stop());
  const summary = summaryOf(report);
  if (out.json) {
    for (const call of report.calls) out.record(sentCallJson(call, withoutSecrets(addressed[call.index]?.url ?? ""), summary.policies));
    out.record(senderSummaryJson(provider, report, summary));
  } else for (const line of senderView(provider, report, summary, viewOf(context))) out.line(line);
  for (const remark of senderRemarks(provider, report, texts)) out.say(remark);
  for (const warning of senderWarnings(provider, report, summary, texts)) out.warn(warning);
  const isDelivered = summary.outcomes.delivered === summary.calls;
  if (!isDelivered) context.fail(EXIT_CODES.dispatch);
  return isDelivered;
}
