import type { PresetMessage } from "../../../app/preset-list.ts";
import { requirePreset, type SwitchedOn, switchOn } from "../../../app/presets.ts";
import { messengers } from "../../../app/templates.ts";
import { EVERY_PRODUCT } from "../../../core/rule.ts";
import type { Texts } from "../../../messages/text.ts";
import type { CommandModule } from "../../command.ts";
import { cell, printable } from "../../printable.ts";
import { ruleAsJson } from "../rule/shown.ts";
import { warnOfSending } from "../template/messenger.ts";

export const command: CommandModule = {
  define(command, texts) {
    command
      .argument("<preset>", texts("preset.argument.preset"))
      .option("--product <slug>", texts("preset.option.product"), EVERY_PRODUCT)
      .option("--to <destination>", texts("preset.on.option.to"));
  },
  async run(context, input) {
    const { out, texts, ids } = context;
    const preset = requirePreset(printable(input.argument("preset")));
    const product = input.text("product") ?? EVERY_PRODUCT;
    const store = await context.store();
    const made = await switchOn(store, ids, preset, { product, destination: input.text("to") ?? null });
    if (out.json) out.document(madeAsJson(preset.id, product, made));
    else {
      const head = [texts("column.template"), texts("column.after"), texts("column.through"), texts("column.what")];
      await out.table(head, rowsOf(made, preset.messages, texts), "");
    }
    const rules = made.rules.map(({ rule }) => rule.id).join(", ");
    const existed = made.rules.every((one) => one.existed);
    out.say(texts(existed ? "preset.on.existed" : "preset.on.done", { preset: preset.id, product: printable(product), rules }));
    out.say(out.styleErr.dim(texts("preset.on.hint", { name: preset.messages[0]?.template ?? "" })));
    if (made.templates.some(({ template }) => template.destination === null)) warnOfSending(await messengers(store), context);
  },
};

function madeAsJson(preset: string, product: string, { rules, templates }: SwitchedOn): object {
  return {
    preset,
    product,
    rules: rules.map(({ rule, existed }) => ({ ...ruleAsJson(rule), existed })),
    templates: templates.map(({ template, what }) => ({ ...template, what })),
  };
}

function rowsOf({ templates }: SwitchedOn, messages: readonly PresetMessage[], texts: Texts): readonly (readonly string[])[] {
  return templates.map(({ template, what }, at) => [
    template.name,
    messages[at]?.delay ?? texts("preset.at-once"),
    cell(template.destination),
    texts(`preset.what.${what}`),
  ]);
}
