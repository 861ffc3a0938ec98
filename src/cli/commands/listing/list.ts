import { listingPages, requireAdvertiser } from "../../../app/advertisers.ts";
import type { CommandModule } from "../../command.ts";
import { showPages } from "../../long-list.ts";
import { cell } from "../../printable.ts";
import { defineRange, readRange } from "../../range.ts";

export const command: CommandModule = {
  define(command, texts) {
    command.option("--advertiser <slug>", texts("listing.list.option.advertiser"));
    defineRange(command, texts, texts("listing.list.option.after"));
  },
  async run(context, input) {
    const { texts, options } = context;
    const store = await context.store();
    const wanted = input.text("advertiser");
    const advertiser = wanted === undefined ? null : (await requireAdvertiser(store, wanted)).slug;
    const range = readRange(input, options.json);
    await showPages(context, listingPages(store, advertiser, range), {
      head: [texts("column.code"), texts("column.advertiser")],
      row: (entry) => [cell(entry.code), entry.advertiser],
      json: (entry) => entry,
      empty: texts("listing.list.empty"),
      limit: range.limit,
      more: (last) => texts("list.more", { command: input.command, after: cell(last.code) }),
    });
  },
};
