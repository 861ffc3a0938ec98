import type { Sum } from "../../app/report/model.ts";
import { type Instant, wallClock } from "../../core/instant.ts";
import type { Money } from "../../core/money.ts";
import type { Texts } from "../../messages/text.ts";
import { spanText } from "../view/span.ts";

/** Figures as the reader's language writes them. What is not there is `-`. */
export interface Words {
  readonly texts: Texts;
  count(value: number): string;
  money(money: readonly Money[]): string;
  share(share: number | null): string;
  /** Shares of several currencies' sums, each with its code where there is more than one. */
  shares(shares: readonly { readonly currency: string; readonly share: number }[]): string;
  seconds(seconds: number | null): string;
  /** Date and time on the clocks of the report's zone, `2026-11-03 10:22`. */
  moment(at: Instant): string;
}

export function wordsOf(texts: Texts, zone: string): Words {
  const { formats } = texts;
  return {
    texts,
    count: (value) => formats.number(value),
    money: (money) => (money.length === 0 ? "-" : money.map(formats.total).join(" + ")),
    share: (share) => (share === null ? "-" : formats.percent(share)),
    shares: (shares) =>
      shares.length === 0
        ? "-"
        : shares.map(({ currency, share }) => (shares.length === 1 ? "" : `${currency} `) + formats.percent(share)).join(", "),
    seconds: (seconds) => (seconds === null ? "-" : spanText(seconds * 1000)),
    moment: (at) => {
      const clock = wallClock(at, zone) ?? at;
      return `${formats.day(clock.slice(0, 10))} ${clock.slice(11, 16)}`;
    },
  };
}

/** Every currency in which there is anything, the one with the most sales' worth of rows first. */
export function currenciesOf(sums: readonly Pick<Sum, "money">[]): readonly string[] {
  const rows = new Map<string, number>();
  for (const { money } of sums) for (const { currency } of money) rows.set(currency, (rows.get(currency) ?? 0) + 1);
  return [...rows].sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1)).map(([currency]) => currency);
}
