import type { Command } from "commander";
import { requireProduct } from "../../../app/register-product.ts";
import { requireProvider } from "../../../app/require-provider.ts";
import { IntgError } from "../../../core/errors.ts";
import type { Texts } from "../../../messages/text.ts";
import type { CommandModule } from "../../command.ts";
import type { Context } from "../../context.ts";
import type { Input } from "../../input.ts";
import { runBackTest } from "../../rule-test/run-backtest.ts";
import { runFileTests } from "../../rule-test/run-tests.ts";
import { readStoreName } from "../../store-name.ts";
import { requireSince } from "../event/filter.ts";

/** People listed when nobody says how many. JSON gives all. */
const LISTED = 20;
const MOST = 1_000_000_000;

export const command: CommandModule = {
  define(command, texts) {
    command.argument("<file>", texts("rule.test.argument.file")).option("--junit <file>", texts("rule.test.option.junit"));
    defineBackTest(command, texts);
  },

  async run(context, input) {
    const file = input.argument("file");
    const since = input.text("since");
    if (since === undefined) {
      for (const name of ["provider", "store", "product", "limit"])
        if (input.text(name) !== undefined) throw onlyWithSince(name, input, context);
      if (input.flag("check")) throw onlyWithSince("check", input, context);
      return runFileTests(file, input.text("junit"), context);
    }
    if (input.text("junit") !== undefined)
      throw input.badValue("junit", input.text("junit") ?? "", context.texts("rule.test.junit-without"));
    return runBackTest(file, await readWishes(since, input, context), context);
  },
};

function defineBackTest(command: Command, texts: Texts): void {
  command
    .option("--since <when>", texts("rule.test.option.since"))
    .option("--provider <provider>", texts("rule.test.option.provider"))
    .option("--store <name>", texts("rule.test.option.store"))
    .option("--product <slug>", texts("rule.test.option.product"))
    .option("--check", texts("rule.test.option.check"))
    .option("--limit <n>", texts("rule.test.option.limit", { n: LISTED }));
}

async function readWishes(since: string, input: Input, context: Context): Promise<Parameters<typeof runBackTest>[1]> {
  const [provider, product] = [input.text("provider"), input.text("product")];
  const hasStoreName = input.text("store") !== undefined;
  if (product !== undefined && context.hasStore()) await requireProduct(await context.store(), product);
  return {
    choice: {
      since: requireSince(since, context, input),
      ...(provider === undefined ? {} : { provider: requireProvider(provider).id }),
      ...(hasStoreName ? { store: readStoreName(input, context.texts) } : {}),
    },
    product,
    limit: input.integer("limit", { min: 0, max: MOST }) ?? (context.options.json ? null : LISTED),
    check: input.flag("check"),
  };
}

function onlyWithSince(name: string, input: Input, { texts }: Context): IntgError {
  return new IntgError("INTG_MISSING_VALUE", {
    what: texts("rule.test.window-for", { option: `--${name}` }),
    flag: `intg ${input.command} FILE --since 30d`,
  });
}
