import { safeName } from "../core/call-outline.ts";
import type { InboundRequest } from "../core/http-message.ts";
import type { LikelyMistake } from "./contract.ts";

const HEX = /^[0-9a-f]{64}$/;
/** 32 bytes. */
const BASE64 = /^[A-Za-z0-9+/_-]{43}=?$/;

/**
 * The call with each text that may be its SHA-256 digest put into its header, in the lower-case hexadecimal digits that vendors use.
 *
 * @param header - in lower case, `x-signature`.
 */
export function* misplacedDigests(request: InboundRequest, header: string): Generator<LikelyMistake> {
  const tried = new Set<string>();
  const bare = request.withoutHeader(header);
  for (const [name, value] of sentValues(request)) {
    const read = readDigest(value);
    if (read === null) continue;
    const isThere = name.toLowerCase() === header;
    const code = isThere ? read.code : name === "" ? "sent-in-query" : "sent-in-header";
    if (code === null || tried.has(`${code} ${read.hex}`)) continue;
    tried.add(`${code} ${read.hex}`);
    const params = { what: header, place: header, name: name === "" ? "…" : safeName(name) };
    yield { code, params, request: bare.withHeader(header, read.hex) };
  }
}

function sentValues(request: InboundRequest): readonly (readonly [name: string, value: string])[] {
  const query = new URLSearchParams(request.target.split("?").slice(1).join("?"));
  return [...request.headers, ...[...query].map(([, value]) => ["", value] as const)];
}

/** A digest and how it is spelled; null for the code where it is spelled as it should be, null for what is none. */
function readDigest(
  value: string,
): { readonly hex: string; readonly code: "sent-prefixed" | "sent-upper-case" | "sent-in-base64" | "sent-twice" | "sent-padded" } | null {
  const text = value.trim().replace(/^(["'])(.*)\1$/, "$2");
  const bare = text.replace(/^(?:sha-?256|hmac|v1|hex)[=:,]\s*/i, "");
  const hex = bare.toLowerCase();
  if (HEX.test(hex)) return { hex, code: codeOf(value.trim(), text, bare, hex) };
  if (!BASE64.test(bare)) return null;
  return { hex: Buffer.from(bare, "base64").toString("hex"), code: "sent-in-base64" };
}

/** What is right as it stands came beside another one, or it would not have been refused. */
function codeOf(
  value: string,
  text: string,
  bare: string,
  hex: string,
): "sent-prefixed" | "sent-upper-case" | "sent-twice" | "sent-padded" {
  if (bare !== text) return "sent-prefixed";
  if (bare !== hex) return "sent-upper-case";
  return text === value ? "sent-twice" : "sent-padded";
}
