import type { PeriodRow, Sum } from "../../app/report/model.ts";
import { minorDigits } from "../../core/money.ts";
import type { Chart, Series, Tone } from "../../html/model.ts";
import { currenciesOf, type Words } from "./words.ts";

/** More bars than this say no more than the table does. */
const MOST_BARS = 24;

/** Money over time, a chart per currency; leads where there are any. */
export function periodCharts(periods: readonly PeriodRow[], labels: readonly string[], words: Words): readonly Chart[] {
  const { texts } = words;
  const ticks = labels.map((label) => tickOf(label));
  const givenBack = ({ refunded, chargebacks }: PeriodRow): Sum => ({
    count: refunded.count + chargebacks.count,
    withoutAmount: 0,
    money: [...refunded.money, ...chargebacks.money],
  });
  const currencies = currenciesOf(periods.flatMap(({ approved, refunded, chargebacks }) => [approved, refunded, chargebacks]));
  const money = currencies.map(
    (currency): Chart => ({
      title: texts("report.chart.money", { currency }),
      kind: "columns",
      isStacked: false,
      labels,
      ticks,
      unit: { kind: "money", currency, digits: minorDigits(currency) },
      series: [
        moneySeries(
          texts("report.column.approved"),
          "good",
          currency,
          periods.map(({ approved }) => approved),
          words,
        ),
        moneySeries(texts("report.chart.given-back"), "bad", currency, periods.map(givenBack), words),
      ],
    }),
  );
  const leads = periods.map((period) => period.leads);
  const ofLeads: Chart = {
    title: texts("report.chart.leads"),
    kind: "columns",
    isStacked: false,
    labels,
    ticks,
    unit: { kind: "count" },
    series: [countSeries(texts("report.column.leads"), "plain", leads, words)],
  };
  return [...money, ...(leads.some((count) => count > 0) ? [ofLeads] : [])];
}

/** What was approved, by name: in money where there is one currency, else in sales, which can be compared. */
export function approvedChart(names: readonly string[], sums: readonly Sum[], words: Words): Chart | null {
  const { texts } = words;
  const [currency, another] = currenciesOf(sums);
  const shown = sums.flatMap((sum, at) => (sum.count === 0 ? [] : [{ sum, name: names[at] ?? "" }])).slice(0, MOST_BARS);
  if (shown.length === 0) return null;
  const labels = shown.map(({ name }) => name);
  const base = { kind: "bars", isStacked: false, labels, ticks: labels } as const;
  const counts = countSeries(
    texts("report.column.sales"),
    "good",
    shown.map(({ sum }) => sum.count),
    words,
  );
  if (currency === undefined || another !== undefined) {
    return { ...base, title: texts("report.chart.sales"), unit: { kind: "count" }, series: [counts] };
  }
  const money = moneySeries(
    texts("report.column.approved"),
    "good",
    currency,
    shown.map(({ sum }) => sum),
    words,
  );
  const unit = { kind: "money", currency, digits: minorDigits(currency) } as const;
  return { ...base, title: texts("report.chart.approved-of", { currency }), unit, series: [money] };
}

/** How many of what, by name. */
export function countChart(title: string, all: readonly string[], values: readonly number[], words: Words): Chart | null {
  if (values.every((value) => value === 0)) return null;
  const names = all.slice(0, MOST_BARS);
  const series = countSeries(title, "plain", values.slice(0, MOST_BARS), words);
  return { title, kind: "bars", isStacked: false, labels: names, ticks: names, unit: { kind: "count" }, series: [series] };
}

/** Parts of a whole, by name. */
export function partsChart(
  title: string,
  all: readonly string[],
  parts: readonly { readonly name: string; readonly tone: Tone; readonly values: readonly number[] }[],
  words: Words,
): Chart | null {
  if (parts.every(({ values }) => values.every((value) => value === 0))) return null;
  const names = all.slice(0, MOST_BARS);
  const series = parts.map(({ name, tone, values }) => countSeries(name, tone, values.slice(0, MOST_BARS), words));
  return { title, kind: "bars", isStacked: true, labels: names, ticks: names, unit: { kind: "count" }, series };
}

export function countSeries(name: string, tone: Tone, values: readonly number[], words: Words): Series {
  return { name, tone, values, texts: values.map(words.count) };
}

function moneySeries(name: string, tone: Tone, currency: string, sums: readonly Pick<Sum, "money">[], words: Words): Series {
  const values = sums.map(({ money }) => money.reduce((sum, one) => sum + (one.currency === currency ? one.minor : 0), 0));
  return { name, tone, values, texts: values.map((minor) => words.money([{ minor, currency }])) };
}

/** A day without its year: `11-03`, `03/11`; a month as it is. */
function tickOf(label: string): string {
  return label.replace(/^\d{4}-(\d\d-\d\d)$/, "$1").replace(/^(\d\d\/\d\d)\/\d{4}$/, "$1");
}
