import { setTimeout as sleep } from "node:timers/promises";
import { watchArrivals } from "../../app/expect/arrivals.ts";
import { type WatchOutcome, type WatchTime, watchFor } from "../../app/expect/watch.ts";
import { EXIT_CODES } from "../../core/errors.ts";
import { eventJson } from "../../core/event-json.ts";
import type { CommandModule } from "../command.ts";
import type { Context } from "../context.ts";
import { type Asked, defineExpectation, readAsked } from "../expect/flags.ts";
import { expectationChecks } from "../expect/report.ts";
import { hearSignals } from "../stop-signal.ts";
import { reportChecks } from "../view/checks.ts";
import { viewOf } from "../view/view.ts";

export const command: CommandModule = {
  define(command, texts) {
    defineExpectation(command, texts);
    command.option("--junit <file>", texts("expect.option.junit"));
  },

  async run(context, input) {
    const { texts } = context;
    const asked = await readAsked(context, input);
    const outcome = await untilStopped(context, (time) => watch(asked, time, context));
    // Quietly: who pressed Ctrl-C knows it.
    if (outcome === null) return context.fail(EXIT_CODES.cancelled);
    const view = viewOf(context);
    const events = outcome.matched.map((event) => eventJson(event, { showPii: view.showPii, render: (note) => texts.ofNote(note) }));
    const wishes = { suite: "expect", junit: input.text("junit"), more: { came: outcome.came, events } };
    await reportChecks(expectationChecks(asked, outcome, view), wishes, context);
  },
};

async function watch({ expectation, home }: Asked, time: WatchTime, context: Context): Promise<WatchOutcome | null> {
  const { out, texts } = context;
  const arrivals = await watchArrivals(async () => (context.hasStore() ? context.store() : undefined), expectation.since);
  const seconds = expectation.withinMs / 1000;
  out.say(out.styleErr.dim(texts(arrivals.hasStore() ? "expect.watching" : "expect.watching-no-store", { seconds, home })));
  return watchFor(expectation, arrivals, time);
}

/** Gives `work` the time of this machine, in which a signal ends every pause. */
async function untilStopped<T>({ clock }: Pick<Context, "clock">, work: (time: WatchTime) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const signals = hearSignals();
  void signals.first.then(() => controller.abort());
  const pause = (ms: number) => sleep(ms, undefined, { signal: controller.signal }).catch(() => undefined);
  try {
    return await work({ clock, pause, isStopped: () => controller.signal.aborted });
  } finally {
    signals.release();
  }
}
