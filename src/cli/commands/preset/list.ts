import type { PresetState } from "../../../app/presets.ts";
import { listPresets } from "../../../app/presets.ts";
import type { Texts } from "../../../messages/text.ts";
import type { CommandModule } from "../../command.ts";
import { cell } from "../../printable.ts";

export const command: CommandModule = {
  define() {},
  async run({ out, texts, ...context }) {
    const states = await listPresets(await context.store());
    if (out.json) return out.document(states.map(stateAsJson));
    const head = [texts("column.preset"), texts("column.on"), texts("column.after"), texts("column.on-for")];
    const rows = states.map((state) => rowOf(state, texts));
    await out.table(head, rows, "");
  },
};

function stateAsJson({ preset, products }: PresetState): object {
  return { preset: preset.id, on: preset.on, messages: preset.messages, products };
}

function rowOf({ preset, products }: PresetState, texts: Texts): readonly string[] {
  const delays = preset.messages.map(({ delay }) => delay ?? texts("preset.at-once"));
  const [{ trigger, when }, ...variants] = preset.on;
  const isSimple = variants.length === 0 && when !== null;
  const triggers = isSimple ? `${trigger}, ${when}` : preset.on.map((one) => one.trigger).join(", ");
  return [preset.id, triggers, delays.join(", "), cell(products.join(", "))];
}
