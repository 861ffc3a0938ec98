import { Dispatcher } from "../../../app/outbox/dispatcher.ts";
import { later } from "../../../app/outbox/later.ts";
import { showDispatches } from "../../../app/outbox/queue-view.ts";
import { sendFor } from "../../../app/outbox/send-for.ts";
import { durationMs } from "../../../core/duration.ts";
import { EXIT_CODES, IntgError } from "../../../core/errors.ts";
import type { CommandModule } from "../../command.ts";
import type { Input } from "../../input.ts";
import { hearSignals } from "../../stop-signal.ts";
import { dispatchLine, dispatchOutcomeJson } from "../../view/dispatch.ts";
import { viewOf } from "../../view/view.ts";

export const command: CommandModule = {
  define(command, texts) {
    command.option("--for <duration>", texts("dispatch.run.option.for"));
  },

  outlivesOutput: true,

  async run(context, input) {
    const { out, texts, clock } = context;
    const stayMs = readStay(input, texts("dispatch.run.bad-duration"));
    const store = await context.store();
    const view = viewOf(context);
    const counts = { sent: 0, failed: 0 };
    let problem: unknown;
    const dispatcher = new Dispatcher({
      store,
      sender: context.sender,
      clock,
      random: Math.random,
      onOutcome: (dispatch, outcome) => {
        if (outcome.state === "sent") counts.sent += 1;
        if (outcome.state === "dead") counts.failed += 1;
        if (out.json) out.record(dispatchOutcomeJson(dispatch, outcome, view));
        else out.line(dispatchLine(dispatch, outcome, view));
      },
      onStorageError: (error) => {
        problem ??= error;
      },
      endOfTurn: setImmediate,
      later,
    });
    const signals = hearSignals();
    try {
      await sendFor(dispatcher, stayMs, signals.first);
    } finally {
      signals.release();
      dispatcher.cut();
    }
    if (problem instanceof IntgError) throw problem;
    const waiting = (await store.dispatches.counts()).filter(({ state }) => state !== "dead").reduce((sum, { count }) => sum + count, 0);
    if (out.json) out.record({ type: "done", sent: counts.sent, failed: counts.failed, waiting });
    else out.say(texts("dispatch.run.done", { ...counts, waiting }));
    const [next] = waiting === 0 ? [] : await showDispatches(store, { states: ["queued"], limit: 1 }, clock.now());
    if (next?.expectedAt != null) out.say(texts("dispatch.run.next", { at: view.local(next.expectedAt) }));
    if (counts.failed > 0) context.fail(EXIT_CODES.dispatch);
  },
};

function readStay(input: Input, expected: string): number {
  const text = input.text("for");
  if (text === undefined) return 0;
  const ms = durationMs(text);
  if (ms === null) throw input.badValue("for", text, expected);
  return ms;
}
