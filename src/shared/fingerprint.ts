import { createHash } from "node:crypto";
import type { Secret } from "../core/secret.ts";

/** First 8 hex digits of the SHA-256: enough for an operator to tell two values apart, too little to find them. */
export function fingerprintOf(value: Secret): string {
  return createHash("sha256").update(value.reveal(), "utf8").digest("hex").slice(0, 8);
}
