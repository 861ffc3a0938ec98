import { editAdvertiser } from "../../../app/advertisers.ts";
import { IntgError } from "../../../core/errors.ts";
import type { CommandModule } from "../../command.ts";
import { defineAdvertiserFields, readAdvertiserFields, shownAdvertiser, warnOfSharedDocument } from "./fields.ts";

export const command: CommandModule = {
  define(command, texts) {
    defineAdvertiserFields(command, texts);
    command
      .option("--no-send-lead-email", texts("advertiser.edit.option.no-send-lead-email"))
      .option("--open", texts("advertiser.edit.option.open"));
  },
  async run(context, input) {
    const { out, texts, options } = context;
    const changes = readAdvertiserFields(input, texts);
    if (Object.keys(changes).length === 0) {
      throw new IntgError("INTG_USAGE", { detail: texts("edit.nothing"), command: input.command });
    }
    const advertiser = await editAdvertiser(await context.store(), input.argument("slug"), changes);
    if (changes.document !== undefined) await warnOfSharedDocument(context, advertiser);
    if (options.json) out.document(shownAdvertiser(advertiser, options.showPii));
    out.say(texts("advertiser.edit.done", { slug: advertiser.slug }));
  },
};
