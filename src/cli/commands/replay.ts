import type { CommandModule } from "../command.ts";
import { defineChoice, readChoice } from "../replay/choice.ts";

export const command: CommandModule = {
  define(command, texts) {
    defineChoice(command, texts);
    command
      .option("--apply", texts("replay.option.apply"))
      .option("--to <url>", texts("replay.option.to"))
      .option("--resign", texts("replay.option.resign"));
  },

  async run(context, input) {
    const choice = await readChoice(context, input);
    const [apply, to] = [input.flag("apply"), input.text("to")];
    if (to !== undefined) {
      const { sendChosen } = await import("../replay/to-url.ts");
      return sendChosen(choice, { to, resign: input.flag("resign") }, context, input.command);
    }
    switch (choice.by) {
      case "ids":
        return (await import("../replay/named.ts")).replayNamed(choice.ids, apply, context, input.command);
      case "filter":
        return (await import("../replay/in-bulk.ts")).replayChosen(choice.filter, apply, context);
      case "file":
        return (await import("../replay/from-file.ts")).replayFile(choice, apply, context);
      default:
        return choice satisfies never;
    }
  },
};
