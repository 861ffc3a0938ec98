import { pickEvents } from "../../../app/pick-events.ts";
import type { CanonicalEvent } from "../../../core/event.ts";
import { eventJson } from "../../../core/event-json.ts";
import type { CommandModule } from "../../command.ts";
import type { Context } from "../../context.ts";
import { mapped } from "../../long-list.ts";
import { createSink, writeArray } from "../../sink.ts";
import { type EventLayout, eventLine, listLayout } from "../../view/event-line.ts";
import { viewOf } from "../../view/view.ts";
import { defineFilter, readFilter, readWhere } from "./filter.ts";
import { requireEvent } from "./find.ts";
import { listRefused } from "./refused.ts";

const MOST = 1_000_000;

export const command: CommandModule = {
  define(command, texts) {
    defineFilter(command, texts);
    command
      .option("--refused", texts("event.list.option.refused"))
      .option("--since <when>", texts("event.option.since"))
      .option("--until <when>", texts("event.option.until"))
      .option("--limit <number>", texts("event.list.option.limit"), "50")
      .option("--after <event>", texts("event.list.option.after"));
  },
  async run(context, input) {
    if (input.flag("refused")) return listRefused(context, input);
    const { out, texts, io, options } = context;
    const limit = input.integer("limit", { min: 1, max: MOST }) ?? MOST;
    const where = readWhere(input, texts);
    const [filter, after] = [await readFilter(context, input), input.text("after")];
    const place = after === undefined ? {} : { beforeId: (await requireEvent(context, after, input.command)).event.id };
    const list = firstOf(limit, pickEvents(await context.store(), { ...filter, ...place }, where, limit + 1));
    const json = (event: CanonicalEvent) => eventJson(event, { showPii: options.showPii, render: (note) => texts.ofNote(note) });
    if (out.json) await writeArray(createSink(io.stdout), mapped(list.pages, json));
    else await printLines(list.pages, context);
    const { last, hasMore } = list.end();
    if (last === null && !out.json) out.say(texts("event.list.empty"));
    if (last !== null && hasMore) out.say(texts("event.list.more", { n: limit, id: last.id }));
  },
};

/** Lines in pages, so that the first stand there before the last are found; the first page decides how wide columns are. */
async function printLines(pages: AsyncIterable<readonly CanonicalEvent[]>, context: Context): Promise<void> {
  const view = viewOf(context);
  const sink = createSink(context.io.stdout);
  let layout: EventLayout | null = null;
  for await (const page of pages) {
    layout ??= listLayout(page, view, view.local(context.clock.now()).slice(0, 10));
    const lines = page.map((event) => `${eventLine(event, view, layout ?? undefined)}\n`);
    if (!(await sink.write(lines.join("")))) return;
  }
}

/** The first entries of pages, and, once those were read, what the last was and whether there were more. */
function firstOf<T>(limit: number, pages: AsyncIterable<readonly T[]>) {
  let [shown, last, hasMore] = [0, null as T | null, false];
  async function* cut(): AsyncGenerator<readonly T[]> {
    for await (const page of pages) {
      const kept = page.slice(0, limit - shown);
      hasMore = kept.length < page.length;
      shown += kept.length;
      last = kept.at(-1) ?? last;
      if (kept.length > 0) yield kept;
      if (hasMore) return;
    }
  }
  return { pages: cut(), end: () => ({ last, hasMore }) };
}
