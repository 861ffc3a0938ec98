import { setTimeout as sleep } from "node:timers/promises";
import { tailEvents } from "../../../app/tail-events.ts";
import { eventJson } from "../../../core/event-json.ts";
import type { CommandModule } from "../../command.ts";
import { untilStopped } from "../../stop-signal.ts";
import { eventLine, liveLayout } from "../../view/event-line.ts";
import { viewOf } from "../../view/view.ts";
import { defineFilter, readFilter, readWhere } from "./filter.ts";

export const command: CommandModule = {
  define(command, texts) {
    defineFilter(command, texts);
    command
      .option("--last <number>", texts("event.tail.option.last"), "0")
      .option("--interval <ms>", texts("event.tail.option.interval"), "500");
  },
  async run(context, input) {
    const { out, texts, options } = context;
    const interval = input.integer("interval", { min: 10, max: 60_000 }) ?? 0;
    const condition = readWhere(input, texts);
    const last = input.integer("last", { min: 0, max: 10_000 }) ?? 0;
    const tail = await tailEvents(await context.store(), await readFilter(context, input), { condition, last });
    const view = viewOf(context);
    const layout = liveLayout(view, last > 0 ? "dated" : "alone");
    out.say(out.styleErr.dim(texts("event.tail.waiting")));
    await untilStopped(context.io.stdout, async (signal) => {
      while (!signal.aborted) {
        for (const event of await tail.next()) {
          if (out.json) out.record(eventJson(event, { showPii: options.showPii, render: (note) => texts.ofNote(note) }));
          else out.line(eventLine(event, view, layout));
        }
        await sleep(interval, undefined, { signal }).catch(() => undefined);
      }
    });
  },
};
