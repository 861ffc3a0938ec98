import { removeRule } from "../../../app/add-rule.ts";
import type { CommandModule } from "../../command.ts";

export const command: CommandModule = {
  define(command, texts) {
    command.argument("<id>", texts("rule.remove.argument.id"));
  },
  async run({ out, texts, ...context }, input) {
    const id = input.argument("id");
    await removeRule(await context.store(), id);
    if (out.json) out.document({ removed: id });
    out.say(texts("rule.remove.done", { id }));
  },
};
