import type { Instant } from "../core/instant.ts";
import { brazilianText, type Money, majorText } from "../core/money.ts";
import type { Language } from "./language.ts";

/**
 * How figures are written in texts for people; JSON, CSV and files never go through here. By hand, since the first `Intl`
 * object of a process costs 17 ms, which is more than a listing takes.
 */
export interface Formats {
  /** `BRL 197.00`; `R$ 197,00`. */
  money(money: Money): string;
  /** A sum of many, which may be large: `BRL 12,345.00`; `R$ 12.345,00`. */
  total(money: Money): string;
  /** Whole or decimal, grouped: `12,345.5`; `12.345,5`. Not for ports, ids and the like. */
  number(value: number): string;
  /** A share of 1 with one digit after the point at most: `12.5 %`; `12,5 %`. */
  percent(share: number): string;
  /** Local date and time: `2026-11-03 10:22:41`; `03/11/2026 10:22:41`. Text that is no instant is given back. */
  dateTime(instant: Instant): string;
  /** A text of `dateTime` without year and seconds, where there is little room: `11-03 10:22`; `03/11 10:22`. */
  short(dateTime: string): string;
  /** Local date: `2026-11-03`; `03/11/2026`. */
  date(instant: Instant): string;
  /** A month of the calendar, `2026-11`: `2026-11`; `11/2026`. */
  month(month: string): string;
  /** A calendar day as it stands, `2026-11-03`, with no zone: `2026-11-03`; `03/11/2026`. */
  day(day: string): string;
}

export function formatsOf(language: Language): Formats {
  const write = language === "pt-BR" ? BRAZILIAN : ENGLISH;
  const number = (value: number) => grouped(value, write);
  return {
    money: write.money,
    total: (money) => write.money(money).replace(/\d{4,}(?=\.|$)/, (whole) => number(Number(whole))),
    number,
    percent: (share) => `${number(Math.round(share * 1000) / 10)} %`,
    dateTime: (instant) => localParts(instant, (date, time) => `${write.day(date)} ${time}`),
    short: write.short,
    date: (instant) => localParts(instant, write.day),
    month: (month) => (language === "pt-BR" ? month.replace(/^(\d{4})-(\d{2})$/, "$2/$1") : month),
    day: write.day,
  };
}

interface Writing {
  readonly money: (money: Money) => string;
  readonly day: (isoDay: string) => string;
  readonly short: (dateTime: string) => string;
  readonly group: string;
  readonly point: string;
}

const ENGLISH: Writing = {
  money: (money) => `${money.currency} ${majorText(money)}`,
  day: (isoDay) => isoDay,
  short: (dateTime) => dateTime.slice(5, 16),
  group: ",",
  point: ".",
};

const BRAZILIAN: Writing = {
  money: brazilianText,
  day: (isoDay) => isoDay.replace(/^(\d{4})-(\d{2})-(\d{2})$/, "$3/$2/$1"),
  short: (dateTime) => dateTime.slice(0, 5) + dateTime.slice(10, 16),
  group: ".",
  point: ",",
};

function grouped(value: number, { group, point }: Writing): string {
  const [whole = "", fraction] = String(value).split(".");
  const text = whole.replace(/\B(?=(?:\d{3})+$)/g, group);
  return fraction === undefined ? text : `${text}${point}${fraction}`;
}

function localParts(instant: Instant, join: (date: string, time: string) => string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  const two = (value: number) => String(value).padStart(2, "0");
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return join(date, `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`);
}
