import type { Trigger } from "../../core/triggers.ts";
import type { EventGroup, ReportRows, ReportScope, SingleEvent, Sold } from "../report-ports.ts";
import type { PeriodRow, ProductRow, ProviderRow, Totals, TriggerRow } from "./model.ts";
import type { Period } from "./periods.ts";
import { Purse, TradeTally } from "./tally.ts";

/** Everything that is counted event by event. */
export interface Figures {
  readonly totals: Totals;
  readonly periods: readonly PeriodRow[];
  readonly products: readonly Omit<ProductRow, "name">[];
  readonly providers: readonly ProviderRow[];
  readonly triggers: readonly TriggerRow[];
}

interface TriggerTally {
  events: number;
  readonly purse: Purse;
}

/** Counts the events of a scope, period by period, so that no more than one period's groups are held. */
export async function countFigures(rows: ReportRows, scope: ReportScope, periods: readonly Period[]): Promise<Figures> {
  const counting = new Counting(scope);
  const ofPeriods = new Map(periods.map((period) => [period, new TradeTally()]));
  for (const [period, tally] of ofPeriods) {
    for (const group of await rows.groups(period.from, period.until)) counting.add(group, tally);
  }
  const tallyAt = ({ at }: SingleEvent) => ofPeriods.get(periods.find(({ from, until }) => from <= at && at < until) as Period);
  for (const echo of await rows.echoes()) counting.takeBack(echo, tallyAt(echo));
  for await (const page of rows.refundsAtPriceOfSale()) for (const refund of page) counting.price(refund, tallyAt(refund));
  return {
    ...counting.figures(),
    periods: [...ofPeriods].map(([period, tally]) => ({ ...period, ...tally.trade(), leads: tally.leads })),
  };
}

interface SoldTally {
  readonly sold: Sold;
  readonly tally: TradeTally;
}

class Counting {
  readonly #scope: ReportScope;
  readonly #all = new TradeTally();
  readonly #products = new Map<string, SoldTally>();
  readonly #providers = new Map<string, SoldTally>();
  readonly #triggers = new Map<Trigger, TriggerTally>();
  #repeats = 0;
  #testsLeftOut = 0;

  constructor(scope: ReportScope) {
    this.#scope = scope;
  }

  add(group: EventGroup, period: TradeTally): void {
    if (group.isTest && !this.#scope.includeTests) this.#testsLeftOut += group.count;
    else if (group.isRepeat) this.#repeats += group.count;
    else this.#count(group, 1, period);
  }

  takeBack(echo: SingleEvent, period: TradeTally | undefined): void {
    this.#count(echo, -1, period);
  }

  price(refund: SingleEvent, period: TradeTally | undefined): void {
    for (const tally of this.#talliesOf(refund, period)) tally.price(refund);
    this.#addMoney(refund, 1);
  }

  figures(): Omit<Figures, "periods"> {
    const totals = { ...this.#all.trade(), renewals: this.#all.renewals.sum(), leads: this.#all.leads };
    const triggers = [...this.#triggers].map(([trigger, { events, purse }]) => ({ trigger, events, money: purse.money() }));
    return {
      totals: { ...totals, repeats: this.#repeats, testsLeftOut: this.#testsLeftOut },
      products: [...this.#products.values()].map(({ sold, tally }) => ({ ...placeOf(sold), ...tally.trade() })).sort(byTrade),
      providers: [...this.#providers.values()]
        .map(({ sold: { provider, store }, tally }) => ({ provider, store, ...tally.trade(), leads: tally.leads }))
        .sort(byTrade),
      triggers: triggers.sort((a, b) => b.events - a.events || (a.trigger < b.trigger ? -1 : 1)),
    };
  }

  #count(group: EventGroup, times: 1 | -1, period: TradeTally | undefined): void {
    // Asked for one product, its sales are what counts, also those that came with another.
    const countsExtras = this.#scope.product !== null;
    for (const tally of this.#talliesOf(group, period)) tally.add(group, times, countsExtras || tally === this.#productTally(group));
    const trigger = this.#triggerTally(group.trigger);
    if (times === 1) trigger.events += group.count;
    this.#addMoney(group, times);
  }

  /** What came back of a part of a price is not told. */
  #addMoney(group: EventGroup, times: 1 | -1): void {
    if (group.currency === null || group.isPartial) return;
    this.#triggerTally(group.trigger).purse.add(group.currency, times * group.minor);
  }

  #talliesOf(group: EventGroup, period: TradeTally | undefined): readonly TradeTally[] {
    const provider = entryOf(this.#providers, `${group.provider}\n${group.store}`, group).tally;
    const product = this.#productTally(group);
    return [this.#all, provider, ...(product === null ? [] : [product]), ...(period === undefined ? [] : [period])];
  }

  /** Leads are about listings, and what we do not know is about nothing. */
  #productTally(group: EventGroup): TradeTally | null {
    const isOfNone = group.product === null && group.externalId === null;
    if (isOfNone && (group.trigger === "lead.received" || group.trigger === "unknown")) return null;
    return entryOf(this.#products, keyOf(group), group).tally;
  }

  #triggerTally(trigger: Trigger): TriggerTally {
    const known = this.#triggers.get(trigger) ?? { events: 0, purse: new Purse() };
    this.#triggers.set(trigger, known);
    return known;
  }
}

function entryOf(entries: Map<string, SoldTally>, key: string, sold: Sold): SoldTally {
  const known = entries.get(key) ?? { sold, tally: new TradeTally() };
  entries.set(key, known);
  return known;
}

function keyOf({ product, provider, store, externalId }: Sold): string {
  return JSON.stringify(product === null ? [provider, store, externalId] : product);
}

/** A product of ours may be sold in several places; what is linked to none is told by where it came from. */
function placeOf({ product, provider, store, externalId }: Sold): Pick<ProductRow, "product" | "provider" | "store" | "externalId"> {
  return product === null ? { product, provider, store, externalId } : { product, provider: null, store: null, externalId: null };
}

type Ranked = Pick<ProductRow, "approved" | "events"> & Partial<Pick<ProductRow, "product" | "provider" | "store" | "externalId">>;

/** The most sold first; equals by name, so that two reports of the same state are the same. */
function byTrade(a: Ranked, b: Ranked): number {
  return b.approved.count - a.approved.count || b.events - a.events || (nameOf(a) < nameOf(b) ? -1 : 1);
}

function nameOf({ product, provider, store, externalId }: Ranked): string {
  return JSON.stringify([product ?? "", provider ?? "", store ?? "", externalId ?? ""]);
}
