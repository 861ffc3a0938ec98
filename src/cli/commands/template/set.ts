import { messengers, saveTemplate } from "../../../app/templates.ts";
import type { CommandModule } from "../../command.ts";
import { warnOfSending } from "./messenger.ts";
import { readTemplateName, readTemplateText } from "./read.ts";

export const command: CommandModule = {
  define(command, texts) {
    command
      .argument("<name>", texts("template.argument.name"))
      .option("--text <text>", texts("template.set.option.text"))
      .option("--file <path>", texts("template.set.option.file"))
      .option("--to <destination>", texts("template.set.option.to"));
  },
  async run(context, input) {
    const { out, texts } = context;
    const name = readTemplateName(input.argument("name"), texts);
    const text = await readTemplateText(context, input);
    const destination = input.text("to");
    const store = await context.store();
    const { template, existed } = await saveTemplate(store, { name, text, ...(destination === undefined ? {} : { destination }) });
    if (out.json) out.document({ ...template, existed });
    else out.line(name);
    out.say(texts(existed ? "template.set.replaced" : "template.set.done", { name }));
    if (template.destination === null) warnOfSending(await messengers(store), context);
  },
};
