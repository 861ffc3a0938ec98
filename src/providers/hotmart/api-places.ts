import type { ApiPlace } from "../vendor-api.ts";

interface Hosts {
  /** Where tokens are given. */
  readonly security: string;
  /** Where everything else is. */
  readonly data: string;
}

/** One host gives the tokens of both systems; which of them a credential is for was chosen when it was made (official). */
const SECURITY = "https://api-sec-vlc.hotmart.com";
const PRODUCTION: Hosts = { security: SECURITY, data: "https://developers.hotmart.com" };
const SANDBOX: Hosts = { security: SECURITY, data: "https://sandbox.hotmart.com" };

/** An address of the operator's own stands for both. */
export function hostsAt(place: ApiPlace): Hosts {
  if (place === "production") return PRODUCTION;
  if (place === "sandbox") return SANDBOX;
  const base = place.replace(/\/+$/, "");
  return { security: base, data: base };
}
