import type { HeaderList } from "../core/http-message.ts";

/** Headers that belong to the connection and are made anew for each. */
const CONNECTION_HEADERS: ReadonlySet<string> = new Set([
  "host",
  "connection",
  "content-length",
  "transfer-encoding",
  "keep-alive",
  "expect",
]);

/** Names and values in turn, as undici takes them, without what belongs to the connection. */
export function requestHeaders(headers: HeaderList): string[] {
  const flat: string[] = [];
  for (const [name, value] of headers) if (!CONNECTION_HEADERS.has(name.toLowerCase())) flat.push(name, value);
  return flat;
}

/** The headers of an answer as undici gives them; names are lower case. */
export function answerHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): HeaderList {
  const list: (readonly [string, string])[] = [];
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (typeof value === "string") list.push([name, value]);
    else for (const one of value ?? []) list.push([name, one]);
  }
  return list;
}
