import { safeName } from "../core/call-outline.ts";
import type { InboundRequest } from "../core/http-message.ts";
import type { MistakeCode } from "../core/mistake.ts";
import type { Note } from "../core/note.ts";
import type { Secret } from "../core/secret.ts";
import type { LikelyMistake } from "./contract.ts";
import { matchesAny } from "./secret-match.ts";
import { textsIn } from "./sent-texts.ts";

/** Where a vendor's secret belongs. */
export interface RightPlace {
  /** As the vendor calls it, `hottok`. */
  readonly what: string;
  /** As it is shown, `X-HOTMART-HOTTOK`. */
  readonly place: string;
  /** Headers and fields that are that place, in lower case. */
  readonly names: readonly string[];
  /** The call with this secret there, and with no other one. */
  put(request: InboundRequest, secret: string): InboundRequest;
  /** What stands there now, however often. */
  sent(request: InboundRequest): readonly (string | null)[];
  /** The values that are accepted there. */
  readonly accepted: readonly Secret[];
}

/** Of everything else that a call can hold, at most so many texts are tried. */
const MOST_TEXTS = 120;

/**
 * The call with the secret put where it belongs: from the address, another header, another field of the body, or the right place
 * where it came twice or in quotes. Only what is an accepted value is put there, since a whole body may have to be written for it.
 */
export function* misplaced(request: InboundRequest, right: RightPlace): Generator<LikelyMistake> {
  const tried = new Set<string>();
  for (const { code, params, text } of texts(request, right)) {
    if (text === "" || tried.has(text)) continue;
    if (tried.size >= MOST_TEXTS) return;
    tried.add(text);
    if (!matchesAny(text, right.accepted)) continue;
    yield { code, params: { what: right.what, place: right.place, ...params }, request: right.put(request, text) };
  }
}

/** Of a vendor that signs: the call signed with the key that came in it, and which is never sent. */
export function* sentItself(request: InboundRequest, right: Omit<RightPlace, "names" | "sent">): Generator<LikelyMistake> {
  for (const { request: signed } of misplaced(request, { ...right, names: [], sent: () => [] })) {
    if (signed !== undefined) yield { code: "sent-itself", params: { what: right.what, place: right.place }, request: signed };
  }
}

interface Found {
  readonly code: MistakeCode;
  readonly params?: Note["params"];
  readonly text: string;
}

function* texts(request: InboundRequest, right: RightPlace): Generator<Found> {
  const sent = right.sent(request).filter((text) => text !== null);
  if (new Set(sent).size > 1) for (const text of sent) yield { code: "sent-twice", text };
  for (const text of sent) for (const bare of withoutWrapping(text)) yield { code: "sent-padded", text: bare };
  if (!right.names.includes("authorization")) yield* inAuthorization(request);
  const query = request.target.split("?").slice(1).join("?");
  for (const [name, value] of new URLSearchParams(query)) {
    // `?SECRET` without a name.
    yield value === "" ? { code: "sent-in-query", params: { name: "…" }, text: name } : inQuery(name, value);
  }
  for (const [name, value] of request.headers) {
    if (name.toLowerCase() === "authorization" || right.names.includes(name.toLowerCase())) continue;
    for (const text of [value.trim(), ...withoutWrapping(value)]) yield { code: "sent-in-header", params: { name: safeName(name) }, text };
  }
  for (const segment of (request.target.split("?", 1)[0] ?? "").split("/")) yield { code: "sent-in-path", text: decoded(segment) };
  for (const { name, text } of textsIn(request)) {
    if (!right.names.includes(name.toLowerCase())) yield { code: "sent-in-body", params: { name: safeName(name) }, text: text.trim() };
  }
}

function inQuery(name: string, value: string): Found {
  return { code: "sent-in-query", params: { name: safeName(name) }, text: value.trim() };
}

/** The header that everybody thinks of first. */
function* inAuthorization(request: InboundRequest): Generator<Found> {
  for (const value of request.headerValues("authorization").map((sent) => sent.trim())) {
    const [, scheme = "", parameter = ""] = /^(bearer|basic|token|apikey|key)\s+(.+)$/i.exec(value) ?? [];
    const code = scheme === "" ? "sent-bare" : scheme.toLowerCase() === "bearer" ? "sent-as-bearer" : "sent-as-basic";
    const text = scheme === "" ? value : parameter;
    for (const part of [text, ...partsOfPair(text)]) yield { code, text: part };
  }
}

/** Of `user:secret`, in base64 or as it is: the whole, and either half. */
function partsOfPair(text: string): readonly string[] {
  const pairs = [text, Buffer.from(text, "base64").toString("utf8")];
  return pairs.flatMap((pair) => {
    const colon = pair.indexOf(":");
    return colon === -1 ? [pair] : [pair.slice(colon + 1), pair.slice(0, colon), pair];
  });
}

/** Without the quotes or blanks around it, or the scheme before it. */
function withoutWrapping(text: string): readonly string[] {
  const trimmed = text.trim();
  const unquoted = trimmed.replace(/^(["'`])(.*)\1$/, "$2").trim();
  const bare = trimmed.replace(/^(?:bearer|basic|token)\s+/i, "");
  return [trimmed, unquoted, bare].filter((changed) => changed !== text);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
