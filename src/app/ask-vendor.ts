import { type HeaderList, InboundRequest } from "../core/http-message.ts";
import type { ApiPlace, ProviderAdapter, VendorQuestion, VendorReply } from "../providers/contract.ts";
import type { HttpClient, Store } from "./ports.ts";

/** A reply with what says when to ask again. */
export interface AskedReply extends VendorReply {
  readonly headers: HeaderList;
}

/**
 * Asks a vendor's API one question. A redirect is an answer like any other: the secrets go nowhere else.
 *
 * @throws INTG_CALL_FAILED when it cannot be reached; its URL is shown without query.
 */
export async function ask(
  { method, url, headers }: VendorQuestion,
  http: HttpClient,
  options?: { readonly timeoutMs: number; readonly stop: AbortSignal },
): Promise<AskedReply> {
  const request = new InboundRequest({ method: method ?? "GET", target: "/", headers, body: new Uint8Array() });
  const { status, headers: answered, body } = await http.send(url, request, options);
  return { status, headers: answered, body };
}

/** Which of the vendor's systems an account belongs to; its live one when nobody said otherwise. */
export async function apiPlaceOf(store: Pick<Store, "accounts">, provider: string, name: string): Promise<ApiPlace> {
  const accounts = await store.accounts.list();
  return accounts.find((account) => account.provider === provider && account.name === name)?.api ?? "production";
}

/** Whether the vendor is ever asked anything, and so has a place where. */
export function isAsked({ lookup, api }: Pick<ProviderAdapter, "lookup" | "api">): boolean {
  return lookup !== undefined || api !== undefined;
}
