import { addAdvertiser, isAdvertiserSlug } from "../../../app/advertisers.ts";
import { IntgError } from "../../../core/errors.ts";
import { badArgument } from "../../bad-argument.ts";
import type { CommandModule } from "../../command.ts";
import { printable } from "../../printable.ts";
import { defineAdvertiserFields, readAdvertiserFields, shownAdvertiser, warnOfSharedDocument } from "./fields.ts";

export const command: CommandModule = {
  define: defineAdvertiserFields,
  async run(context, input) {
    const { out, texts, options } = context;
    const slug = input.argument("slug");
    if (!isAdvertiserSlug(slug)) throw badArgument(input, "slug", texts("advertiser.bad-slug"));
    const fields = readAdvertiserFields(input, texts);
    const { document } = fields;
    if (document === undefined) throw new IntgError("INTG_USAGE", { detail: texts("advertiser.no-document"), command: input.command });
    const advertiser = { slug, document, url: null, sendLeadEmail: false, closed: false, ...fields };
    await addAdvertiser(await context.store(), advertiser);
    await warnOfSharedDocument(context, advertiser);
    if (options.json) out.document(shownAdvertiser(advertiser, options.showPii));
    out.say(texts("advertiser.add.done", { slug }));
    out.say(
      advertiser.url === null ? texts("advertiser.add.url", { slug }) : texts("advertiser.add.own-url", { url: printable(advertiser.url) }),
    );
  },
};
