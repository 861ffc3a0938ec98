import { describe, expect, test } from "vitest";
import type { Instant } from "../core/instant.ts";
import { formatsOf } from "./formats.ts";

const [en, pt] = [formatsOf("en"), formatsOf("pt-BR")];

describe("figures in texts", () => {
  test("money is written as the language's readers do", () => {
    expect([en.money({ minor: 123456, currency: "BRL" }), pt.money({ minor: 123456, currency: "BRL" })]).toEqual([
      "BRL 1234.56",
      "R$ 1.234,56",
    ]);
  });

  test("sums are grouped in every language, also of currencies without cents", () => {
    expect([en.total({ minor: 123456789, currency: "BRL" }), pt.total({ minor: 123456789, currency: "BRL" })]).toEqual([
      "BRL 1,234,567.89",
      "R$ 1.234.567,89",
    ]);
    expect([en.total({ minor: -12345, currency: "JPY" }), en.total({ minor: 12345, currency: "BRL" })]).toEqual([
      "JPY -12,345",
      "BRL 123.45",
    ]);
  });

  test("numbers are grouped by thousands, shares have a digit after the point", () => {
    expect([1234567, 999, -12345.5, 0].map(en.number)).toEqual(["1,234,567", "999", "-12,345.5", "0"]);
    expect([1234567, 999, -12345.5, 0].map(pt.number)).toEqual(["1.234.567", "999", "-12.345,5", "0"]);
    expect([0.1254, 1, 0].map(pt.percent)).toEqual(["12,5 %", "100 %", "0 %"]);
    expect(en.percent(0.333333)).toBe("33.3 %");
  });

  test("where there is little room, year and seconds are left out", () => {
    expect([en.short("2026-11-03 10:22:41"), pt.short("03/11/2026 10:22:41")]).toEqual(["11-03 10:22", "03/11 10:22"]);
  });

  test("days are turned round in Portuguese, and what is none is left alone", () => {
    expect([en.day("2026-11-03"), pt.day("2026-11-03"), pt.day("-")]).toEqual(["2026-11-03", "03/11/2026", "-"]);
    expect([en.month("2026-11"), pt.month("2026-11")]).toEqual(["2026-11", "11/2026"]);
    expect([pt.dateTime("soon" as Instant), en.date("soon" as Instant)]).toEqual(["soon", "soon"]);
    expect(pt.dateTime("2026-11-03T12:00:00.000Z" as Instant)).toMatch(/^0[34]\/11\/2026 \d\d:00:00$|^0[34]\/11\/2026 \d\d:\d\d:00$/);
  });
});
