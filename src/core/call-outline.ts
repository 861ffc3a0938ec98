import type { InboundRequest } from "./http-message.ts";
import { redactText } from "./redact-text.ts";

/**
 * What may be kept of a call that proved nothing: how it came, and not what came. Whatever looks as if it were more than a name
 * is left out, since a secret often stands where a name should.
 */
export interface CallOutline {
  readonly method: string;
  /** Path, and the names of what stands in the query: `/hooks/hotmart?hottok`. */
  readonly path: string;
  /** Without its parameters; null for none. */
  readonly contentType: string | null;
  readonly bodyBytes: number;
}

const LEFT_OUT = "…";
const LONGEST_PATH = 200;
const MOST_NAMES = 8;

/** @param secrets - known ones, which must not show wherever somebody wrote them. */
export function outlineOf(request: InboundRequest, secrets: readonly string[]): CallOutline {
  const [path = "", ...query] = request.target.split("?");
  const names = query
    .join("?")
    .split("&")
    .filter((part) => part !== "");
  const shown = names.slice(0, MOST_NAMES).map((part) => (part.includes("=") ? safeName(part.split("=", 1)[0] ?? "") : LEFT_OUT));
  return {
    method: /^[A-Z]{1,16}$/.test(request.method) ? request.method : LEFT_OUT,
    path: redactText(`${path}${shown.length === 0 ? "" : `?${shown.join("&")}`}`, secrets, null).slice(0, LONGEST_PATH),
    contentType: mediaType(request.headerValues("content-type")[0]),
    bodyBytes: request.body.length,
  };
}

/** The name of a field or header as it may be shown: `…` for one that is too long, or has too many digits, for a name. */
export function safeName(name: string): string {
  const isName = /^[A-Za-z_][\w.[\]-]{0,39}$/.test(name) && name.replace(/\D/g, "").length <= 4;
  return isName ? name : LEFT_OUT;
}

function mediaType(contentType: string | undefined): string | null {
  if (contentType === undefined) return null;
  const type = (contentType.split(";", 1)[0] ?? "").trim().toLowerCase();
  return /^[a-z]{1,20}\/[a-z0-9.+-]{1,60}$/.test(type) ? type : LEFT_OUT;
}
