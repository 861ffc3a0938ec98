import type { ApiPlace } from "../contract.ts";

/** Where the classic API (`ws`) and that of orders, charges and public keys (`api`) are (official). */
interface Hosts {
  readonly ws: string;
  readonly api: string;
}

const PRODUCTION: Hosts = { ws: "https://ws.pagseguro.uol.com.br", api: "https://api.pagseguro.com" };
const SANDBOX: Hosts = { ws: "https://ws.sandbox.pagseguro.uol.com.br", api: "https://sandbox.api.pagseguro.com" };

/** An address of the operator's own stands for both. */
export function hostsAt(place: ApiPlace): Hosts {
  if (place === "production") return PRODUCTION;
  if (place === "sandbox") return SANDBOX;
  const base = place.replace(/\/+$/, "");
  return { ws: base, api: base };
}
