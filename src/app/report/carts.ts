import type { Money } from "../../core/money.ts";
import type { CartStep } from "../report-ports.ts";

/** How long after a cart its buyer is waited for, and how long two carts may lie apart and still be one. */
export const CART_WINDOW_MS = 7 * 86_400_000;

/** One cart of one buyer and product, however often it was told. */
export interface Cart {
  readonly startedMs: number;
  /** When it was paid; null when it was not, within the window after the last time it was left. */
  readonly paidMs: number | null;
  /** What that payment names; null where it names nothing, or where there is none. */
  readonly paidMoney: Money | null;
}

/**
 * Puts the steps of one buyer and one product together: a cart that is left again within the window is the same cart, unless it
 * was paid between. A payment belongs to the cart before it, one that comes too late to none.
 *
 * @param steps - in the order of time, carts before payments of the same moment.
 */
export function cartsOf(steps: readonly Omit<CartStep, "buyer" | "product">[]): readonly Cart[] {
  const carts: Cart[] = [];
  let open: { readonly startedMs: number; readonly lastMs: number } | null = null;
  for (const { at, kind, currency, minor } of steps) {
    const ms = Date.parse(at);
    const isSame: boolean = open !== null && ms - open.lastMs <= CART_WINDOW_MS;
    const money = currency === null || minor === null ? null : { currency, minor };
    if (open !== null && !isSame) carts.push({ startedMs: open.startedMs, paidMs: null, paidMoney: null });
    else if (open !== null && kind === "paid") carts.push({ startedMs: open.startedMs, paidMs: ms, paidMoney: money });
    if (kind === "paid") open = null;
    else open = { startedMs: open !== null && isSame ? open.startedMs : ms, lastMs: ms };
  }
  if (open !== null) carts.push({ startedMs: open.startedMs, paidMs: null, paidMoney: null });
  return carts;
}
