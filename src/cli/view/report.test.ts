import { Chalk } from "chalk";
import { describe, expect, it } from "vitest";
import type { Page, PagePart } from "../../html/model.ts";
import { reportLines } from "./report.ts";

const part: PagePart = {
  id: "products",
  title: null,
  columns: [
    { title: "Product", isNumber: false },
    { title: "Sales", isNumber: true },
    { title: "Approved", isNumber: true },
  ],
  rows: [
    ["Curso de Confeitaria Artesanal", "1,204", "BRL 237,188.00"],
    ["evil \u001b[31m", "7", "-"],
  ],
  rest: "3 more",
  summary: "All 2 rows",
  charts: [],
};

const page: Page = {
  language: "en",
  title: "Report",
  about: ["2026-10-29 00:00 to 2026-11-28 07:37", "days of America/Sao_Paulo"],
  tiles: [
    { label: "Approved", value: "BRL 237,188.00", details: ["1,204 sales", "of which 3 renewals"], tone: "good" },
    { label: "Leads", value: "7", details: [], tone: "plain" },
  ],
  sections: [{ id: "products", title: "Products", notes: ["A note that says how this is meant."], parts: [part] }],
  empty: "",
  footer: "",
};

const plain = new Chalk({ level: 0 });

describe("a report as lines", () => {
  it("has its totals and a table per section, numbers under each other", () => {
    expect(reportLines(page, plain, null)).toEqual([
      "Report  2026-10-29 00:00 to 2026-11-28 07:37, days of America/Sao_Paulo",
      "",
      "  Approved  BRL 237,188.00  1,204 sales, of which 3 renewals",
      "  Leads                  7",
      "",
      "Products",
      "  A note that says how this is meant.",
      "  Product                         Sales        Approved",
      "  Curso de Confeitaria Artesanal  1,204  BRL 237,188.00",
      "  evil \\u{1b}[31m                     7               -",
      "  3 more",
    ]);
  });

  it("fits a narrow terminal by cutting names and breaking notes", () => {
    const lines = reportLines(page, plain, 48);

    expect(lines.slice(6)).toEqual([
      "  A note that says how this is meant.",
      "  Product                  Sales        Approved",
      "  Curso de Confeitaria A…  1,204  BRL 237,188.00",
      "  evil \\u{1b}[31m              7               -",
      "  3 more",
    ]);
    expect(reportLines(page, plain, 30)[6]).toBe("  A note that says how this is");
  });
});
