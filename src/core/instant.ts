import { tzOffset } from "@date-fns/tz/tzOffset";

/**
 * A moment in UTC as text of fixed width, `2026-11-03T13:22:41.507Z`: it sorts as text in SQL, JSON and JavaScript.
 */
export type Instant = string;

/** An instant read from a vendor, and whether we had to assume the zone because the vendor wrote none. */
export interface ReadInstant {
  readonly at: Instant;
  readonly zoneAssumed: boolean;
}

/** Years outside this range are a wrong unit or a typing error, not a date of a sale. */
const EARLIEST_MS = Date.UTC(2000, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);

/** @returns null when `ms` is not a plausible moment. */
export function instantFromMs(ms: number): Instant | null {
  return Number.isFinite(ms) && ms >= EARLIEST_MS && ms < LATEST_MS ? new Date(ms).toISOString() : null;
}

/** The last moment that we count. */
export const LAST_INSTANT: Instant = new Date(LATEST_MS - 1).toISOString();

/** `ms` after `at`, or before it when negative; what would be later than the last moment that we count is that moment. */
export function instantAfter(at: Instant, ms: number): Instant {
  return new Date(Math.min(Date.parse(at) + ms, LATEST_MS - 1)).toISOString();
}

/**
 * What the clocks of `zone` show at `at`, `2026-11-03T10:22:41.507`; the zone is applied with its history.
 *
 * @returns null when there is no such zone.
 */
export function wallClock(at: Instant, zone: string): string | null {
  const ms = Date.parse(at);
  const offsetMinutes = tzOffset(zone, new Date(ms));
  return Number.isNaN(offsetMinutes) ? null : new Date(ms + offsetMinutes * 60_000).toISOString().slice(0, -1);
}

/**
 * Reads epoch seconds or milliseconds, told apart by magnitude: below 10^11 it is seconds
 * (10^11 ms is March 1973, 10^11 s is the year 5138).
 */
export function instantFromEpoch(value: number): Instant | null {
  return instantFromMs(Math.abs(value) < 1e11 ? value * 1000 : value);
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|z|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)?$/;

/**
 * Reads an ISO 8601 date or date-time.
 *
 * @param zone - IANA zone used when the text carries no offset; the answer then says `zoneAssumed`.
 *   The zone is applied with its history, because Brazil had summer time until February 2019.
 * @returns null when the text is not such a date.
 */
export function readInstant(text: string, zone: string): ReadInstant | null {
  const match = ISO.exec(text.trim());
  if (!match) return null;
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "", offset] = match;
  const ms = Number(fraction.slice(0, 3).padEnd(3, "0"));
  const fields = [Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second), ms] as const;
  const wallClock = Date.UTC(...fields);
  if (new Date(wallClock).toISOString().slice(0, 19) !== isoFields(fields)) return null;
  const at = instantFromMs(wallClock - offsetMs(wallClock, zone, offset));
  return at === null ? null : { at, zoneAssumed: offset === undefined };
}

function isoFields(fields: readonly [number, number, number, number, number, number, number]): string {
  const [year, month, day, hour, minute, second] = fields;
  const two = (value: number) => String(value).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month + 1)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`;
}

function offsetMs(wallClock: number, zone: string, offset: string | undefined): number {
  if (offset === undefined) {
    const first = tzOffset(zone, new Date(wallClock)) * 60_000;
    return tzOffset(zone, new Date(wallClock - first)) * 60_000;
  }
  if (offset === "Z" || offset === "z") return 0;
  const sign = offset.startsWith("-") ? -1 : 1;
  const minutes = offset.length > 3 ? Number(offset.slice(-2)) : 0;
  return sign * (Number(offset.slice(1, 3)) * 60 + minutes) * 60_000;
}
