import { contactPlace } from "../../../app/contact-story.ts";
import { CONTACT_FIELDS, pickContacts } from "../../../app/pick-contacts.ts";
import type { CommandModule } from "../../command.ts";
import { showPages } from "../../long-list.ts";
import { cell } from "../../printable.ts";
import { contactJson } from "../../view/contact.ts";
import { viewOf } from "../../view/view.ts";
import { requireSince } from "../event/filter.ts";
import { readCondition } from "../rule/condition.ts";

const MOST = 1_000_000;

export const command: CommandModule = {
  define(command, texts) {
    command
      .option("--tag <tag>", texts("contact.list.option.tag"))
      .option("--since <when>", texts("contact.list.option.since"))
      .option("--where <condition>", texts("contact.list.option.where", { fields: CONTACT_FIELDS.join(", ") }))
      .option("--limit <number>", texts("contact.list.option.limit"), "50")
      .option("--after <id>", texts("contact.list.option.after"));
  },
  async run(context, input) {
    const { texts } = context;
    const limit = input.integer("limit", { min: 1, max: MOST }) ?? MOST;
    const [since, where] = [input.text("since"), input.text("where")];
    const [store, after] = [await context.store(), input.text("after")];
    const choice = {
      tag: input.text("tag") ?? null,
      since: since === undefined ? null : requireSince(since, context, input),
      after: after === undefined ? null : await contactPlace(store, after),
      condition: where === undefined ? null : readCondition(where, texts, CONTACT_FIELDS),
    };
    const view = viewOf(context);
    await showPages(context, pickContacts(store, choice, limit), {
      head: (["name", "email", "phone", "last-seen", "id"] as const).map((name) => texts(`contact.column.${name}`)),
      row: (contact) => {
        const { name, email, phone, lastSeenAt, id } = view.person(contact);
        return [cell(name), cell(email), cell(phone), view.local(lastSeenAt), view.style.dim(id)];
      },
      json: (contact) => contactJson(contact, view),
      empty: texts("contact.list.empty"),
      limit,
      more: ({ id }) => texts("contact.list.more", { id }),
    });
  },
};
