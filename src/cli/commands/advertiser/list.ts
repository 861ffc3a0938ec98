import { advertiserPages } from "../../../app/advertisers.ts";
import { maskDocument } from "../../../core/document-mask.ts";
import type { CommandModule } from "../../command.ts";
import { showPages } from "../../long-list.ts";
import { cell } from "../../printable.ts";
import { defineRange, readRange } from "../../range.ts";
import { yesOrNo } from "../../view/state-words.ts";

export const command: CommandModule = {
  define(command, texts) {
    defineRange(command, texts, texts("advertiser.list.option.after"));
  },
  async run(context, input) {
    const { texts, options } = context;
    const pages = advertiserPages(await context.store(), readRange(input, options.json));
    const document = (text: string) => (options.showPii ? text : maskDocument(text));
    await showPages(context, pages, {
      head: [texts("column.slug"), texts("column.document"), texts("column.url"), texts("column.send-lead-email"), texts("column.closed")],
      row: (entry) => [
        entry.slug,
        document(entry.document),
        cell(entry.url),
        yesOrNo(entry.sendLeadEmail, texts),
        yesOrNo(entry.closed, texts),
      ],
      json: (entry) => ({ ...entry, document: document(entry.document) }),
      empty: texts("advertiser.list.empty"),
      limit: readRange(input, options.json).limit,
      more: (last) => texts("list.more", { command: input.command, after: last.slug }),
    });
  },
};
