import { hookPath } from "../../app/hook-path.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import { DEFAULT_STORE } from "../../core/store-name.ts";
import { routeOf } from "../../listener/routes.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import { PROVIDERS } from "../../providers/index.ts";

export interface Addressed {
  readonly provider: ProviderAdapter;
  readonly store: string;
  readonly request: InboundRequest;
  /** The first word of the host that it came to, where that names an advertiser; null otherwise. */
  readonly hostLabel: string | null;
}

/**
 * Where a call is sent: a URL with a path is taken as it is, with the call's query where it has none of its own. A bare
 * `http://host:port` is a listener like ours, and gets the path that the call came by, or would have come by.
 */
export function resendAddress(to: string, call: Addressed): string {
  const url = new URL(to);
  const [, query = ""] = /\?(.*)$/s.exec(call.request.target) ?? [];
  if (url.search === "") url.search = query;
  // Set on its own: a path such as `//example.com` must not become the host.
  if (url.pathname === "/") url.pathname = listenerPath(call);
  return url.href;
}

function listenerPath({ provider, store, request, hostLabel }: Addressed): string {
  const path = request.target.replace(/\?.*$/s, "");
  const route = routeOf("POST", path, PROVIDERS);
  const isOwn = route.kind === "hook" && route.provider === provider.id && route.store === store;
  const whole = hookPath(provider, store);
  if (provider.family !== "leads" || store !== DEFAULT_STORE) return isOwn ? path : whole;
  // The host that named the advertiser is not sent again, but its path may name it too.
  const bare = whole.replace("/<advertiser>", "");
  if (isOwn && path.length > bare.length + 1) return path;
  return hostLabel === null ? bare : `${bare}/${hostLabel}`;
}
