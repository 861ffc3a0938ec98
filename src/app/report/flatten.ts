import type { Money } from "../../core/money.ts";
import type { Refunds, Report, Sum, Trade } from "./model.ts";

/** One figure: what part of the report, of what, which measure; money in minor units of `currency`. */
export interface Figure {
  readonly section: string;
  /** What tells its row apart: a day; provider, store and id; code and value. At most three. */
  readonly keys: readonly string[];
  readonly measure: string;
  readonly currency: string;
  readonly value: number;
}

/** Every figure of a report, one by one, in the order of its sections. What is not known is left out. */
export function* figuresOf(report: Report): Generator<Figure> {
  const { totals } = report;
  yield* tradeFigures("totals", [], totals);
  yield* sumFigures("totals", [], "renewals", totals.renewals);
  for (const measure of ["leads", "repeats", "testsLeftOut"] as const) yield figure("totals", [], measure, totals[measure]);
  for (const row of report.periods ?? []) {
    yield* tradeFigures("periods", [row.day], row);
    yield figure("periods", [row.day], "leads", row.leads);
  }
  for (const row of report.products?.rows ?? []) {
    const keys = row.product === null ? [row.provider, row.store, row.externalId] : [row.product];
    yield* tradeFigures("products", keys, row);
  }
  for (const row of report.providers ?? []) {
    yield* tradeFigures("providers", [row.provider, row.store], row);
    yield figure("providers", [row.provider, row.store], "leads", row.leads);
  }
  for (const { trigger, events, money } of report.triggers ?? []) {
    yield figure("triggers", [trigger], "events", events);
    yield* moneyFigures("triggers", [trigger], "amount", money);
  }
  yield* conversionFigures(report);
  for (const { kind, rate, ...refunds } of report.refunds ?? []) {
    yield* refundFigures("refunds", [kind], "", refunds);
    if (rate.count !== null) yield figure("refunds", [kind], "rate", rate.count);
    for (const { currency, share } of rate.money) yield figure("refunds", [kind], "moneyRate", share, currency);
  }
  yield* listFigures(report);
}

function* conversionFigures({ conversions = [] }: Report): Generator<Figure> {
  for (const row of conversions) {
    for (const measure of ["started", "paid", "rate", "medianSeconds", "p90Seconds", "unknown"] as const) {
      const value = row[measure];
      if (value !== null) yield figure("conversions", [row.kind], measure, value);
    }
    yield* moneyFigures("conversions", [row.kind], "startedMoney", row.startedMoney);
    yield* moneyFigures("conversions", [row.kind], "paidMoney", row.paidMoney);
  }
}

function* listFigures({ origins, dispatches, leads }: Report): Generator<Figure> {
  for (const [code, { rows }] of Object.entries(origins ?? {})) {
    for (const { value, carts, issued, approved } of rows) {
      if (carts !== null) yield figure("origins", [code, value], "carts", carts);
      if (issued !== null) yield figure("origins", [code, value], "issued", issued);
      yield* sumFigures("origins", [code, value], "approved", approved);
    }
  }
  for (const { destination, ...row } of dispatches ?? []) {
    for (const [measure, value] of Object.entries(row)) {
      if (value !== null) yield figure("dispatches", [destination], measure, value);
    }
  }
  for (const [code, { rows }] of Object.entries(leads ?? {})) {
    for (const row of rows) yield figure("leads", [code, row.value], "leads", row.leads);
  }
}

type Keys = readonly (string | null)[];

function* tradeFigures(section: string, keys: Keys, { events, approved, refunded, chargebacks }: Trade): Generator<Figure> {
  yield figure(section, keys, "events", events);
  yield* sumFigures(section, keys, "approved", approved);
  yield* refundFigures(section, keys, "refunded", refunded);
  yield* refundFigures(section, keys, "chargebacks", chargebacks);
}

function* refundFigures(section: string, keys: Keys, name: string, refunds: Refunds): Generator<Figure> {
  yield* sumFigures(section, keys, name, refunds);
  yield figure(section, keys, joined(name, "partial"), refunds.partial);
  yield figure(section, keys, joined(name, "atPriceOfSale"), refunds.atPriceOfSale);
}

function* sumFigures(section: string, keys: Keys, name: string, { count, money, withoutAmount }: Sum): Generator<Figure> {
  yield figure(section, keys, joined(name, "count"), count);
  yield* moneyFigures(section, keys, joined(name, "money"), money);
  yield figure(section, keys, joined(name, "withoutAmount"), withoutAmount);
}

function* moneyFigures(section: string, keys: Keys, measure: string, money: readonly Money[]): Generator<Figure> {
  for (const { currency, minor } of money) yield figure(section, keys, measure, minor, currency);
}

function figure(section: string, keys: Keys, measure: string, value: number, currency = ""): Figure {
  return { section, keys: keys.map((key) => key ?? ""), measure, currency, value };
}

/** As the JSON document nests them: `approved.count`. */
function joined(name: string, measure: string): string {
  return name === "" ? measure : `${name}.${measure}`;
}
