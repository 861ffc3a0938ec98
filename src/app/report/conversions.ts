import type { CartStep, ReportRows, ReportScope } from "../report-ports.ts";
import { cartsOf } from "./carts.ts";
import type { Conversion, ConversionKind } from "./model.ts";
import { median, percentile } from "./percentile.ts";
import { Purse } from "./tally.ts";

/** Carts, boletos and Pix that began within the scope, and what became of them until now. */
export async function countConversions(rows: ReportRows, scope: ReportScope): Promise<readonly Conversion[]> {
  const tallies = { cart: new Tally(), boleto: new Tally(), pix: new Tally() };
  await countCarts(rows, scope, tallies.cart);
  for await (const page of rows.issued()) {
    for (const { trigger, at, paidAt, currency, minor } of page) {
      const tally = trigger === "boleto.issued" ? tallies.boleto : tallies.pix;
      tally.add(Date.parse(at), paidAt === null ? null : Date.parse(paidAt));
      if (currency === null || minor === null) continue;
      tally.addStarted(currency, minor);
      if (paidAt !== null) tally.addPaid(currency, minor);
    }
  }
  return [
    tallies.cart.conversion("cart", await rows.cartsOfNobody()),
    tallies.boleto.conversion("boleto", 0),
    tallies.pix.conversion("pix", 0),
  ];
}

async function countCarts(rows: ReportRows, scope: ReportScope, tally: Tally): Promise<void> {
  const [sinceMs, untilMs] = [Date.parse(scope.since), Date.parse(scope.until)];
  let steps: CartStep[] = [];
  const countSteps = () => {
    for (const { startedMs, paidMs, paidMoney } of cartsOf(steps)) {
      if (startedMs < sinceMs || startedMs >= untilMs) continue;
      tally.add(startedMs, paidMs);
      if (paidMoney !== null) tally.addPaid(paidMoney.currency, paidMoney.minor);
    }
  };
  for await (const page of rows.cartSteps()) {
    for (const step of page) {
      const [before] = steps;
      if (before !== undefined && (before.buyer !== step.buyer || before.product !== step.product)) {
        countSteps();
        steps = [];
      }
      steps.push(step);
    }
  }
  countSteps();
}

class Tally {
  #started = 0;
  readonly #waitedMs: number[] = [];
  readonly #startedMoney = new Purse();
  readonly #paidMoney = new Purse();

  /** A payment told before what was paid was issued, by clocks that differ, took no time. */
  add(startedMs: number, paidMs: number | null): void {
    this.#started += 1;
    if (paidMs !== null) this.#waitedMs.push(Math.max(0, paidMs - startedMs));
  }

  addStarted(currency: string, minor: number): void {
    this.#startedMoney.add(currency, minor);
  }

  addPaid(currency: string, minor: number): void {
    this.#paidMoney.add(currency, minor);
  }

  conversion(kind: ConversionKind, unknown: number): Conversion {
    const sorted = Float64Array.from(this.#waitedMs).sort();
    return {
      kind,
      started: this.#started,
      paid: sorted.length,
      rate: this.#started === 0 ? null : sorted.length / this.#started,
      medianSeconds: seconds(median(sorted)),
      p90Seconds: seconds(percentile(sorted, 0.9)),
      startedMoney: this.#startedMoney.money(),
      paidMoney: this.#paidMoney.money(),
      unknown,
    };
  }
}

function seconds(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms / 1000);
}
