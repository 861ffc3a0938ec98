import { apiPlaceOf } from "../../app/ask-vendor.ts";
import { hookPath } from "../../app/hook-path.ts";
import type { CallToMake } from "../../app/simulate.ts";
import { IntgError } from "../../core/errors.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import { withoutSecrets } from "../../core/http-url.ts";
import type { Instant } from "../../core/instant.ts";
import { DEFAULT_STORE } from "../../core/store-name.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import type { Context } from "../context.ts";
import { readUrl } from "../read-url.ts";
import { type AddressedCall, sendAsVendor } from "./send-as-vendor.ts";
import type { Stage } from "./stage.ts";
import { startVendorStandIn, type VendorStandIn } from "./vendor-stand-in.ts";

export interface SendWishes {
  readonly to: string;
  readonly store: string;
  readonly stage: Pick<Stage, "store" | "credentials">;
  /** Port to stand in for the vendor's API on; undefined for the one the store is set to, null for nowhere. */
  readonly serve: number | undefined | null;
  /** Send as the vendor would: with its time limit, re-sends and whatever else it does. */
  readonly sender?: boolean;
  /** For `sender`: when each call happens, in order; a second apart when absent. */
  readonly times?: readonly Instant[];
}

/** Sends calls over HTTP, one after the other, and says what each was answered. */
export async function sendCalls(
  calls: readonly CallToMake[],
  provider: ProviderAdapter,
  wishes: SendWishes,
  context: Context,
): Promise<void> {
  readUrl(wishes.to);
  const standIn = await standInFor(calls, provider, wishes, context);
  try {
    let isDelivered = true;
    if (wishes.sender === true) isDelivered = await sendAsItWould(calls, provider, wishes, context);
    else await sendAll(calls, provider, wishes, context);
    // About a call that never got there nobody asks.
    if (standIn !== null && isDelivered) await reportAsked(standIn, calls.length, provider, context);
  } finally {
    standIn?.close();
  }
}

function sendAsItWould(calls: readonly CallToMake[], provider: ProviderAdapter, wishes: SendWishes, context: Context): Promise<boolean> {
  const addressed = calls.map((call): AddressedCall => {
    const signed = provider.sign(call.request, wishes.stage.credentials, context.clock.now());
    return { call, signed, url: addressOf(wishes.to, signed, provider, wishes.store) };
  });
  return sendAsVendor(addressed, provider, wishes.times, context);
}

async function sendAll(calls: readonly CallToMake[], provider: ProviderAdapter, wishes: SendWishes, context: Context): Promise<void> {
  const { out, texts, clock } = context;
  const http = await context.http();
  let refused: { url: string; status: number } | undefined;
  let accepted = 0;
  for (const { request: call } of calls) {
    const signed = provider.sign(call, wishes.stage.credentials, clock.now());
    const url = addressOf(wishes.to, signed, provider, wishes.store);
    const { status, ms } = await http.send(url, signed);
    const shown = withoutSecrets(url);
    const taken = status >= 200 && status < 300;
    if (taken) accepted += 1;
    else refused ??= { url: shown, status };
    if (out.json) out.record({ url: shown, status, ms });
    else
      out.line(`${taken ? out.style.green("✓") : out.style.red("✗")} ${texts("simulate.sent", { status, ms })}  ${out.style.dim(shown)}`);
  }
  if (calls.length > 1) out.say(texts("simulate.summary-line", { n: calls.length, accepted, refused: calls.length - accepted }));
  if (refused !== undefined) throw new IntgError("INTG_CALL_REFUSED", refused);
}

/** How long a listener may take to ask: it asks at once, but may have others to ask first. */
const PATIENCE_MS = 20_000;

/**
 * The vendor's API for the calls about which it will be asked. Without one, the vendor itself would be asked about a call
 * that was never made, so nothing is sent.
 */
async function standInFor(
  calls: readonly CallToMake[],
  provider: ProviderAdapter,
  { store, stage, serve }: SendWishes,
  context: Context,
): Promise<VendorStandIn | null> {
  const { out, texts } = context;
  if (calls.every((call) => call.document === undefined)) {
    if (serve !== null) out.say(out.styleErr.dim(texts("simulate.nothing-to-serve")));
    return null;
  }
  const api = await apiPlaceOf(stage.store, provider.id, store);
  const ownPort = /^http:\/\//.test(api) ? Number(new URL(api).port || 80) : undefined;
  const port = serve ?? ownPort;
  if (serve === null || port === undefined) throw new IntgError("INTG_NOBODY_ANSWERS", { title: provider.title, provider: provider.id });
  const standIn = await startVendorStandIn(provider, calls, stage.credentials, port);
  out.say(out.styleErr.dim(texts("simulate.serving", { title: provider.title, url: standIn.url })));
  if (port !== ownPort) out.warn(texts("simulate.api-elsewhere", { title: provider.title, api, provider: provider.id, url: standIn.url }));
  return standIn;
}

async function reportAsked(standIn: VendorStandIn, n: number, provider: ProviderAdapter, { out, texts }: Context): Promise<void> {
  const left = await standIn.asked(PATIENCE_MS);
  if (left > 0) throw new IntgError("INTG_NOT_ASKED", { provider: provider.id, left, url: standIn.url });
  out.say(texts("simulate.asked", { n, title: provider.title }));
}

/** A bare `http://host:port` is completed with the provider's path; a URL with a path is taken as it is. */
export function addressOf(to: string, call: InboundRequest, provider: ProviderAdapter, store: string): string {
  const url = new URL(readUrl(to));
  if (url.pathname !== "/") return url.href;
  const path = store === DEFAULT_STORE ? call.target : hookPath(provider, store);
  return new URL(path, url).href;
}
