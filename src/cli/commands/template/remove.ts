import { describeTemplate, removeTemplate } from "../../../app/templates.ts";
import { IntgError } from "../../../core/errors.ts";
import type { CommandModule } from "../../command.ts";

export const command: CommandModule = {
  define(command, texts) {
    command.argument("<name>", texts("template.argument.name"));
  },
  async run({ out, texts, prompts, options, clock, ...context }, input) {
    const store = await context.store();
    const { template, rules } = await describeTemplate(store, input.argument("name"), clock.now());
    const uses = { name: template.name, n: rules.length };
    if (uses.n > 0) {
      if (!prompts.possible && !options.yes) throw new IntgError("INTG_TEMPLATE_IN_USE", uses);
      await prompts.confirm(texts("template.remove.confirm", uses));
    }
    await removeTemplate(store, template.name);
    if (out.json) out.document({ removed: template.name, rules: rules.map(({ id }) => id) });
    out.say(texts("template.remove.done", { name: template.name }));
  },
};
