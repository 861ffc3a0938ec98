import { requireKnownProduct } from "../../../app/access-standing.ts";
import { accessStory } from "../../../app/access-story.ts";
import type { CommandModule } from "../../command.ts";
import { accessStoryJson, accessStoryView } from "../../view/access.ts";
import { viewOf } from "../../view/view.ts";

export const command: CommandModule = {
  define(command, texts) {
    command.argument("<contact>", texts("access.argument.contact")).option("--product <slug>", texts("access.option.product"));
  },
  async run(context, input) {
    const product = input.text("product") ?? null;
    const store = await context.store();
    if (product !== null) await requireKnownProduct(store, product);
    const story = await accessStory(store, input.argument("contact"), product, context.clock.now());
    const view = viewOf(context);
    if (context.out.json) return context.out.document(accessStoryJson(story, view));
    context.out.line(accessStoryView(story, view));
  },
};
