import { applyFile, planFile } from "../../app/config-file/apply.ts";
import type { ConfigPlan } from "../../app/config-file/plan.ts";
import type { FileFault } from "../../app/rule-file.ts";
import { EXIT_CODES } from "../../core/errors.ts";
import type { Result } from "../../core/result.ts";
import { fingerprintOf } from "../../shared/fingerprint.ts";
import type { CommandModule } from "../command.ts";
import { type ConfigFile, readConfigFile } from "../config-file/read.ts";
import { fetchReferences } from "../config-file/references.ts";
import type { Context } from "../context.ts";
import { printable } from "../printable.ts";
import { configPlanJson, configPlanView, keptText } from "../view/config-plan.ts";
import { viewOf } from "../view/view.ts";

export const command: CommandModule = {
  define(command, texts) {
    command
      .argument("<file>", texts("apply.argument.file"))
      .option("--dry-run", texts("apply.option.dry-run"))
      .option("--check", texts("apply.option.check"))
      .option("--prune", texts("apply.option.prune"))
      .option("--keep-secrets", texts("apply.option.keep-secrets"));
  },
  async run(context, input) {
    const { clock, ids, options, prompts, texts } = context;
    const file = await readConfigFile(input.argument("file"), context);
    const keepsSecrets = input.flag("keepSecrets");
    const references = keepsSecrets ? new Map() : await fetchReferences(file.document, file.folder, context);
    const { unread, nameOf, textOf } = file;
    const wishes = { prune: input.flag("prune"), keepsSecrets, references, unread, nameOf, textOf, fingerprintOf, ids };
    // A home that is not there is an empty one; it is made only when there is something to put into it.
    const home = context.hasStore() ? await context.store() : await context.scratchStore();
    const preview = planOf(file, await planFile(home, clock, file.document, wishes));
    if (input.flag("dryRun") || input.flag("check")) {
      report(preview, { dryRun: true }, context);
      if (input.flag("check") && preview.changes.length > 0) context.fail(EXIT_CODES.check);
      return;
    }
    if (preview.changes.length === 0) return report(preview, { dryRun: false }, context);
    const isAsked = preview.removed > 0 && !options.yes;
    if (isAsked) {
      show(preview, context);
      await prompts.confirm(texts("apply.confirm", { n: preview.removed }));
    }
    const done = planOf(file, await applyFile(await context.store(), clock, file.document, wishes, isAsked ? preview : null));
    report(done, { dryRun: false, isShown: isAsked }, context);
  },
};

/** @throws INTG_YAML_INVALID with everything that is wrong, where anything is. */
function planOf(file: ConfigFile, plan: Result<ConfigPlan, readonly FileFault[]>): ConfigPlan {
  if (plan.ok && file.problems.length === 0) return plan.value;
  throw file.error(plan.ok ? [] : plan.error);
}

function show(plan: ConfigPlan, context: Context): void {
  if (context.out.json) return;
  for (const line of configPlanView(plan, viewOf(context))) context.out.line(line);
}

function report(plan: ConfigPlan, how: { readonly dryRun: boolean; readonly isShown?: boolean }, context: Context): void {
  const { out, texts } = context;
  if (how.isShown !== true) show(plan, context);
  if (out.json) out.document(configPlanJson(plan, how, viewOf(context)));
  for (const { subject, problem } of plan.warnings) {
    out.warn(texts("apply.warning", { subject: printable(subject), problem: printable(texts.ofNote(problem)) }));
  }
  const count = (what: ConfigPlan["changes"][number]["what"]) => plan.changes.filter((change) => change.what === what).length;
  const counts = { add: count("add"), change: count("change"), remove: count("remove") };
  if (plan.changes.length === 0) out.say(texts("apply.nothing"));
  else out.say(texts(how.dryRun ? "apply.would" : "apply.done", counts));
  const kept = keptText(plan, texts);
  if (kept !== null) out.say(texts("apply.kept", { what: kept }));
}
