import type { Finding } from "../../app/conform/finding.ts";
import { type CheckPlan, planChecks } from "../../app/conform/plan-checks.ts";
import { runChecks } from "../../app/conform/run-checks.ts";
import { requireProvider } from "../../app/require-provider.ts";
import { hasFailed } from "../../core/check.ts";
import { isLoopback, withoutSecrets } from "../../core/http-url.ts";
import { DEFAULT_STORE } from "../../core/store-name.ts";
import { readFixture } from "../../shared/fixture-files.ts";
import { type CommandModule, repeatable } from "../command.ts";
import { printCheckTable } from "../conform/check-table.ts";
import { readCredentials, readEndpoint, readKnown, readOnly } from "../conform/flags.ts";
import { readLetter, writeLetter } from "../conform/letter.ts";
import { resultsOf } from "../conform/report.ts";
import type { Context } from "../context.ts";
import { startProgress } from "../progress.ts";
import { reportChecks } from "../view/checks.ts";

const MAX_SEED = 4_294_967_295;
/** With a seed the calls are the same on every day, so their time is too. */
const SEEDED_AT = "2026-11-03T12:00:00.000Z";

export const command: CommandModule = {
  define(command, texts) {
    command
      .argument("<provider>", texts("conform.argument.provider"))
      .argument("[url]", texts("conform.argument.url"))
      .option("--key <source>", texts("conform.option.key"))
      .option("--secret <name=source>", texts("conform.option.secret"), repeatable)
      .option("--store <name>", texts("conform.option.store"), DEFAULT_STORE)
      .option("--listing <code>", texts("conform.option.listing"))
      .option("--product-id <id>", texts("conform.option.product-id"))
      .option("--list", texts("conform.option.list"))
      .option("--only <check>", texts("conform.option.only"), repeatable)
      .option("--seed <n>", texts("conform.option.seed"))
      .option("--junit <file>", texts("conform.option.junit"))
      .option("--message [file]", texts("conform.option.message"))
      .option("--crm <name>", texts("conform.option.crm"))
      .option("--contact <address>", texts("conform.option.contact"));
  },

  async run(context, input) {
    const { out, texts, clock } = context;
    const provider = requireProvider(input.argument("provider"));
    if (input.flag("list")) return printCheckTable(provider, context);
    const url = readEndpoint(provider, context, input);
    const only = readOnly(provider, context, input);
    const known = readKnown(provider, context, input);
    const letter = readLetter(provider, url, context, input);
    const seed = input.integer("seed", { min: 0, max: MAX_SEED });
    const credentials = await readCredentials(provider, context, input);
    await confirmStranger(url, context);

    const wishes = {
      ...known,
      seed: seed ?? Math.floor(Math.random() * MAX_SEED),
      at: seed === undefined ? clock.now() : SEEDED_AT,
      fixture: (name: string) => readFixture(provider.id, name).request,
    };
    const plan = planChecks(provider, credentials, wishes, only);
    const findings = await runPlan(plan, url, context);
    const results = resultsOf(provider, findings, texts, context.options.verbose);
    const isFit = !hasFailed(results);
    const message = letter !== null && isFit ? { message: { to: letter.to, subject: letter.subject, text: letter.text } } : {};
    const more = { provider: provider.id, url: withoutSecrets(url), seed: wishes.seed, ...message };
    await reportChecks(results, { suite: `conform ${provider.id}`, junit: input.text("junit"), more }, context);
    if (letter === null) return;
    if (isFit) return writeLetter(letter, provider, context);
    const failed = results.filter(({ verdict }) => verdict === "failed").map(({ id }) => id);
    out.warn(texts("conform.message-not-written", { ids: failed.join(", ") }));
  },
};

async function runPlan(plan: CheckPlan, url: string, context: Context): Promise<readonly Finding[]> {
  const http = await context.http();
  const progress = await startProgress(context, plan.size);
  try {
    return await runChecks(plan, { url, onCall: () => progress.advance() }, http);
  } finally {
    progress.stop();
  }
}

/** Invented people and sales go to a server that may be anybody's, and stay there. */
async function confirmStranger(url: string, { prompts, texts }: Context): Promise<void> {
  const { hostname } = new URL(url);
  if (!isLoopback(hostname)) await prompts.confirm(texts("conform.confirm", { host: hostname }));
}
