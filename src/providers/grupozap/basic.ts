/** User part of every call; the name survived both rebrandings of the vendor (README of crm-lead-integration). */
export const BASIC_USER = "vivareal";

/** The two halves of a Basic credential, split at the first colon: the key itself may hold colons. */
export interface BasicPair {
  readonly user: string;
  readonly key: string;
}

/** The parameter of a Basic header value, whatever the scheme's case; null for another scheme or for none. */
export function basicParameter(header: string): string | null {
  return /^basic\s+(\S+)$/i.exec(header.trim())?.[1] ?? null;
}

/** Reads the base64 text of a pair, with or without its padding. Never throws; null when it is no such pair. */
export function decodePair(base64: string): BasicPair | null {
  const bytes = Buffer.from(base64, "base64");
  if (unpadded(bytes.toString("base64")) !== unpadded(base64)) return null;
  const text = bytes.toString("utf8");
  const colon = text.indexOf(":");
  return colon === -1 ? null : { user: text.slice(0, colon), key: text.slice(colon + 1) };
}

export function encodePair(key: string): string {
  return Buffer.from(`${BASIC_USER}:${key}`, "utf8").toString("base64");
}

function unpadded(base64: string): string {
  return base64.replace(/={1,2}$/, "");
}
