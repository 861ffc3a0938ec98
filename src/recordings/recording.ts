import { type HeaderList, InboundRequest } from "../core/http-message.ts";
import { type Note, note } from "../core/note.ts";
import { err, ok, type Result } from "../core/result.ts";

/** Where in its file a call stands, as a code whose words are `recording.place.<unit>`: lines and entries count from 1. */
export type Place = `${PlaceUnit} ${number}`;
export type PlaceUnit = "line" | "entry";

/** A call that somebody recorded, as it would have come in here. */
export interface Recording {
  readonly request: InboundRequest;
  readonly place: Place;
}

/**
 * Why a file was not read. None of it is: half a recording would be replayed as if it were the whole. Where one call is at fault,
 * its parameter `place` is a `Place`.
 */
export type RecordingProblem = Note;

export interface CallParts {
  readonly method: string;
  /** Absolute, or path and query. */
  readonly url: string;
  readonly headers: HeaderList;
  readonly body: Uint8Array;
}

/** RFC 9110, 5.6.2: what methods and names of headers are made of. */
const TOKEN = /^[!#$%&'*+.^_`|~\w-]{1,200}$/;
/** A line break or NUL would end the header, and begin another. */
const NO_HEADER_VALUE = /[\r\n\0]/;
/** No byte of the one alphabet that headers have. */
const BEYOND_LATIN_1 = /[^\0-\u00ff]/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/**
 * The request that a recorded call is: the host of an absolute URL in its header, its user as `Authorization`, where no such
 * header is there. What HTTP/2 writes as headers (`:authority`) is no header.
 */
export function callOf({ method, url, headers, body }: CallParts, place: Place): Result<InboundRequest, RecordingProblem> {
  if (!TOKEN.test(method)) return err(note("recording.bad-method", { place }));
  const address = addressIn(url);
  if (address === null) return err(note("recording.bad-url", { place }));
  const kept = headers.filter(([name]) => !name.startsWith(":"));
  const bad = kept.findIndex(([name, value]) => !TOKEN.test(name) || NO_HEADER_VALUE.test(value));
  if (bad !== -1) return err(note("recording.bad-header", { place, number: bad + 1 }));
  const sent = kept.map(([name, value]) => [name, asSent(value)] as const);
  const request = new InboundRequest({ method: method.toUpperCase(), target: address.target, headers: sent, body });
  return ok(withDefault(withDefault(request, "Host", address.host), "Authorization", address.user && basicOf(address.user)));
}

/** The same request with a header, where it has none of that name; null is none to add. */
export function withDefault(request: InboundRequest, name: string, value: string | null): InboundRequest {
  if (value === null || request.headerValues(name).length > 0) return request;
  return request.withHeaders([...request.headers, [name, value]]);
}

/** A header is bytes, one character each; what has no such byte was sent as UTF-8. */
function asSent(value: string): string {
  return BEYOND_LATIN_1.test(value) ? Buffer.from(value, "utf8").toString("latin1") : value;
}

/** @param user - `user:password`. */
export function basicOf(user: string): string {
  return `Basic ${Buffer.from(user, "utf8").toString("base64")}`;
}

/** Null for a text that is not base64 from its beginning to its end. */
export function base64Bytes(text: string): Uint8Array | null {
  return text.length % 4 === 0 && BASE64.test(text) ? Buffer.from(text, "base64") : null;
}

/** Path and query stay as they are written: parsing a URL and writing it again changes it. */
function addressIn(url: string): { readonly host: string | null; readonly user: string | null; readonly target: string } | null {
  if (/[\s\p{Cc}]/u.test(url)) return null;
  const [, authority, rest = ""] = /^https?:\/\/([^/?#]+)([^#]*)/i.exec(url) ?? [];
  if (authority === undefined) return url.startsWith("/") ? { host: null, user: null, target: url } : null;
  const at = authority.lastIndexOf("@");
  const target = rest.startsWith("/") ? rest : `/${rest}`;
  return { host: authority.slice(at + 1), user: at === -1 ? null : decoded(authority.slice(0, at)), target };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
