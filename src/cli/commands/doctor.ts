import { gatherFacts } from "../../app/doctor/gather.ts";
import { examine } from "../../app/doctor/index.ts";
import { isWithin } from "../../app/doctor/scope.ts";
import { EXIT_CODES } from "../../core/errors.ts";
import { type CommandModule, repeatable } from "../command.ts";
import { printDoctorChecks } from "../doctor/check-table.ts";
import { readChecks, readScope, requireScope } from "../doctor/flags.ts";
import { readSamples } from "../doctor/samples.ts";
import { writeJunit } from "../view/checks.ts";
import { checkResults, findingJson, reportLines, sizeText, summaryLine } from "../view/doctor.ts";
import { viewOf } from "../view/view.ts";

export const command: CommandModule = {
  define(command, texts) {
    command
      .option("--store <provider/store>", texts("doctor.option.store"))
      .option("--provider <provider>", texts("doctor.option.provider"))
      .option("--product <slug>", texts("doctor.option.product"))
      .option("--only <check>", texts("doctor.option.only"), repeatable)
      .option("--skip <check>", texts("doctor.option.skip"), repeatable)
      .option("--deep", texts("doctor.option.deep"))
      .option("--strict", texts("doctor.option.strict"))
      .option("--list", texts("doctor.option.list"))
      .option("--junit <file>", texts("doctor.option.junit"));
  },

  async run(context, input) {
    const { out, texts, options, clock } = context;
    const checks = readChecks(context, input);
    if (input.flag("list")) return printDoctorChecks(checks, context);
    const scope = readScope(context, input);
    const world = {
      now: clock.now(),
      home: await context.homeFacts(),
      open: () => context.store(),
      samples: readSamples,
      beforeDeep: ({ bytes }: { readonly bytes: number }) => out.say(texts("doctor.reading-all", { size: sizeText(bytes, texts) })),
    };
    const facts = await gatherFacts(world, { deep: input.flag("deep") });
    const links = requireScope(scope, facts);
    const findings = examine(facts, checks).filter((finding) => isWithin(scope, finding, links));
    const isStrict = input.flag("strict");
    const junit = input.text("junit");
    if (junit !== undefined) await writeJunit(junit, "doctor", checkResults(findings, texts, isStrict));
    if (out.json) out.document(findings.map((finding) => findingJson(finding, texts)));
    else {
      for (const line of reportLines(findings, viewOf(context), options.verbose)) out.line(line);
      out.say(summaryLine(findings, texts, out.styleErr));
    }
    if (findings.some(({ level }) => level === "fail" || (isStrict && level === "warn"))) context.fail(EXIT_CODES.check);
  },
};
