import { createHash } from "node:crypto";
import { escaped, scriptJson, scriptSource } from "./escape.ts";
import type { Chart, Page, PagePart, PageSection, Tile } from "./model.ts";
import { PAGE_SCRIPT } from "./script.ts";
import { PAGE_STYLE } from "./style.ts";

const MOST_ROWS_OPEN = 12;
/** A table of no more columns has room beside its chart. */
const MOST_COLUMNS_BESIDE = 4;

/**
 * One file that needs nothing else: style, data and the library that draws its charts are in it, and its policy lets it load nothing.
 *
 * @param chartSource - the source of Chart.js, which defines `Chart`.
 */
export function htmlPage(page: Page, chartSource: string): string {
  const scripts = [scriptSource(chartSource), PAGE_SCRIPT];
  const charts = page.sections.flatMap(({ parts }) =>
    parts.flatMap((part) => part.charts.map((chart, at) => ({ id: chartId(part, at), ...chart }))),
  );
  return `<!doctype html>
<html lang="${escaped(page.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(scripts)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escaped(`${page.title} · ${page.about[0] ?? ""}`)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<header>
<h1>${escaped(page.title)}</h1>
<p>${page.about.map((part) => `<span>${escaped(part)}</span>`).join(" ")}</p>
</header>
<ul class="tiles">${page.tiles.map(tileHtml).join("")}</ul>
${page.sections.length === 0 ? `<p class="empty">${escaped(page.empty)}</p>` : page.sections.map(sectionHtml).join("\n")}
<footer>${escaped(page.footer)}</footer>
</main>
<script type="application/json" id="data">${scriptJson({ language: page.language, charts })}</script>
${scripts.map((source) => `<script>${source}</script>`).join("\n")}
</body>
</html>
`;
}

/** Nothing is loaded from anywhere; of scripts and styles only those run that are meant. */
function policyOf(scripts: readonly string[]): string {
  const hashes = (sources: readonly string[]) => sources.map((source) => `'sha256-${sha256(source)}'`).join(" ");
  return `default-src 'none'; script-src ${hashes(scripts)}; style-src ${hashes([PAGE_STYLE])}; base-uri 'none'; form-action 'none'`;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}

function tileHtml({ label, value, details, tone }: Tile): string {
  const lines = details.map((line) => `<small>${escaped(line)}</small>`).join("");
  return `<li class="${tone}"><span>${escaped(label)}</span><strong>${escaped(value)}</strong>${lines}</li>`;
}

function sectionHtml({ id, title, notes, parts }: PageSection): string {
  const lines = notes.map((note) => `<p class="note">${escaped(note)}</p>`).join("");
  return `<section id="${escaped(id)}" aria-labelledby="${escaped(id)}-title">
<h2 id="${escaped(id)}-title">${escaped(title)}</h2>${lines}
<div class="${parts.length > 1 ? "parts" : "part-alone"}">${parts.map((part) => partHtml(part, title)).join("")}</div>
</section>`;
}

function partHtml(part: PagePart, section: string): string {
  const heading = part.title === null ? "" : `<h3>${escaped(part.title)}</h3>`;
  const charts = part.charts.map((chart, at) => chartHtml(part, chart, at)).join("");
  const isBeside = part.title === null && part.charts.length > 0 && part.columns.length <= MOST_COLUMNS_BESIDE;
  return `<div class="part${isBeside ? " beside" : ""}">${heading}${charts}${tableHtml(part, part.title ?? section)}</div>`;
}

/** As tall as its bars need; a chart along time has a height of its own. */
function chartHtml(part: PagePart, chart: Chart, at: number): string {
  const id = chartId(part, at);
  const size = chart.kind === "columns" ? "columns" : `bars-${Math.min(Math.max(chart.labels.length, 1), 24)}`;
  return `<figure class="${size}"><figcaption id="${id}-title">${escaped(chart.title)}</figcaption><div class="plot"><canvas id="${id}" role="img" aria-labelledby="${id}-title" aria-describedby="${escaped(part.id)}-table"></canvas></div></figure>`;
}

function chartId(part: PagePart, at: number): string {
  return `chart-${escaped(part.id)}-${at}`;
}

/** Sums of several currencies stand below each other, or nothing else would find room. */
function figureHtml(figure: string): string {
  return figure.split(" + ").map(escaped).join(" +<br>");
}

/**
 * A wide table slides within its own frame, also by keyboard, so that the page does not. One that is long, and whose chart says it
 * already, is folded up until somebody wants it, or prints.
 */
function tableHtml({ id, columns, rows, rest, charts, summary }: PagePart, name: string): string {
  const kind = (at: number) => (columns[at]?.isNumber === true ? ' class="number"' : "");
  const head = columns.map(({ title }, at) => `<th scope="col"${kind(at)}>${escaped(title)}</th>`).join("");
  const body = rows.map((row) => {
    const cells = row.map((cell, at) => (at === 0 ? `<th scope="row">${escaped(cell)}</th>` : `<td${kind(at)}>${figureHtml(cell)}</td>`));
    return `<tr>${cells.join("")}</tr>`;
  });
  const more = rest === null ? "" : `<p class="rest">${escaped(rest)}</p>`;
  const table = `<div class="table" role="region" tabindex="0" aria-label="${escaped(name)}"><table id="${escaped(id)}-table"><thead><tr>${head}</tr></thead><tbody>${body.join("")}</tbody></table></div>${more}`;
  const isFolded = charts.length > 0 && rows.length > MOST_ROWS_OPEN;
  return isFolded ? `<details><summary>${escaped(summary)}</summary>${table}</details>` : `<div>${table}</div>`;
}
