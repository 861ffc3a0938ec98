import { DEFAULT_STORE } from "../core/store-name.ts";
import type { ProviderAdapter } from "../providers/contract.ts";

/** The path that the vendor calls, as it is pasted into the panel after our address; leads name the advertiser in it. */
export function hookPath({ id, family }: Pick<ProviderAdapter, "id" | "family">, store: string): string {
  if (store !== DEFAULT_STORE) return `/hooks/${id}/${store}`;
  return family === "leads" ? `/${id}/lead/<advertiser>` : `/hooks/${id}`;
}
