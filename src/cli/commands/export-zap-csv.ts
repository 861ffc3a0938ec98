import { type ExportTotals, exportedRows } from "../../app/export-advertisers.ts";
import { advertiserCsv } from "../../csv/advertisers.ts";
import { replaceFile } from "../../shared/replace-file.ts";
import { spooled } from "../../shared/spool.ts";
import type { CommandModule } from "../command.ts";
import { printable } from "../printable.ts";
import { readUrl } from "../read-url.ts";
import { createSink } from "../sink.ts";
import { untilInterrupted } from "../stop-signal.ts";

export const command: CommandModule = {
  define(command, texts) {
    command
      .option("-o, --output <file>", texts("export-zap-csv.option.output"))
      .option("--public-url <url>", texts("export-zap-csv.option.public-url"));
  },
  async run({ out, texts, io, ...context }, input) {
    const given = input.text("publicUrl");
    const publicUrl = given === undefined ? null : readUrl(given).replace(/\/+$/, "");
    const output = input.text("output") ?? "-";
    const totals: ExportTotals = { rows: 0, skippedClosed: 0 };
    const chunks = untilInterrupted(advertiserCsv(exportedRows(await context.store(), publicUrl, totals)));
    if (output === "-") await writeOut(io.stdout, chunks);
    else await replaceFile(output, chunks);
    if (output !== "-" && out.json) out.document({ file: output, ...totals });
    if (totals.skippedClosed > 0) out.say(texts("export-zap-csv.skipped", { n: totals.skippedClosed }));
    if (totals.rows === 0) out.warn(texts("export-zap-csv.empty"));
    else if (output !== "-") out.say(texts("export-zap-csv.done", { n: totals.rows, file: printable(output) }));
  },
};

/** Nothing goes out before every advertiser was found good; a reader that leaves early is no error. */
async function writeOut(stdout: NodeJS.WriteStream, chunks: AsyncIterable<string>): Promise<void> {
  const sink = createSink(stdout);
  for await (const chunk of await spooled(chunks)) if (!(await sink.write(chunk))) return;
}
