import { type Note, note } from "../../core/note.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { DestinationAccount, OutboundRequest } from "../contract.ts";
import { headerSecret } from "../header-secret.ts";
import { percentEncoded } from "../request-template.ts";

/** Headers that the request itself has to say. */
const TAKEN = /^(?:host|connection|transfer-encoding|content-length|content-type|user-agent)$/i;

/** Where the token goes: `bearer`, `basic` (the token is `user:password`), `header:X-Api-Key`, `query:api_key`. */
export function readAuth(text: string): Result<string, Note> {
  const place = text.trim();
  const [, way = "", name] = /^(\w+)(?::(.*))?$/.exec(place) ?? [];
  if (name === undefined) return /^(?:bearer|basic)$/i.test(way) ? ok(way.toLowerCase()) : err(note("members.bad-auth"));
  const fits = /^header$/i.test(way)
    ? /^[\w!#$%&'*+.^`|~-]+$/.test(name) && !TAKEN.test(name)
    : /^query$/i.test(way) && /^[\w.[\]-]+$/.test(name);
  return fits ? ok(`${way.toLowerCase()}:${name}`) : err(note("members.bad-auth"));
}

/** The request with the token at its place; as it is where there is no token. */
export function withToken(request: OutboundRequest, auth: string, account: DestinationAccount): Result<OutboundRequest, Note> {
  const token = headerSecret(account, "token");
  if (!token.ok) return token;
  if (token.value === null) return ok(request);
  const [way = "", name = ""] = auth.split(/:(.*)/s);
  if (way === "query") return ok({ ...request, url: withQuery(request.url, name, token.value) });
  return ok({ ...request, headers: [...request.headers, headerOf(way, name, token.value)] });
}

function withQuery(url: string, name: string, value: string): string {
  return `${url}${url.includes("?") ? "&" : "?"}${percentEncoded(name)}=${percentEncoded(value)}`;
}

function headerOf(way: string, name: string, token: string): readonly [string, string] {
  if (way === "header") return [name.toLowerCase(), token];
  if (way === "basic") return ["authorization", `Basic ${Buffer.from(token, "utf8").toString("base64")}`];
  return ["authorization", `Bearer ${token}`];
}
