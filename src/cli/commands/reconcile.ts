import { setTimeout as sleep } from "node:timers/promises";
import { type Reconciled, reconcile, requireHistory } from "../../app/reconcile/run.ts";
import { requireProvider } from "../../app/require-provider.ts";
import { IntgError } from "../../core/errors.ts";
import { PROVIDERS } from "../../providers/index.ts";
import type { CommandModule } from "../command.ts";
import type { Context } from "../context.ts";
import { startReadingBar } from "../reconcile/bar.ts";
import { mend, prepareRepairs } from "../reconcile/mend.ts";
import { defineRange, readRange } from "../reconcile/range.ts";
import { reportReconciled } from "../reconcile/report.ts";
import { hearSignals } from "../stop-signal.ts";
import { readStoreName } from "../store-name.ts";

export const command: CommandModule = {
  define(command, texts) {
    const known = PROVIDERS.filter(({ api }) => api?.history !== undefined).map(({ id }) => id);
    command
      .argument("<provider>", texts("reconcile.argument.provider", { known: known.join(", ") }))
      .option("--store <store>", texts("reconcile.option.store"));
    defineRange(command, texts);
    command.option("--repair", texts("reconcile.option.repair")).option("--csv", texts("reconcile.option.csv"));
  },

  async run(context, input) {
    const { out, texts } = context;
    const account = { provider: requireProvider(input.argument("provider")), store: readStoreName(input, texts) };
    const { history } = requireHistory(account.provider);
    const csv = input.flag("csv");
    if (csv && out.json) throw new IntgError("INTG_USAGE", { detail: texts("reconcile.csv-or-json"), command: input.command });
    const range = readRange(input, account, history, context);
    const apply = input.flag("repair");
    const { reconciled, repairs } = await read(context, async (world, bar) => {
      const found = await reconcile(account, range, await context.store(), world);
      return { reconciled: found, repairs: await prepareRepairs(account, found, { mustWork: apply, bar }, context) };
    });
    const isNothing = repairs === null || repairs.deliveries.length === 0;
    // A table of differences says nothing of what would be done about them.
    const mended = isNothing || (csv && !apply) ? null : await mend(repairs, reconciled, apply, context);
    await reportReconciled({ account, range, reconciled, mended, repairs, apply, csv }, context);
  },
};

type World = Parameters<typeof reconcile>[3];

/** With a bar, and until Ctrl-C: until then nothing is changed. */
async function read<T extends { readonly reconciled: Reconciled }>(
  context: Context,
  work: (world: World, bar: Awaited<ReturnType<typeof startReadingBar>>) => Promise<T>,
): Promise<T> {
  const bar = await startReadingBar(context);
  const signals = hearSignals();
  const stop = new AbortController();
  void signals.first.then(() => stop.abort());
  const world: World = {
    http: await context.http(),
    clock: context.clock,
    sleep: (ms) => sleep(ms, undefined, { signal: stop.signal }),
    stop: stop.signal,
    onWait: bar.onWait,
    watcher: bar.watcher,
  };
  try {
    return await work(world, bar);
  } finally {
    signals.release();
    bar.stop();
  }
}
