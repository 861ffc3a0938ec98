import type { InboundRequest } from "./http-message.ts";
import { redactText } from "./redact-text.ts";

/**
 * What may be kept of a call that proved nothing: how it came, and not what came. Whatever looks as if it were more than a name
 * is left out, since a secret often stands where a name should.
 */
export interface CallOutline {
  readonly method: string;
  /** The parts of the path that look like names, and the names of what stands in the query: `/hooks/hotmart?hottok`. */
  readonly path: string;
  /** Without its parameters; null for none. */
  readonly contentType: string | null;
  readonly bodyBytes: number;
}

/** Stands for what is not shown. */
export const LEFT_OUT = "…";
const MOST_NAMES = 8;

/** What tells names that may be shown from what may not. */
export interface KnownWords {
  /** They must not show wherever somebody wrote them. */
  readonly secrets: readonly string[];
  /** Names of our own that may look like secrets, as that of a store. */
  readonly names: readonly string[];
}

export function outlineOf(request: InboundRequest, known: KnownWords): CallOutline {
  const [path = "", ...query] = request.target.split("?");
  const parts = path.split("/");
  const names = query
    .join("?")
    .split("&")
    .filter((part) => part !== "")
    .slice(0, MOST_NAMES)
    .map((part) => (part.includes("=") ? shownWord(part.split("=", 1)[0] ?? "", known) : LEFT_OUT));
  const shownParts = parts.slice(0, MOST_NAMES).map((part) => (part === "" ? "" : shownWord(part, known)));
  const rest = parts.length > MOST_NAMES ? [LEFT_OUT] : [];
  return {
    method: /^[A-Z]{1,16}$/.test(request.method) ? request.method : LEFT_OUT,
    path: `${[...shownParts, ...rest].join("/")}${names.length === 0 ? "" : `?${names.join("&")}`}`,
    contentType: mediaType(request.headerValues("content-type")[0], known),
    bodyBytes: request.body.length,
  };
}

/** What should be a name, as it may be shown. */
export function shownWord(text: string, { secrets, names }: KnownWords): string {
  return names.includes(text) ? text : redactText(safeName(text), secrets, null);
}

/** The name of a field or header as it may be shown: `…` for one that is too long, or has too many digits, for a name. */
export function safeName(name: string): string {
  const isName = /^[A-Za-z_][\w.[\]-]{0,39}$/.test(name) && name.replace(/\D/g, "").length <= 4;
  return isName ? name : LEFT_OUT;
}

function mediaType(contentType: string | undefined, known: KnownWords): string | null {
  if (contentType === undefined) return null;
  const [, kind = "", rest = ""] = /^\s*([a-z]{1,20})\/([a-z0-9.+-]+)\s*(?:;|$)/i.exec(contentType) ?? [];
  const type = [kind, ...rest.split("+")].map((word) => shownWord(word, known).toLowerCase());
  return type.includes(LEFT_OUT) ? LEFT_OUT : `${type[0]}/${type.slice(1).join("+")}`;
}
