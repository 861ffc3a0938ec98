import { type Instant, instantAfter, readInstant, wallClock } from "../../core/instant.ts";

export const STEPS = ["day", "week", "month"] as const;
export type Step = (typeof STEPS)[number];

/** A day, a week from Monday, or a month of the calendar. */
export interface Period {
  /** Its first day, `2026-11-03`, also where the report begins later. */
  readonly day: string;
  readonly from: Instant;
  readonly until: Instant;
}

const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;
/** A clock is put forward by a day at most, where a country changes sides of the date line. */
const MOST_QUARTERS = 100;

/** The parts of the calendar between two moments, in order; the first and the last may be cut. */
export function periodsOf(since: Instant, until: Instant, zone: string, step: Step): readonly Period[] {
  const periods: Period[] = [];
  let day = firstDay(dayOf(since, zone), step);
  for (let from = since; from < until; ) {
    const next = followingDay(day, step);
    const start = startOfDay(next, zone);
    const end = start < until ? start : until;
    if (from < end) periods.push({ day, from, until: end });
    [day, from] = [next, from < end ? end : from];
  }
  return periods;
}

/** Days for two months, weeks for a year, else months. */
export function stepFor(since: Instant, until: Instant): Step {
  const days = (Date.parse(until) - Date.parse(since)) / DAY_MS;
  return days <= 62 ? "day" : days <= 400 ? "week" : "month";
}

/** The date that the clocks of a zone show. */
export function dayOf(at: Instant, zone: string): string {
  return (wallClock(at, zone) ?? at).slice(0, 10);
}

/** The first moment of a day. Where its midnight is left out because the clocks are put forward, the moment they are. */
export function startOfDay(day: string, zone: string): Instant {
  let at = readInstant(day, zone)?.at ?? `${day}T00:00:00.000Z`;
  for (let quarter = 0; quarter < MOST_QUARTERS && dayOf(at, zone) < day; quarter += 1) at = instantAfter(at, QUARTER_MS);
  return at;
}

function firstDay(day: string, step: Step): string {
  switch (step) {
    case "day":
      return day;
    case "week":
      return dayAfter(day, -((new Date(day).getUTCDay() + 6) % 7));
    case "month":
      return `${day.slice(0, 7)}-01`;
    default:
      return step satisfies never;
  }
}

function followingDay(day: string, step: Step): string {
  if (step !== "month") return dayAfter(day, step === "day" ? 1 : 7);
  return dayAfter(day, 31).slice(0, 7).concat("-01");
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}
