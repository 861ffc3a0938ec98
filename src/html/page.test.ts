import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { scriptSource } from "./escape.ts";
import type { Page, PagePart } from "./model.ts";
import { htmlPage } from "./page.ts";

const EVIL = `</script><script>alert(1)</script><img src=x onerror=alert(1)> & "it's" <!--`;

const PART: PagePart = {
  id: "products",
  title: null,
  columns: [
    { title: EVIL, isNumber: false },
    { title: "Sales", isNumber: true },
  ],
  rows: [[EVIL, "1"]],
  rest: EVIL,
  summary: "All 1 row",
  charts: [
    {
      title: EVIL,
      kind: "bars",
      isStacked: false,
      labels: [EVIL],
      ticks: [EVIL],
      unit: { kind: "count" },
      series: [{ name: EVIL, tone: "good", values: [1], texts: ["1"] }],
    },
  ],
};

const PAGE: Page = {
  language: "pt-BR",
  title: EVIL,
  about: [EVIL],
  tiles: [{ label: EVIL, value: EVIL, details: [EVIL], tone: "good" }],
  sections: [{ id: "products", title: EVIL, notes: [EVIL], parts: [PART] }],
  empty: "nothing",
  footer: EVIL,
};

const html = htmlPage(PAGE, "/*! library */ const Chart = 1;");

describe("a page", () => {
  it("shows text of strangers as text, wherever it stands", () => {
    const outside = html.replace(/<script[^>]*>[\s\S]*?<\/script>/g, "");

    expect(outside).not.toContain("<img");
    expect(outside).not.toContain("<script");
    expect(outside.match(/&lt;img src=x onerror=alert\(1\)&gt;/g)?.length).toBeGreaterThanOrEqual(10);
  });

  it("puts sums of several currencies below each other, and leaves names alone", () => {
    const rows = [["a + b", "BRL 1.00 + USD 2.00"]];
    const page = htmlPage({ ...PAGE, sections: [{ id: "products", title: "", notes: [], parts: [{ ...PART, rows }] }] }, "");

    expect(page).toContain('<th scope="row">a + b</th><td class="number">BRL 1.00 +<br>USD 2.00</td>');
  });

  it("holds its data as JSON that cannot end its element, and says the same when it is read", () => {
    const [, json = ""] = /<script type="application\/json" id="data">([\s\S]*?)<\/script>/.exec(html) ?? [];

    expect(json).not.toMatch(/[<>&]/);
    expect(JSON.parse(json)).toEqual({ language: "pt-BR", charts: [{ id: "chart-products-0", ...PART.charts[0] }] });
  });

  it("has a policy that loads nothing, and runs the scripts and the style that are in it and no other", () => {
    const [, policy = ""] = /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/.exec(html) ?? [];
    const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, source = ""]) => hash(source));
    const [, style = ""] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? [];

    expect(scripts).toHaveLength(2);
    expect(policy).toBe(
      `default-src 'none'; script-src ${scripts.join(" ")}; style-src ${hash(style)}; base-uri 'none'; form-action 'none'`,
    );
    expect(html).not.toMatch(/ style="| on[a-z]+="|https?:\/\//);
  });

  it("gives every chart a name and the table that says the same", () => {
    expect(html).toContain(
      '<canvas id="chart-products-0" role="img" aria-labelledby="chart-products-0-title" aria-describedby="products-table">',
    );
    expect(html).toContain('<table id="products-table">');
    expect(html).toContain('<html lang="pt-BR">');
  });

  it("folds a long table up beside its chart, and never one without", () => {
    const rows = Array.from({ length: 13 }, (_, at) => [`row ${at}`, "1"]);
    const folded = htmlPage({ ...PAGE, sections: [{ id: "a", title: "A", notes: [], parts: [{ ...PART, rows }] }] }, "");
    const open = htmlPage({ ...PAGE, sections: [{ id: "a", title: "A", notes: [], parts: [{ ...PART, rows, charts: [] }] }] }, "");

    expect(folded).toContain("<details><summary>All 1 row</summary>");
    expect(open).not.toContain("<details>");
  });

  it("without sections says why", () => {
    expect(htmlPage({ ...PAGE, sections: [] }, "")).toContain('<p class="empty">nothing</p>');
  });
});

describe("the source of a script", () => {
  it("cannot end its element, and means what it meant", () => {
    const source = 'const text = "</script><!--<b>";';

    expect(scriptSource(source)).toBe('const text = "\\x3C/script>\\x3C!--<b>";');
    expect(new Function(`${scriptSource(source)} return text;`)()).toBe("</script><!--<b>");
  });
});
