import { type Instant, instantAfter, wallClock } from "./instant.ts";
import { type Note, note } from "./note.ts";
import { err, ok, type Result } from "./result.ts";

/** When nobody is to be bothered, `{ from: "21:00", to: "08:00", zone: "America/Sao_Paulo" }`. */
export interface QuietHours {
  /** Two digits each; `from` is quiet, `to` no longer. */
  readonly from: string;
  readonly to: string;
  /** IANA zone whose clocks count. */
  readonly zone: string;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * Reads `21:00-08:00`: from the first until the second, which may be on the next day. The same hour twice could mean a whole
 * day or no time at all, so it is refused.
 */
export function readQuietHours(text: string): Result<Pick<QuietHours, "from" | "to">, Note> {
  const [, from, to] = /^(\d{1,2}:\d{2})\s*[-–]\s*(\d{1,2}:\d{2})$/.exec(text.trim()) ?? [];
  const [first, last] = [timeOfDay(from), timeOfDay(to)];
  if (first === null || last === null) return err(note("quiet-hours.unreadable", { given: text }));
  return first === last ? err(note("quiet-hours.empty", { given: text })) : ok({ from: first, to: last });
}

/**
 * The first moment after `now` that is not in the quiet time, by the clocks of its zone; null when `now` is not in it.
 *
 * Where clocks are changed meanwhile, that may be the moment of the change. A zone that does not exist has no quiet time.
 */
export function quietUntil(quiet: QuietHours, now: Instant): Instant | null {
  if (!isQuiet(quiet, now)) return null;
  const until = instantAfter(now, msBeforeEnd(quiet, now));
  if (offsetMs(quiet, until) === offsetMs(quiet, now)) return until;
  const change = changeOfClocks(quiet, now, until);
  return quietUntil(quiet, change) ?? change;
}

function isQuiet(quiet: QuietHours, at: Instant): boolean {
  const time = wallClock(at, quiet.zone)?.slice("2026-11-03T".length);
  if (time === undefined) return false;
  return quiet.from < quiet.to ? quiet.from <= time && time < quiet.to : quiet.from <= time || time < quiet.to;
}

/** From `at` to the next time that clocks show the end, if they are not changed before. */
function msBeforeEnd(quiet: QuietHours, at: Instant): number {
  const shownMs = (Date.parse(at) + offsetMs(quiet, at)) % DAY_MS;
  const endMs = Date.parse(`1970-01-01T${quiet.to}Z`);
  return endMs > shownMs ? endMs - shownMs : endMs - shownMs + DAY_MS;
}

/** The moment after `from` and until `to`, with other clocks at its end, when they change; they do so with a minute. */
function changeOfClocks(quiet: QuietHours, from: Instant, to: Instant): Instant {
  let before = Math.floor(Date.parse(from) / MINUTE_MS);
  let after = Math.ceil(Date.parse(to) / MINUTE_MS);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    const isBefore = offsetMs(quiet, new Date(middle * MINUTE_MS).toISOString()) === offsetMs(quiet, from);
    if (isBefore) before = middle;
    else after = middle;
  }
  return new Date(after * MINUTE_MS).toISOString();
}

/** How far the clocks are ahead of UTC. */
function offsetMs(quiet: QuietHours, at: Instant): number {
  return Date.parse(`${wallClock(at, quiet.zone)}Z`) - Date.parse(at);
}

/** `8:00` as `08:00`. */
function timeOfDay(text = ""): string | null {
  const time = text.padStart("08:00".length, "0");
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(time) ? time : null;
}
