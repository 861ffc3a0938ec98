import { productsOf, requirePreset, switchOff } from "../../../app/presets.ts";
import { EVERY_PRODUCT } from "../../../core/rule.ts";
import type { CommandModule } from "../../command.ts";
import { printable } from "../../printable.ts";

export const command: CommandModule = {
  define(command, texts) {
    command.argument("<preset>", texts("preset.argument.preset")).option("--product <slug>", texts("preset.option.product"), EVERY_PRODUCT);
  },
  async run({ out, texts, ...context }, input) {
    const preset = requirePreset(printable(input.argument("preset")));
    const product = input.text("product") ?? EVERY_PRODUCT;
    const store = await context.store();
    const removed = await switchOff(store, preset, product);
    const known = productsOf(preset, await store.rules.list()).join(", ");
    if (out.json) out.document({ preset: preset.id, product, removed: removed.map(({ id }) => id) });
    else for (const { id } of removed) out.line(id);
    const about = { preset: preset.id, product: printable(product) };
    if (removed.length > 0) out.say(texts("preset.off.done", about));
    else if (known === "") out.say(texts("preset.off.was-not-on", about));
    else out.warn(texts("preset.off.on-for", { ...about, known }));
  },
};
