import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { brazilianText, majorText, minorDigits, moneyFromMajor, moneyFromMinor } from "./money.ts";

describe("an amount in major units", () => {
  test.each([
    [1497, 149700],
    [2626.56, 262656],
    [48.9, 4890],
    [0, 0],
    [-5.5, -550],
    ["48.90", 4890],
    ["48,9", 4890],
    ["1497", 149700],
    ["1.234,56", 123456],
    ["1,234.56", 123456],
    ["1.234.567", 123456700],
    ["1,234,567", 123456700],
    ["12.345.678,90", 1234567890],
    ["R$ 1.234,56", 123456],
    ["r$48,90", 4890],
    ["R$\u00a048,90", 4890],
    ["  197.00 ", 19700],
    ["-10,00", -1000],
    ["197.0000", 19700],
    ["0.00", 0],
    ["-0.00", 0],
  ])("%j is %d cents", (value, minor) => {
    expect(moneyFromMajor(value, "BRL")).toStrictEqual({ minor, currency: "BRL" });
  });

  test.each([
    ["1.234"],
    ["1,234"],
    ["1234.567"],
    ["1.23.456"],
    ["12,34,56"],
    ["1.234,567"],
    ["abc"],
    [""],
    ["  "],
    ["1e3"],
    ["--5"],
    ["+5"],
    ["5 reais"],
    [true],
    [null],
    [undefined],
    [["5"]],
    [{ value: 5 }],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [1e15],
    ["99999999999999999999"],
  ])("%j is refused rather than guessed", (value) => {
    expect(moneyFromMajor(value, "BRL")).toBeNull();
  });

  test.each([
    [0.1 + 0.2, 30],
    [1.005, 101],
    [8.165, 817],
    [4.35, 435],
    [1.1 * 3, 330],
    [-1.005, -101],
    [0.004999, 0],
    [-0.004, 0],
    [1e-7, 0],
    ["19.995", null],
    ["19.9950", 2000],
  ])("%j is rounded on its decimal digits, half away from zero, to %j cents", (value, minor) => {
    expect(moneyFromMajor(value, "BRL")?.minor ?? null).toBe(minor);
  });

  test.each([
    ["JPY", 1500, 1500],
    ["CLP", "1500.50", 1501],
    ["KWD", 1.234, 1234],
    ["USD", 12.34, 1234],
    ["brl", 1, 100],
    [" eur ", 1, 100],
  ])("in %s %j has %d of the smallest unit", (currency, value, minor) => {
    expect(moneyFromMajor(value, currency)).toStrictEqual({ minor, currency: currency.trim().toUpperCase() });
  });

  test.each(["", "R$", "BR", "REAL", "B1L"])("a currency %j is refused", (currency) => {
    expect(moneyFromMajor(10, currency)).toBeNull();
    expect(moneyFromMinor(10, currency)).toBeNull();
  });
});

describe("an amount in minor units", () => {
  test.each([
    [19700, 19700],
    ["19700", 19700],
    [" 19700 ", 19700],
    [-100, -100],
    [0, 0],
    ["-0", 0],
  ])("%j is %d cents", (value, minor) => {
    expect(moneyFromMinor(value, "BRL")).toStrictEqual({ minor, currency: "BRL" });
  });

  test.each([[197.5], ["197.00"], ["1.970"], [""], [null], [undefined], [true], [2 ** 53], ["99999999999999999999"]])(
    "%j is no count of cents",
    (value) => {
      expect(moneyFromMinor(value, "BRL")).toBeNull();
    },
  );
});

describe("an amount as text", () => {
  test.each([
    [19700, "BRL", "197.00"],
    [5, "BRL", "0.05"],
    [0, "BRL", "0.00"],
    [-5, "BRL", "-0.05"],
    [-123456, "BRL", "-1234.56"],
    [1500, "JPY", "1500"],
    [-1500, "JPY", "-1500"],
    [1234, "KWD", "1.234"],
    [7, "KWD", "0.007"],
  ])("%d of %s is %s", (minor, currency, text) => {
    expect(majorText({ minor, currency })).toBe(text);
  });

  test("is read back as the same amount", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom("BRL", "USD", "JPY", "CLP"), (minor, currency) => {
        expect(moneyFromMajor(majorText({ minor, currency }), currency)).toStrictEqual({ minor, currency });
      }),
    );
  });

  test("is the same amount as its JSON number", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (minor) => {
        expect(moneyFromMajor(minor / 100, "BRL")).toStrictEqual({ minor, currency: "BRL" });
      }),
    );
  });
});

test("the smallest unit is a hundredth unless ISO 4217 says otherwise", () => {
  expect(["BRL", "USD", "EUR", "JPY", "KWD", "XXX"].map(minorDigits)).toStrictEqual([2, 2, 2, 0, 3, 2]);
});

test.each([
  [19700, "BRL", "R$ 197,00"],
  [5, "BRL", "R$ 0,05"],
  [123456, "BRL", "R$ 1.234,56"],
  [-123456789, "BRL", "-R$ 1.234.567,89"],
  [19700, "USD", "USD 197,00"],
  [1500, "JPY", "JPY 1.500"],
  [1234567, "KWD", "KWD 1.234,567"],
])("%d of %s is shown to Brazilians as %s", (minor, currency, text) => {
  expect(brazilianText({ minor, currency })).toBe(text);
});
