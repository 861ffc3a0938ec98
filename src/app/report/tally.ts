import type { Money } from "../../core/money.ts";
import type { EventGroup } from "../report-ports.ts";
import type { Refunds, Sum, Trade } from "./model.ts";

/** Amounts added up, one sum per currency. */
export class Purse {
  readonly #minor = new Map<string, number>();

  add(currency: string, minor: number): void {
    this.#minor.set(currency, (this.#minor.get(currency) ?? 0) + minor);
  }

  money(): readonly Money[] {
    return [...this.#minor].map(([currency, minor]) => ({ minor, currency })).sort((a, b) => (a.currency < b.currency ? -1 : 1));
  }
}

/** Counts sales, or refunds of them. */
export class SumTally {
  count = 0;
  #withoutAmount = 0;
  readonly #purse = new Purse();

  /** @param minor - sum of their amounts; null when they name none. */
  add(count: number, currency: string | null, minor: number | null): void {
    this.count += count;
    if (currency === null || minor === null) this.#withoutAmount += count;
    else this.#purse.add(currency, minor);
  }

  /** Items whose amounts are in those of the sales they belong to. */
  addItems(count: number): void {
    this.count += count;
  }

  /** One that is counted already, and named no amount. */
  price(currency: string, minor: number): void {
    this.#withoutAmount -= 1;
    this.#purse.add(currency, minor);
  }

  sum(): Sum {
    return { count: this.count, money: this.#purse.money(), withoutAmount: this.#withoutAmount };
  }
}

class RefundTally {
  readonly sums = new SumTally();
  #partial = 0;
  #atPriceOfSale = 0;

  addPartial(count: number): void {
    this.#partial += count;
  }

  price(currency: string, minor: number): void {
    this.#atPriceOfSale += 1;
    this.sums.price(currency, minor);
  }

  refunds(): Refunds {
    return { ...this.sums.sum(), partial: this.#partial, atPriceOfSale: this.#atPriceOfSale };
  }
}

/** Counts what was sold and taken back of whatever it is given. */
export class TradeTally {
  #events = 0;
  leads = 0;
  readonly approved = new SumTally();
  readonly renewals = new SumTally();
  readonly #refunded = new RefundTally();
  readonly #chargebacks = new RefundTally();

  /**
   * @param times - 1, or -1 to take a sale back that was counted twice; its event stays counted.
   * @param countsExtras - whether a further item of a sale counts, as it does where its product is looked at.
   */
  add(group: EventGroup, times: 1 | -1, countsExtras: boolean): void {
    if (times === 1) this.#events += group.count;
    if (times === 1 && group.trigger === "lead.received") this.leads += group.count;
    const refunds = this.#refundsOf(group);
    if (refunds !== null && !group.isPartial) addTo(refunds.sums, group, times, countsExtras);
    if (refunds !== null && group.isPartial && (countsExtras || !group.isExtra)) refunds.addPartial(times * group.count);
    if (group.trigger !== "purchase.approved") return;
    addTo(this.approved, group, times, countsExtras);
    if (group.isRenewal) addTo(this.renewals, group, times, countsExtras);
  }

  /** A refund that is counted already takes the amount of its sale. */
  price(group: EventGroup): void {
    if (group.currency !== null) this.#refundsOf(group)?.price(group.currency, group.minor);
  }

  trade(): Trade {
    return {
      events: this.#events,
      approved: this.approved.sum(),
      refunded: this.#refunded.refunds(),
      chargebacks: this.#chargebacks.refunds(),
    };
  }

  #refundsOf({ trigger }: EventGroup): RefundTally | null {
    if (trigger === "purchase.refunded") return this.#refunded;
    return trigger === "purchase.chargeback" ? this.#chargebacks : null;
  }
}

function addTo(sums: SumTally, group: EventGroup, times: 1 | -1, countsExtras: boolean): void {
  if (!group.isExtra) sums.add(times * group.count, group.currency, group.currency === null ? null : times * group.minor);
  else if (countsExtras) sums.addItems(times * group.count);
}
