import type { PeriodRow, ProductRow, Report, Trade } from "../../app/report/model.ts";
import type { PagePart } from "../../html/model.ts";
import { approvedChart, countChart, partsChart, periodCharts } from "./charts.ts";
import { number, partOf, text } from "./part.ts";
import type { Words } from "./words.ts";

/** What matters most first: on a narrow screen the rest is a slide away. */
const TRADE_COLUMNS = (["sales", "approved", "refunds", "refunded", "chargebacks", "events"] as const).map((name) =>
  number(`report.column.${name}`),
);

function tradeCells({ events, approved, refunded, chargebacks }: Trade, words: Words): readonly string[] {
  return [
    words.count(approved.count),
    words.money(approved.money),
    words.count(refunded.count),
    words.money(refunded.money),
    words.count(chargebacks.count),
    words.count(events),
  ];
}

export function periodPart(periods: readonly PeriodRow[], { by }: Report, words: Words): PagePart {
  const { formats } = words.texts;
  const labels = periods.map(({ day }) => (by === "month" ? formats.month(day.slice(0, 7)) : formats.day(day)));
  const hasLeads = periods.some(({ leads }) => leads > 0);
  // The chart shows the days on which nothing happened; in a table they only push the others apart.
  const told = periods.map((row, at) => ({ row, label: labels[at] ?? "" })).filter(({ row }) => row.events > 0);
  return partOf("periods", words, {
    columns: [text(`report.column.${by}`), ...TRADE_COLUMNS, ...(hasLeads ? [number("report.column.leads")] : [])],
    rows: told.map(({ row, label }) => [label, ...tradeCells(row, words), ...(hasLeads ? [words.count(row.leads)] : [])]),
    charts: periodCharts(periods, labels, words),
  });
}

export function productPart({ rows, leftOut }: NonNullable<Report["products"]>, words: Words): PagePart {
  const names = rows.map((row) => productName(row, words));
  return partOf("products", words, {
    columns: [text("report.column.product"), ...TRADE_COLUMNS],
    rows: rows.map((row, at) => [names[at] ?? "", ...tradeCells(row, words)]),
    leftOut,
    charts: [
      approvedChart(
        names,
        rows.map(({ approved }) => approved),
        words,
      ),
    ],
  });
}

function productName({ product, name, provider, store, externalId }: ProductRow, { texts }: Words): string {
  if (product !== null) return name ?? product;
  const place = store === "default" ? provider : `${provider}/${store}`;
  return `${place} ${externalId === null ? texts("report.no-product") : texts("report.not-linked", { id: externalId })}`;
}

export function providerPart(rows: NonNullable<Report["providers"]>, words: Words): PagePart {
  return partOf("providers", words, {
    columns: [text("report.column.provider"), text("report.column.store"), ...TRADE_COLUMNS, number("report.column.leads")],
    rows: rows.map((row) => [row.provider, row.store, ...tradeCells(row, words), words.count(row.leads)]),
    charts: [],
  });
}

export function triggerPart(rows: NonNullable<Report["triggers"]>, words: Words): PagePart {
  const counts = rows.map(({ events }) => events);
  return partOf("triggers", words, {
    columns: [text("report.column.trigger"), number("report.column.events"), number("report.column.amount")],
    rows: rows.map(({ trigger, events, money }) => [trigger, words.count(events), words.money(money)]),
    charts: [
      countChart(
        words.texts("report.chart.events"),
        rows.map(({ trigger }) => trigger),
        counts,
        words,
      ),
    ],
  });
}

export function conversionPart(all: NonNullable<Report["conversions"]>, words: Words): PagePart {
  const { texts } = words;
  const shown = all.filter(({ started }) => started > 0);
  const names = shown.map(({ kind }) => texts(`report.conversion.${kind}`));
  return partOf("conversions", words, {
    columns: [
      text("report.column.from"),
      ...(["started", "paid", "rate", "median", "p90", "paid-amount"] as const).map((name) => number(`report.column.${name}`)),
    ],
    rows: shown.map((row, at) => [
      names[at] ?? "",
      words.count(row.started),
      words.count(row.paid),
      words.share(row.rate),
      words.seconds(row.medianSeconds),
      words.seconds(row.p90Seconds),
      words.money(row.paidMoney),
    ]),
    charts: [
      partsChart(
        texts("report.chart.conversions"),
        names,
        [
          { name: texts("report.column.paid"), tone: "good", values: shown.map(({ paid }) => paid) },
          { name: texts("report.column.not-paid"), tone: "quiet", values: shown.map(({ started, paid }) => started - paid) },
        ],
        words,
      ),
    ],
  });
}

export function refundPart(rows: NonNullable<Report["refunds"]>, words: Words): PagePart {
  const shown = rows.filter(({ count, partial }) => count + partial > 0);
  return partOf("refunds", words, {
    columns: [
      text("report.column.kind"),
      ...(["count", "of-sales", "amount", "of-money", "partial"] as const).map((name) => number(`report.column.${name}`)),
    ],
    rows: shown.map(({ kind, count, rate, money, partial }) => [
      words.texts(kind === "refunded" ? "report.column.refunds" : "report.column.chargebacks"),
      words.count(count),
      words.share(rate.count),
      words.money(money),
      words.shares(rate.money),
      words.count(partial),
    ]),
    charts: [],
  });
}
