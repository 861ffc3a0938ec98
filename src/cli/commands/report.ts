import { requireProduct } from "../../app/register-product.ts";
import { buildReport, type ReportWishes } from "../../app/report/build.ts";
import { figuresOf } from "../../app/report/flatten.ts";
import type { Report } from "../../app/report/model.ts";
import { IntgError } from "../../core/errors.ts";
import type { Page } from "../../html/model.ts";
import type { CommandModule } from "../command.ts";
import type { Context } from "../context.ts";
import { printable } from "../printable.ts";
import { reportJson } from "../report/json.ts";
import { pageOf } from "../report/page.ts";
import { defineWishes, readWishes } from "../report/wishes.ts";
import { wordsOf } from "../report/words.ts";
import { createSink } from "../sink.ts";
import { reportLines } from "../view/report.ts";
import { viewOf } from "../view/view.ts";

export const command: CommandModule = {
  define(command, texts) {
    defineWishes(command, texts);
    command.option("--csv", texts("report.option.csv")).option("--html <file>", texts("report.option.html"));
  },
  async run(context, input) {
    const { out, texts, clock, options } = context;
    const [isCsv, file] = [input.flag("csv"), input.text("html")];
    if (out.json && isCsv) throw new IntgError("INTG_USAGE", { detail: texts("report.json-or-csv"), command: input.command });
    const wishes = readWishes(context, input, out.json || isCsv);
    const report = await readReport(context, wishes);
    const page = pageOf(report, wordsOf(texts, wishes.zone), clock.now());
    if (file !== undefined) await writePage(file, page, context);
    if (out.json) out.document(reportJson(report));
    else if (isCsv) await writeCsv(report, context);
    else if (file === undefined) for (const line of reportLines(page, out.style, viewOf(context).columns)) out.line(line);
    if (file === undefined && page.sections.length === 0 && !options.quiet) out.say(page.empty);
  },
};

/** A product that nothing is known of is a typing error; one that had no event in this time is not. */
async function readReport(context: Context, wishes: ReportWishes): Promise<Report> {
  const store = await context.store();
  const report = await buildReport(store, wishes);
  const { product } = wishes.scope;
  const { events, repeats, testsLeftOut } = report.totals;
  if (product !== null && events + repeats + testsLeftOut === 0 && (await store.events.list({ product, limit: 1 })).length === 0) {
    await requireProduct(store, product);
  }
  return report;
}

async function writePage(file: string, page: Page, { out, texts }: Context): Promise<void> {
  const [{ htmlPage }, { readChartSource }, { replaceFile }] = await Promise.all([
    import("../../html/page.ts"),
    import("../report/chart-source.ts"),
    import("../../shared/replace-file.ts"),
  ]);
  const html = htmlPage(page, await readChartSource());
  await replaceFile(
    file,
    (async function* () {
      yield html;
    })(),
  );
  out.say(texts("report.written", { file: printable(file) }));
}

async function writeCsv(report: Report, { io }: Context): Promise<void> {
  const { reportCsv } = await import("../../csv/report.ts");
  const sink = createSink(io.stdout);
  for (const row of reportCsv(figuresOf(report))) if (!(await sink.write(row))) return;
}
