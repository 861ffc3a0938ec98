import { acceptedValues } from "../../core/secret.ts";
import type { DestinationAccount, OutboundRequest } from "../contract.ts";
import { headerSecret } from "../header-secret.ts";
import { percentEncoded } from "../request-template.ts";
import { BEARER_SECRET, TOKEN_SECRET } from "./secrets.ts";
import { baseUrl } from "./settings.ts";

/** What a query or a body may hold; null is left out, for an empty field wipes data or is refused. */
export type CallFields = Readonly<Record<string, string | number | null>>;

/**
 * A call of the API. The token stands in the query of every one (10+ repos), so a URL made here is never shown with its query.
 *
 * Values are encoded so that `+` is `%2B`: as it is, it would mean a blank, and another lead would be changed.
 */
export function call(
  account: DestinationAccount,
  method: OutboundRequest["method"],
  path: string,
  parts: { readonly query?: CallFields; readonly body?: CallFields } = {},
): OutboundRequest {
  const token = acceptedValues(account.secrets, TOKEN_SECRET)[0]?.reveal().trim() ?? "";
  const query = known({ token, ...parts.query }).map(([name, value]) => `${name}=${percentEncoded(String(value))}`);
  const bearer = headerSecret(account, BEARER_SECRET);
  return {
    method,
    url: `${baseUrl(account)}${path}?${query.join("&")}`,
    headers: [
      ["Accept", "application/json"],
      ...(parts.body === undefined ? [] : [["Content-Type", "application/json"] as const]),
      ...(bearer.ok && bearer.value !== null ? [["Authorization", `Bearer ${bearer.value}`] as const] : []),
    ],
    body: new TextEncoder().encode(parts.body === undefined ? "" : JSON.stringify(Object.fromEntries(known(parts.body)))),
  };
}

function known(fields: CallFields): readonly (readonly [name: string, value: string | number])[] {
  return Object.entries(fields).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}
