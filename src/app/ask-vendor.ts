import { InboundRequest } from "../core/http-message.ts";
import type { VendorQuestion, VendorReply } from "../providers/contract.ts";
import type { ApiPlace, HttpClient, Store } from "./ports.ts";

/** Asks a vendor's API one question. @throws INTG_CALL_FAILED when it cannot be reached; its URL is shown without query. */
export async function ask({ url, headers }: VendorQuestion, http: HttpClient): Promise<VendorReply> {
  const { status, body } = await http.send(url, new InboundRequest({ method: "GET", target: "/", headers, body: new Uint8Array() }));
  return { status, body };
}

/** Which of the vendor's systems an account belongs to; its live one when nobody said otherwise. */
export async function apiPlaceOf(store: Pick<Store, "accounts">, provider: string, name: string): Promise<ApiPlace> {
  const accounts = await store.accounts.list();
  return accounts.find((account) => account.provider === provider && account.name === name)?.api ?? "production";
}
