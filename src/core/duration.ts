import { type Instant, instantFromMs, readInstant } from "./instant.ts";

const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** `90s`, `30m`, `12h`, `2d`, `1w` in milliseconds; null when the text is no such duration. */
export function durationMs(text: string): number | null {
  const [, count, unit] = /^(\d{1,9})([smhdw])$/.exec(text.trim().toLowerCase()) ?? [];
  if (count === undefined || unit === undefined) return null;
  return Number(count) * (UNIT_MS[unit] ?? Number.NaN);
}

/**
 * The moment meant by `--since`: so long before `now`, or an ISO date or date-time.
 *
 * @param zone - IANA zone of a date that is written without an offset.
 * @returns null when the text is neither, or lies outside the years that we count.
 */
export function readSince(text: string, now: Instant, zone: string): Instant | null {
  const ago = durationMs(text);
  return ago === null ? (readInstant(text, zone)?.at ?? null) : instantFromMs(Date.parse(now) - ago);
}
