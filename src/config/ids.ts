import { randomFillSync } from "node:crypto";
import type { Clock, Ids } from "../app/ports.ts";

/** Crockford's base 32 in lower case: no letter that is taken for a digit. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const RANDOM_CHARACTERS = 10;
const POOL_BYTES = 2000;

/**
 * Ids of 20 characters: 10 of the time in milliseconds, 10 random. Made one after the other they sort in that order,
 * also within a millisecond, because the random part then counts up.
 */
export function createIds(clock: Clock): Ids {
  const pool = Buffer.alloc(POOL_BYTES);
  let used = POOL_BYTES;
  let lastMs = 0;
  let digits: number[] = [];
  const fresh = () => {
    if (used + RANDOM_CHARACTERS > POOL_BYTES) {
      randomFillSync(pool);
      used = 0;
    }
    digits = [...pool.subarray(used, used + RANDOM_CHARACTERS)].map((byte) => byte & 31);
    digits[0] = (digits[0] ?? 0) & 15;
    used += RANDOM_CHARACTERS;
  };
  return {
    next(prefix) {
      const ms = Math.max(Date.parse(clock.now()), lastMs);
      if (ms === lastMs) countUp(digits);
      else fresh();
      lastMs = ms;
      return `${prefix}_${timeText(ms)}${digits.map((digit) => ALPHABET.charAt(digit)).join("")}`;
    },
  };
}

function countUp(digits: number[]): void {
  for (let at = digits.length - 1; at >= 0; at -= 1) {
    const next = (digits[at] ?? 0) + 1;
    digits[at] = next & 31;
    if (next < 32) return;
  }
}

function timeText(ms: number): string {
  let text = "";
  for (let rest = ms; text.length < 10; rest = Math.floor(rest / 32)) text = ALPHABET.charAt(rest % 32) + text;
  return text;
}
