import type { Report } from "../../app/report/model.ts";
import { LEAD_CODES, ORIGIN_CODES } from "../../app/report-ports.ts";
import type { PagePart } from "../../html/model.ts";
import { approvedChart, countChart, partsChart } from "./charts.ts";
import { number, partOf, text } from "./part.ts";
import type { Words } from "./words.ts";

export function originParts(origins: NonNullable<Report["origins"]>, words: Words): readonly PagePart[] {
  const { texts } = words;
  return ORIGIN_CODES.flatMap((code) => {
    const { rows, leftOut } = origins[code];
    if (rows.every(({ value }) => value === null)) return [];
    const names = rows.map(({ value }) => value ?? texts("report.untold"));
    const told = rows.filter(({ value }) => value !== null);
    const part = partOf(`origin-${code.replace("_", "-")}`, words, {
      title: texts(`report.origin.${code}`),
      columns: [
        text(`report.origin.${code}`),
        ...(["carts", "issued", "sales", "approved"] as const).map((name) => number(`report.column.${name}`)),
      ],
      rows: rows.map(({ carts, issued, approved }, at) => [
        names[at] ?? "",
        carts === null ? "-" : words.count(carts),
        issued === null ? "-" : words.count(issued),
        words.count(approved.count),
        words.money(approved.money),
      ]),
      leftOut,
      charts: [
        approvedChart(
          names,
          told.map(({ approved }) => approved),
          words,
        ),
      ],
    });
    return [part];
  });
}

export function dispatchPart(rows: NonNullable<Report["dispatches"]>, words: Words): PagePart {
  const { texts } = words;
  const names = rows.map(({ destination }) => destination ?? texts("report.no-destination"));
  const counted = ["sent", "dead", "waiting", "withdrawn"] as const;
  const tones = { sent: "good", dead: "bad", waiting: "waiting", withdrawn: "quiet" } as const;
  return partOf("dispatches", words, {
    columns: [
      text("report.column.destination"),
      ...([...counted, "success", "attempts"] as const).map((name) => number(`report.column.${name}`)),
    ],
    rows: rows.map((row, at) => [
      names[at] ?? "",
      ...counted.map((name) => words.count(row[name])),
      words.share(row.successRate),
      words.count(row.attempts),
    ]),
    charts: [
      partsChart(
        texts("report.chart.dispatches"),
        names,
        counted.map((name) => ({ name: texts(`report.column.${name}`), tone: tones[name], values: rows.map((row) => row[name]) })),
        words,
      ),
    ],
  });
}

export function leadParts(lists: NonNullable<Report["leads"]>, words: Words): readonly PagePart[] {
  const { texts } = words;
  return LEAD_CODES.flatMap((code) => {
    const { rows, leftOut } = lists[code];
    if (rows.every(({ value }) => value === null)) return [];
    const names = rows.map(({ value }) => value ?? texts("report.untold"));
    const counts = rows.map(({ leads }) => leads);
    const part = partOf(`lead-${code}`, words, {
      title: texts(`report.lead.${code}`),
      columns: [text(`report.lead.${code}`), number("report.column.leads")],
      rows: names.map((name, at) => [name, words.count(counts[at] ?? 0)]),
      leftOut,
      charts: [countChart(texts("report.chart.leads"), names, counts, words)],
    });
    return [part];
  });
}
