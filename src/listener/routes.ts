/** What routing needs to know of a provider. */
export interface RoutedProvider {
  readonly id: string;
  readonly family: "payments" | "leads";
}

/** Where a call goes, by its path and method alone. */
export type Route =
  | { readonly kind: "hook"; readonly provider: string; readonly store: string }
  | { readonly kind: "page"; readonly page: "healthz" | "readyz" | "metrics" }
  | { readonly kind: "refused"; readonly status: 404 | 405; readonly allow?: string };

const DEFAULT_STORE = "default";
const HOOK = /^\/hooks\/([^/]+)(?:\/(.*?))?\/?$/;
/** The three forms of the lead manual; the third names the advertiser in the host. What stands behind it is the operator's. */
const LEAD = /^\/grupozap\/lead(?:\/.*)?$/;
const PAGES = { "/healthz": "healthz", "/readyz": "readyz", "/metrics": "metrics" } as const;

/**
 * Reads a path. An unknown path is 404; nothing under a provider's own path ever is, because a 404 there tells
 * Grupo ZAP that the integration is gone.
 */
export function routeOf(method: string, target: string, providers: readonly RoutedProvider[]): Route {
  const path = target.split("?", 1)[0] ?? "";
  const page = Object.hasOwn(PAGES, path) ? PAGES[path as keyof typeof PAGES] : undefined;
  if (page !== undefined)
    return method === "GET" || method === "HEAD" ? { kind: "page", page } : { kind: "refused", status: 405, allow: "GET" };
  const [, provider, store] = HOOK.exec(path) ?? [];
  const hook =
    provider !== undefined && providers.some((known) => known.id === provider)
      ? { provider, store: store || DEFAULT_STORE }
      : LEAD.test(path) && providers.some((known) => known.family === "leads")
        ? { provider: "grupozap", store: DEFAULT_STORE }
        : undefined;
  if (hook === undefined) return { kind: "refused", status: 404 };
  return method === "POST" ? { kind: "hook", ...hook } : { kind: "refused", status: 405, allow: "POST" };
}
