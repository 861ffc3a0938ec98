import { retryDispatches } from "../../../app/outbox/pick-dispatches.ts";
import type { CommandModule } from "../../command.ts";
import { chosenDispatches, defineChoice } from "./chosen.ts";

export const command: CommandModule = {
  define(command, texts) {
    defineChoice(command, texts, "dispatch.retry.option.all");
  },
  async run(context, input) {
    const { out, texts, clock } = context;
    const chosen = await chosenDispatches(context, input, { states: ["dead"], question: "dispatch.retry.question" });
    const n = chosen.length === 0 ? 0 : await retryDispatches(await context.store(), chosen, clock.now());
    if (out.json) out.document({ retried: n, left: chosen.length - n });
    if (chosen.length === 0) return;
    out.say(texts("dispatch.retry.done", { n }));
    if (n < chosen.length) out.warn(texts("dispatch.retry.left", { n: chosen.length - n }));
  },
};
