import { removeDestination, usesOf } from "../../../app/destinations/remove.ts";
import type { CommandModule } from "../../command.ts";
import { defineName } from "./name.ts";

export const command: CommandModule = {
  define: defineName,
  async run({ out, texts, prompts, clock, ...context }, input) {
    const store = await context.store();
    const { name, waiting, rules, templates } = await usesOf(store, input.argument("name"));
    if (waiting > 0) await prompts.confirm(texts("destination.remove.confirm", { name, n: waiting }));
    const dropped = await removeDestination(store, clock, name);
    if (out.json) out.document({ removed: name, dropped, rules, templates });
    out.say(texts("destination.remove.done", { name, n: dropped }));
    if (rules.length > 0) out.warn(texts("destination.remove.rules", { name, rules: rules.join(", ") }));
    if (templates.length > 0) out.warn(texts("destination.remove.templates", { name, templates: templates.join(", ") }));
  },
};
