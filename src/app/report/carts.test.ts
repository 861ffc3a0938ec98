import { describe, expect, it } from "vitest";
import { cartsOf } from "./carts.ts";

/** `c3` is a cart on the third day, `p4.5` a payment at noon of the fourth. */
function steps(text: string) {
  return text.split(" ").map((step) => ({
    kind: step.startsWith("c") ? ("cart" as const) : ("paid" as const),
    at: day(Number(step.slice(1))),
    ...{ currency: null, minor: null },
  }));
}

function day(number: number): string {
  return new Date(Date.UTC(2026, 0, 1) + number * 86_400_000).toISOString();
}

function told(text: string): readonly string[] {
  const number = (ms: number) => String((ms - Date.UTC(2026, 0, 1)) / 86_400_000);
  return cartsOf(steps(text)).map(({ startedMs, paidMs }) => `${number(startedMs)}:${paidMs === null ? "-" : number(paidMs)}`);
}

describe("carts of one buyer and product", () => {
  it.each([
    ["left and not paid", "c1", ["1:-"]],
    ["left and paid", "c1 p2.5", ["1:2.5"]],
    ["paid at the very end of the window", "c1 p8", ["1:8"]],
    ["paid too late", "c1 p8.1", ["1:-"]],
    ["paid without a cart, which is no cart", "p1", []],
    ["left twice is one", "c1 c2 p3", ["1:3"]],
    ["left again and again is one, as long as none lies a week after the one before", "c0 c6 c12 c18 p20", ["0:20"]],
    ["left again after more than a week is another", "c0 c7.5 p8", ["0:-", "7.5:8"]],
    ["left again after it was paid is another", "c1 p2 c3 p4", ["1:2", "3:4"]],
    ["paid twice is paid once: the second payment is of no cart", "c1 p2 p3", ["1:2"]],
    ["paid in the moment it was left is paid", "c1 p1", ["1:1"]],
    ["left after a purchase is not paid by it", "p1 c2", ["2:-"]],
  ])("%s", (_, text, carts) => {
    expect(told(text)).toEqual(carts);
  });

  it("are paid at what the payment names that pays them", () => {
    const paid = (on: number, minor: number | null) => ({ kind: "paid" as const, at: day(on), currency: "BRL", minor });
    const left = (on: number) => ({ kind: "cart" as const, at: day(on), currency: null, minor: null });
    const carts = cartsOf([left(1), paid(2, 100), paid(3, 200), left(4), paid(5, null), left(6), paid(20, 300)]);

    expect(carts.map(({ paidMoney }) => paidMoney)).toEqual([{ currency: "BRL", minor: 100 }, null, null]);
  });
});
