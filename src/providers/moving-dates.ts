import { readInstant } from "../core/instant.ts";
import { isObject, type JsonValue } from "../core/json.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const DATE = /^(\d{4}-\d{2}-\d{2})(?:([T ])(\d{2}:\d{2})(:\d{2})?(\.\d+)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/;

/** How far the dates of a fixture move, so that what happened at `was` now happens at `at`; 0 when `was` is no date. */
export function shiftBetween(was: string | null, at: string, zone: string): number {
  const read = was === null ? null : readInstant(was, zone);
  if (was === null || read === null) return 0;
  const shiftMs = Date.parse(at) - Date.parse(read.at);
  // A date without an offset that moves out of summer time, or into it, lands an hour beside.
  const landed = readInstant(movedDate(was, shiftMs), zone);
  return landed === null || !read.zoneAssumed ? shiftMs : shiftMs + Date.parse(at) - Date.parse(landed.at);
}

/**
 * Every date in `value` moved by `shiftMs`, each in the notation it has: with or without time, fraction and offset. What
 * is no date stays, and so does `0000-00-00`, by which some vendors mean none, and whatever lies before the year 2000, which
 * is somebody's birthday.
 */
export function withDatesMoved(value: JsonValue, shiftMs: number): JsonValue {
  if (typeof value === "string") return movedDate(value, shiftMs);
  if (Array.isArray(value)) return value.map((item: JsonValue) => withDatesMoved(item, shiftMs));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, item === undefined ? item : withDatesMoved(item, shiftMs)]));
}

/** One date moved, in its own notation; the same text when it is no date of this century. */
export function movedDate(text: string, shiftMs: number): string {
  const match = DATE.exec(text);
  if (!match) return text;
  const [, day = "", separator, minutes, seconds, fraction, offset = ""] = match;
  const wall = Date.parse(`${day}T${minutes ?? "00:00"}${seconds ?? ":00"}${fraction?.slice(0, 4) ?? ".0"}Z`);
  if (Number.isNaN(wall) || wall < Date.UTC(2000, 0, 1)) return text;
  if (separator === undefined) return new Date(Math.floor((wall + shiftMs) / DAY_MS) * DAY_MS).toISOString().slice(0, 10) + offset;
  const moved = new Date(wall + shiftMs).toISOString();
  const shownSeconds = seconds === undefined ? "" : moved.slice(16, 19);
  const shownFraction = fraction === undefined ? "" : `${moved.slice(19, 23)}000000`.slice(0, fraction.length);
  return `${moved.slice(0, 10)}${separator}${moved.slice(11, 16)}${shownSeconds}${shownFraction}${offset}`;
}
