import type { Instant } from "./instant.ts";

/** No destination makes us remember a longer wait than this; the schedule of attempts cuts further. */
const LONGEST_MS = 24 * 3_600_000;

const MONTHS: readonly string[] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * How long the answer asks us to wait, from its Retry-After header (RFC 9110, 10.2.3): seconds, or one of the three forms of
 * an HTTP date (5.6.7). A negative wait or a date in the past is 0, more than a day is a day.
 *
 * @returns ms; null when there is no such header or it says nothing that we understand.
 */
export function retryAfterMs(value: string | undefined, now: Instant): number | null {
  const text = value?.trim() ?? "";
  const waitMs = /^[+-]?\d+(\.\d+)?$/.test(text) ? Math.ceil(Number(text) * 1000) : httpDateMs(text, now) - Date.parse(now);
  return Number.isNaN(waitMs) ? null : Math.min(Math.max(waitMs, 0), LONGEST_MS);
}

/** Day names are not compared with the date: what a vendor computed wrongly there does not change when it means. */
const IMF_FIXDATE = /^[a-z]{3}, (\d{2}) ([a-z]{3}) (\d{4}) (\d{2}:\d{2}:\d{2}) gmt$/i;
const RFC850_DATE = /^[a-z]{6,9}, (\d{2})-([a-z]{3})-(\d{2}) (\d{2}:\d{2}:\d{2}) gmt$/i;
const ASCTIME_DATE = /^[a-z]{3} ([a-z]{3}) ([ \d]\d) (\d{2}:\d{2}:\d{2}) (\d{4})$/i;

/** NaN when `text` is no HTTP date. */
function httpDateMs(text: string, now: Instant): number {
  const fixdate = IMF_FIXDATE.exec(text);
  if (fixdate) return utcMs(Number(fixdate[3]), fixdate[2], fixdate[1], fixdate[4]);
  const rfc850 = RFC850_DATE.exec(text);
  if (rfc850) return utcMs(fullYear(Number(rfc850[3]), now), rfc850[2], rfc850[1], rfc850[4]);
  const asctime = ASCTIME_DATE.exec(text);
  return asctime ? utcMs(Number(asctime[4]), asctime[1], asctime[2], asctime[3]) : Number.NaN;
}

/** A year of two digits that seems more than 50 years ahead is the last one in the past that ends like it (RFC 9110, 5.6.7). */
function fullYear(twoDigits: number, now: Instant): number {
  const thisYear = Number(now.slice(0, 4));
  const year = thisYear - (thisYear % 100) + twoDigits;
  return year > thisYear + 50 ? year - 100 : year;
}

function utcMs(year: number, month = "", day = "", time = ""): number {
  const monthIndex = MONTHS.indexOf(month.toLowerCase());
  const [hour = 0, minute = 0, second = 0] = time.split(":").map(Number);
  // A second 60 is a leap second, and the next minute to us.
  if (monthIndex < 0 || hour > 23 || minute > 59 || second > 60) return Number.NaN;
  const date = new Date(Date.UTC(year, monthIndex, Number(day), hour, minute, 0));
  return date.getUTCDate() === Number(day) ? date.getTime() + second * 1000 : Number.NaN;
}
