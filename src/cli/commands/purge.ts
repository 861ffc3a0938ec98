import type { Store } from "../../app/ports.ts";
import { planPurge } from "../../app/privacy/purge.ts";
import { IntgError } from "../../core/errors.ts";
import { RETENTION_CLASSES } from "../../core/retention.ts";
import { type CommandModule, repeatable } from "../command.ts";
import type { Context } from "../context.ts";
import type { Input } from "../input.ts";
import { amountsText, bytesText, planJson, printPlan, printPolicy } from "../privacy/purge-view.ts";
import { readKeepings, readWishes } from "../privacy/purge-wishes.ts";
import { viewOf } from "../view/view.ts";

/** A step that finds the store held by others is tried again. */
const BUSY_MS = 1000;

export const command: CommandModule = {
  define(command, texts) {
    const classes = RETENTION_CLASSES.join(", ");
    command
      .option("--class <class>", texts("purge.option.class", { classes }))
      .option("--older-than <age>", texts("purge.option.older-than"))
      .option("--keep <class=age>", texts("purge.option.keep"), repeatable)
      .option("--save", texts("purge.option.save"))
      .option("--show", texts("purge.option.show"))
      .option("--dry-run", texts("purge.option.dry-run"))
      .option("--compact", texts("purge.option.compact"));
  },

  async run(context, input) {
    const { out, texts, clock, prompts } = context;
    const store = await context.store({ busyTimeoutMs: BUSY_MS });
    if (input.flag("save")) return savePolicy(input, store, context);
    if (input.flag("show")) return printPolicy(await store.privacy.kept(), out, texts);
    if (input.flag("compact")) return compact(store, context);
    const now = clock.now();
    const plan = await planPurge(store, await readWishes(input, store, now, texts), now);
    const isDry = input.flag("dryRun");
    const isAny = plan.some(({ count }) => count > 0);
    if (isDry || !isAny) {
      if (out.json) return out.document({ dryRun: isDry, plan: plan.map(planJson) });
      await printPlan(plan, out, viewOf(context));
      return out.say(`\n${out.styleErr.dim(texts(isAny ? "purge.dry" : "purge.nothing"))}`);
    }
    if (!out.json) await printPlan(plan, out, viewOf(context));
    const planned = plan.map(({ what, count }) => ({ what, purged: count }));
    await prompts.confirm(texts("purge.confirm", { what: amountsText(planned, texts) }));
    const { runPurge } = await import("../privacy/run-purge.ts");
    await runPurge(plan, store, context);
  },
};

async function compact(store: Store, { out, texts }: Context): Promise<void> {
  const size = await store.privacy.compact();
  if (out.json) return out.document({ size });
  out.line(texts("purge.compacted", { before: bytesText(size.before, texts), after: bytesText(size.after, texts) }));
}

async function savePolicy(input: Input, store: Store, { out, texts, clock }: Context): Promise<void> {
  const keepings = readKeepings(input, texts);
  if (keepings.length === 0) throw new IntgError("INTG_USAGE", { detail: texts("purge.save-needs-keep"), command: input.command });
  for (const { what, keep } of keepings) await store.privacy.keep(what, keep);
  const details = Object.fromEntries(keepings.map(({ what, keep }) => [what, keep ?? "forever"]));
  await store.privacy.addAudit({ at: clock.now(), kind: "policy", subjects: [], counts: {}, details });
  await printPolicy(await store.privacy.kept(), out, texts);
  out.say(`\n${out.styleErr.dim(texts("purge.saved"))}`);
}
