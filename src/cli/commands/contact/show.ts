import { contactStory } from "../../../app/contact-story.ts";
import type { CommandModule } from "../../command.ts";
import { contactStoryJson, contactStoryView } from "../../view/contact.ts";
import { viewOf } from "../../view/view.ts";

export const command: CommandModule = {
  define(command, texts) {
    command.argument("<contact>", texts("contact.argument.contact"));
  },
  async run(context, input) {
    const now = context.clock.now();
    const story = await contactStory(await context.store(), input.argument("contact"), now);
    const view = viewOf(context);
    if (context.out.json) return context.out.document(contactStoryJson(story, view));
    context.out.line(contactStoryView(story, view, now));
  },
};
