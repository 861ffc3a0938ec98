import type { Instant } from "../../core/instant.ts";
import type { Product } from "../../core/product.ts";
import type { Store } from "../ports.ts";
import {
  type DispatchGroup,
  LEAD_CODES,
  type LeadCode,
  ORIGIN_CODES,
  type OriginCode,
  type OriginRow,
  type ReportRows,
  type ReportScope,
} from "../report-ports.ts";
import { countConversions } from "./conversions.ts";
import { countFigures, type Figures } from "./figures.ts";
import type { DispatchRow, LeadEntry, OriginEntry, Rate, RefundRow, Report, Section, Sum, TopList, Totals } from "./model.ts";
import { periodsOf, type Step, stepFor } from "./periods.ts";
import { Purse } from "./tally.ts";

export interface ReportWishes {
  readonly scope: ReportScope;
  /** IANA zone that days are counted in. */
  readonly zone: string;
  /** Null leaves it to the length of time that has events. */
  readonly by: Step | null;
  readonly sections: readonly Section[];
  /** Rows of lists that may be long. */
  readonly limit: number;
}

/** Everything that was asked for, of one state of the store. */
export async function buildReport(store: Pick<Store, "reports" | "products">, wishes: ReportWishes): Promise<Report> {
  const { scope, zone, sections, limit } = wishes;
  const names = new Map((await store.products.list()).map((product) => [product.slug, product.name]));
  return store.reports.read(scope, async (rows) => {
    const begin = laterOf(scope.since, (await rows.first()) ?? scope.since);
    const by = wishes.by ?? stepFor(begin, scope.until);
    const figures = await countFigures(rows, scope, periodsOf(begin, scope.until, zone, by));
    const report = { scope, zone, by, totals: figures.totals };
    const parts: { readonly [Key in Section]: () => Promise<Pick<Report, Key>> } = {
      periods: async () => ({ periods: figures.periods }),
      products: async () => ({ products: topProducts(figures, names, limit) }),
      providers: async () => ({ providers: figures.providers }),
      triggers: async () => ({ triggers: figures.triggers }),
      conversions: async () => ({ conversions: await countConversions(rows, scope) }),
      refunds: async () => ({ refunds: refundRows(figures.totals) }),
      origins: async () => ({ origins: await readOrigins(rows, figures.totals.approved, limit) }),
      dispatches: async () => ({ dispatches: dispatchRows(await rows.dispatches()) }),
      leads: async () => ({ leads: await readLeads(rows, limit) }),
    };
    const made: Partial<Report>[] = [];
    for (const section of sections) made.push(await parts[section]());
    return Object.assign(report, ...made) as Report;
  });
}

function laterOf(one: Instant, other: Instant): Instant {
  return one > other ? one : other;
}

function topProducts({ products }: Figures, names: ReadonlyMap<Product["slug"], string>, limit: number): NonNullable<Report["products"]> {
  const rows = products.slice(0, limit).map(({ product, ...row }) => ({ product, name: names.get(product ?? "") ?? null, ...row }));
  return { rows, leftOut: products.length - rows.length };
}

function refundRows(totals: Totals): readonly RefundRow[] {
  return (["refunded", "chargebacks"] as const).map((kind) => ({ kind, ...totals[kind], rate: rateOf(totals[kind], totals.approved) }));
}

/**
 * Of the same time: what is refunded today was mostly approved earlier, so a rate says little of a day and much of a year. In a
 * currency in which nothing is known to have gone back, while something did at an amount that nobody told, there is none.
 */
function rateOf(part: Sum, whole: Sum): Rate {
  const shares = whole.money.flatMap(({ currency, minor }) => {
    const back = part.money.find((money) => money.currency === currency)?.minor ?? (part.withoutAmount > 0 ? null : 0);
    return back === null || minor <= 0 ? [] : [{ currency, share: back / minor }];
  });
  return { count: whole.count === 0 ? null : part.count / whole.count, money: shares };
}

async function readOrigins(rows: ReportRows, approved: Sum, limit: number): Promise<NonNullable<Report["origins"]>> {
  const lists: [OriginCode, TopList<OriginEntry>][] = [];
  for (const code of ORIGIN_CODES) lists.push([code, await readOrigin(rows, code, approved, limit)]);
  return Object.fromEntries(lists) as Record<OriginCode, TopList<OriginEntry>>;
}

async function readOrigin(rows: ReportRows, code: OriginCode, approved: Sum, limit: number): Promise<TopList<OriginEntry>> {
  const { told, rows: found, leftOut } = await rows.origins(code, limit);
  const byValue = new Map<string, OriginRow[]>();
  for (const row of found) byValue.set(row.value, [...(byValue.get(row.value) ?? []), row]);
  const entries = [...byValue].map(([value, ofValue]): OriginEntry => {
    const add = (count: (row: OriginRow) => number) => ofValue.reduce((sum, row) => sum + count(row), 0);
    return { value, carts: add(({ carts }) => carts), issued: add(({ issued }) => issued), approved: sumOf(ofValue) };
  });
  const untold = remainder(approved, sumOf(told));
  return { rows: untold.count > 0 ? [...entries, { value: null, carts: null, issued: null, approved: untold }] : entries, leftOut };
}

function sumOf(rows: readonly OriginRow[]): Sum {
  const purse = new Purse();
  for (const { currency, minor } of rows) if (currency !== null) purse.add(currency, minor);
  const add = (count: (row: OriginRow) => number) => rows.reduce((sum, row) => sum + count(row), 0);
  return { count: add(({ approved }) => approved), money: purse.money(), withoutAmount: add(({ unpriced }) => unpriced) };
}

function remainder(whole: Sum, part: Sum): Sum {
  const money = whole.money.map(({ currency, minor }) => ({
    currency,
    minor: minor - (part.money.find((other) => other.currency === currency)?.minor ?? 0),
  }));
  return {
    count: whole.count - part.count,
    money: money.filter(({ minor }) => minor !== 0),
    withoutAmount: whole.withoutAmount - part.withoutAmount,
  };
}

function dispatchRows(groups: readonly DispatchGroup[]): readonly DispatchRow[] {
  const destinations = [...new Set(groups.map(({ destination }) => destination))];
  return destinations.map((destination) => {
    const ofIt = groups.filter((group) => group.destination === destination);
    const count = (...states: readonly DispatchGroup["state"][]) =>
      ofIt.filter(({ state }) => states.includes(state)).reduce((sum, group) => sum + group.count, 0);
    const [sent, dead] = [count("sent"), count("dead")];
    return {
      destination,
      sent,
      dead,
      waiting: count("queued", "sending"),
      withdrawn: count("dropped", "canceled"),
      attempts: ofIt.reduce((sum, { attempts }) => sum + attempts, 0),
      successRate: sent + dead === 0 ? null : sent / (sent + dead),
    };
  });
}

async function readLeads(rows: ReportRows, limit: number): Promise<NonNullable<Report["leads"]>> {
  const lists: [LeadCode, TopList<LeadEntry>][] = [];
  for (const code of LEAD_CODES) {
    const { rows: found, leftOut } = await rows.leads(code, limit);
    lists.push([code, { rows: found.map(({ value, count }) => ({ value, leads: count })), leftOut }]);
  }
  return Object.fromEntries(lists) as Record<LeadCode, TopList<LeadEntry>>;
}
