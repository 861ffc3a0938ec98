import { listAccess, requireKnownProduct } from "../../../app/access-standing.ts";
import { contactPlace, findContact } from "../../../app/contact-story.ts";
import type { CommandModule } from "../../command.ts";
import { cell, printable } from "../../printable.ts";
import { accessJson, grantsText, standingText } from "../../view/access.ts";
import { viewOf } from "../../view/view.ts";

const MOST = 1_000_000;

export const command: CommandModule = {
  define(command, texts) {
    command
      .option("--product <slug>", texts("access.option.product"))
      .option("--contact <contact>", texts("access.list.option.contact"))
      .option("--limit <number>", texts("access.list.option.limit"), "1000")
      .option("--after <contact>", texts("access.list.option.after"));
  },
  async run(context, input) {
    const { out, texts } = context;
    const store = await context.store();
    const limit = input.integer("limit", { min: 1, max: MOST }) ?? MOST;
    const key = input.text("contact");
    const product = input.text("product") ?? null;
    if (product !== null) await requireKnownProduct(store, product);
    const contactId = key === undefined ? null : (await findContact(store, key)).id;
    const after = input.text("after");
    const place = after === undefined ? {} : { afterContact: await contactPlace(store, after) };
    const found = await listAccess(store, { contactId, product, ...place, limit: limit + 1 }, context.clock.now());
    const standings = found.slice(0, limit);
    const view = viewOf(context);
    if (out.json) out.document(standings.map((standing) => accessJson(standing, view)));
    else {
      const head = (["person", "product", "access", "since", "grants"] as const).map((name) => texts(`access.column.${name}`));
      const rows = standings.map((standing) => [
        cell(accessJson(standing, view).email ?? standing.contactId),
        printable(standing.product),
        standingText(standing, view),
        view.local(standing.since),
        view.style.dim(grantsText(standing.grants, view)),
      ]);
      const isWhole = product === null && contactId === null && after === undefined;
      await out.table(head, rows, texts(isWhole ? "access.list.empty" : "access.list.none"));
    }
    const next = found[limit];
    if (next === undefined) return;
    // Behind the last person of whom everything was shown.
    const whole = standings.findLast((standing) => standing.contactId !== next.contactId);
    out.warn(
      whole === undefined ? texts("access.list.more-of-one", { n: limit }) : texts("access.list.more", { n: limit, id: whole.contactId }),
    );
  },
};
