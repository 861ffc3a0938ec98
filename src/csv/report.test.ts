import { describe, expect, it } from "vitest";
import { reportCsv } from "./report.ts";

function csv(...keys: readonly string[]): string {
  return [...reportCsv([{ section: "origins", keys, measure: "approved.money", currency: "BRL", value: -19700 }])].join("");
}

describe("figures as CSV", () => {
  it("stand one a row under a head, keys that are missing left empty", () => {
    expect(csv("src", "instagram")).toBe(
      "section,key1,key2,key3,measure,currency,value\norigins,src,instagram,,approved.money,BRL,-19700\n",
    );
  });

  it.each([
    ["=HYPERLINK(1)", "'=HYPERLINK(1)"],
    ["+55", "'+55"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "'\t=1"],
  ])("%s, which a spreadsheet would run, is made text; a value stays a number", (key, cell) => {
    expect(csv("src", key)).toContain(`,src,${cell},,approved.money,BRL,-19700\n`);
  });

  it("quote what needs it", () => {
    expect(csv("src", 'a,"b"\nc')).toContain('src,"a,""b""\nc",,');
  });
});
