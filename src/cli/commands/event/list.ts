import { eventJson } from "../../../core/event-json.ts";
import type { CommandModule } from "../../command.ts";
import { eventLine, listLayout } from "../../view/event-line.ts";
import { viewOf } from "../../view/view.ts";
import { defineFilter, readFilter } from "./filter.ts";
import { listRefused } from "./refused.ts";

const MOST = 10_000;

export const command: CommandModule = {
  define(command, texts) {
    defineFilter(command, texts);
    command.option("--refused", texts("event.list.option.refused"));
    command.option("--since <when>", texts("event.option.since")).option("--limit <number>", texts("event.list.option.limit"), "50");
  },
  async run(context, input) {
    if (input.flag("refused")) return listRefused(context, input);
    const { out, texts, options } = context;
    const limit = input.integer("limit", { min: 1, max: MOST }) ?? MOST;
    const found = await (await context.store()).events.list({ ...(await readFilter(context, input)), limit: limit + 1 });
    const events = found.slice(0, limit);
    if (out.json) out.document(events.map((event) => eventJson(event, { showPii: options.showPii, render: (note) => texts.ofNote(note) })));
    else {
      const view = viewOf(context);
      const layout = listLayout(events, view, view.local(context.clock.now()).slice(0, 10));
      for (const event of events) out.line(eventLine(event, view, layout));
      if (events.length === 0) out.say(texts("event.list.empty"));
    }
    if (found.length > limit) out.say(texts("event.list.more", { n: limit }));
  },
};
