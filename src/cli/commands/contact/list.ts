import type { CommandModule } from "../../command.ts";
import { cell } from "../../printable.ts";
import { contactJson } from "../../view/contact.ts";
import { viewOf } from "../../view/view.ts";

const MOST = 10_000;

export const command: CommandModule = {
  define(command, texts) {
    command
      .option("--tag <tag>", texts("contact.list.option.tag"))
      .option("--limit <number>", texts("contact.list.option.limit"), "50")
      .option("--after <id>", texts("contact.list.option.after"));
  },
  async run(context, input) {
    const { out, texts } = context;
    const limit = input.integer("limit", { min: 1, max: MOST }) ?? MOST;
    const view = viewOf(context);
    const page = { after: input.text("after") ?? null, limit: limit + 1, tag: input.text("tag") ?? null };
    const found = await (await context.store()).contacts.list(page);
    const contacts = found.slice(0, limit);
    if (out.json) out.document(contacts.map((contact) => contactJson(contact, view)));
    else {
      const head = (["name", "email", "phone", "last-seen", "id"] as const).map((name) => texts(`contact.column.${name}`));
      const rows = contacts
        .map(view.person)
        .map(({ name, email, phone, lastSeenAt, id }) => [
          cell(name),
          cell(email),
          cell(phone),
          view.local(lastSeenAt),
          view.style.dim(id),
        ]);
      await out.table(head, rows, texts("contact.list.empty"));
    }
    if (found.length > limit) out.say(texts("contact.list.more", { id: contacts.at(-1)?.id ?? "" }));
  },
};
