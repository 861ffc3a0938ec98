import { hookPath } from "../../app/hook-path.ts";
import { IntgError } from "../../core/errors.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import { withoutSecrets } from "../../core/http-url.ts";
import type { Credentials } from "../../core/secret.ts";
import { DEFAULT_STORE } from "../../core/store-name.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import type { Context } from "../context.ts";

/** Sends calls over HTTP, one after the other, and says what each was answered. */
export async function sendCalls(
  calls: readonly InboundRequest[],
  provider: ProviderAdapter,
  wishes: { to: string; store: string; credentials: Credentials },
  context: Context,
): Promise<void> {
  const { out, texts, clock } = context;
  const http = await context.http();
  let refused: { url: string; status: number } | undefined;
  let accepted = 0;
  for (const call of calls) {
    const signed = provider.sign(call, wishes.credentials, clock.now());
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

/** A bare `http://host:port` is completed with the provider's path; a URL with a path is taken as it is. */
export function addressOf(to: string, call: InboundRequest, provider: ProviderAdapter, store: string): string {
  const url = URL.canParse(to) ? new URL(to) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) throw new IntgError("INTG_URL_INVALID", { given: to });
  if (url.pathname !== "/") return url.href;
  const path = store === DEFAULT_STORE ? call.target : hookPath(provider, store);
  return new URL(path, url).href;
}
