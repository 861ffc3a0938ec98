import { DEFAULT_STORE } from "../core/store-name.ts";

/** What routing needs to know of a provider. */
export interface RoutedProvider {
  readonly id: string;
  readonly family: "payments" | "leads";
  /** Present where the vendor looks whether the address answers before it lets it be saved, maybe with GET. */
  readonly isAddressCheck?: unknown;
}

/** Where a call goes, by its path and method alone. */
export type Route =
  | { readonly kind: "hook"; readonly provider: string; readonly store: string }
  | { readonly kind: "address-check" }
  | { readonly kind: "page"; readonly page: "healthz" | "readyz" | "metrics" }
  | { readonly kind: "refused"; readonly status: 404 | 405; readonly allow?: string };

const HOOK = /^\/hooks\/([^/]+)(?:\/(.*?))?\/?$/;
/** The first part of any path. */
const FIRST = /^\/([^/]+)/;
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
  const hook = hookOf(path, providers);
  if (hook === undefined) return { kind: "refused", status: 404 };
  const { called, store } = hook;
  if (method === "POST") return { kind: "hook", provider: called.id, store };
  const isCheck = called.isAddressCheck !== undefined && (method === "GET" || method === "HEAD");
  return isCheck ? { kind: "address-check" } : { kind: "refused", status: 405, allow: "POST" };
}

/**
 * `/hooks/<provider>/<store>`, and everything under the own path of a provider of leads: its manual has three forms
 * (`/grupozap/lead`, `/grupozap/lead/<advertiser>`, the advertiser in the host), and operators mistype them.
 */
function hookOf(
  path: string,
  providers: readonly RoutedProvider[],
): { readonly called: RoutedProvider; readonly store: string } | undefined {
  const [, name, store] = HOOK.exec(path) ?? [];
  const called = providers.find((known) => known.id === name?.toLowerCase());
  if (called !== undefined) return { called, store: store || DEFAULT_STORE };
  const first = FIRST.exec(path)?.[1]?.toLowerCase();
  const leads = providers.find((known) => known.family === "leads" && known.id === first);
  return leads === undefined ? undefined : { called: leads, store: DEFAULT_STORE };
}
