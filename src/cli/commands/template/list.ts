import { listTemplates } from "../../../app/templates.ts";
import type { CommandModule } from "../../command.ts";
import { cell } from "../../printable.ts";
import { shorten } from "../../view/columns.ts";

/** Enough of a text to know it by. */
const BEGINNING = 48;

export const command: CommandModule = {
  define() {},
  async run({ out, texts, ...context }) {
    const templates = await listTemplates(await context.store());
    if (out.json) return out.document(templates);
    const head = [texts("column.name"), texts("column.through"), texts("column.begins"), texts("column.rules")];
    const rows = templates.map(({ name, destination, text, rules }) => [
      cell(name),
      cell(destination),
      cell(shorten(text.replace(/\s+/g, " "), BEGINNING)),
      String(rules),
    ]);
    await out.table(head, rows, texts("template.list.empty"));
  },
};
