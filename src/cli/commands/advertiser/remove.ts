import { removeAdvertiser, requireAdvertiser } from "../../../app/advertisers.ts";
import type { CommandModule } from "../../command.ts";

export const command: CommandModule = {
  define(command, texts) {
    command.argument("<slug>", texts("advertiser.argument.slug"));
  },
  async run({ out, texts, prompts, ...context }, input) {
    const store = await context.store();
    const { slug } = await requireAdvertiser(store, input.argument("slug"));
    await prompts.confirm(texts("advertiser.remove.confirm", { slug }));
    await removeAdvertiser(store, slug);
    if (out.json) out.document({ removed: slug });
    out.say(texts("advertiser.remove.done", { slug }));
  },
};
