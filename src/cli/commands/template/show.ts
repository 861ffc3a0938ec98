import { describeTemplate, type TemplateDescription } from "../../../app/templates.ts";
import type { TemplatePlace } from "../../../core/message-template.ts";
import type { Texts } from "../../../messages/text.ts";
import type { CommandModule } from "../../command.ts";
import { showFields } from "../../fields.ts";
import { cell, printable } from "../../printable.ts";
import { indent } from "../../view/columns.ts";
import { ruleAsJson, ruleRow, ruleTableHead } from "../rule/shown.ts";

export const command: CommandModule = {
  define(command, texts) {
    command.argument("<name>", texts("template.argument.name"));
  },
  async run({ out, texts, clock, ...context }, input) {
    const found = await describeTemplate(await context.store(), input.argument("name"), clock.now());
    const { template, places, preview, rules } = found;
    if (out.json) return out.document({ ...template, fields: places, preview, rules: rules.map(ruleAsJson) });
    showFields(out, templateFields(found, texts));
    const title = (text: string) => out.line(`\n${out.style.bold(text)}`);
    title(texts("template.show.text"));
    out.line(textLines(template.text));
    title(texts("template.show.preview"));
    out.line(textLines(preview));
    title(texts("template.show.rules"));
    await out.table(ruleTableHead(texts), rules.map(ruleRow), texts("template.show.no-rules", { name: template.name }));
  },
};

function templateFields({ template, places }: TemplateDescription, texts: Texts): readonly (readonly [string, string])[] {
  const names = (fields: readonly TemplatePlace[]) => cell(fields.map(({ field }) => field).join(", "));
  return [
    [texts("column.name"), printable(template.name)],
    [texts("column.through"), template.destination === null ? texts("template.show.only-one") : printable(template.destination)],
    [texts("template.show.fields"), names(places)],
    [texts("template.show.needs"), names(places.filter(({ fallback }) => fallback === null))],
  ];
}

function textLines(text: string): string {
  return indent(text.split("\n").map(printable)).join("\n");
}
