import type { CommandModule } from "../../command.ts";
import { chosenDispatches, defineChoice } from "./chosen.ts";

export const command: CommandModule = {
  define(command, texts) {
    defineChoice(command, texts, "dispatch.drop.option.all");
  },
  async run(context, input) {
    const { out, texts, clock } = context;
    const chosen = await chosenDispatches(context, input, { states: ["dead", "queued"], question: "dispatch.drop.question" });
    const ids = chosen.map(({ id }) => id);
    const n = ids.length === 0 ? 0 : await (await context.store()).dispatches.drop(ids, clock.now());
    if (out.json) out.document({ dropped: n });
    if (ids.length > 0) out.say(texts("dispatch.drop.done", { n }));
  },
};
