import { createHash, timingSafeEqual } from "node:crypto";
import type { Secret } from "../core/secret.ts";

/**
 * Whether `candidate` is one of the accepted values, in time that does not depend on where they differ: both sides are
 * hashed to equal length first, and every accepted value is compared even after a match.
 */
export function matchesAny(candidate: string, accepted: readonly Secret[]): boolean {
  const digest = sha256(candidate);
  let matched = false;
  for (const secret of accepted) {
    if (timingSafeEqual(digest, sha256(secret.reveal()))) matched = true;
  }
  return matched;
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text, "utf8").digest();
}
