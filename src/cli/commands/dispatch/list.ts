import { firstDispatches, requireDispatch } from "../../../app/outbox/pick-dispatches.ts";
import { describeDispatches, type ShownDispatch } from "../../../app/outbox/queue-view.ts";
import { DISPATCH_STATES, type DispatchState } from "../../../core/dispatch.ts";
import type { MessageKey } from "../../../messages/text.ts";
import { type CommandModule, repeatable } from "../../command.ts";
import type { Context } from "../../context.ts";
import type { Input } from "../../input.ts";
import { dispatchJson, dispatchLines, dispatchRow } from "../../view/dispatch.ts";
import { type View, viewOf } from "../../view/view.ts";
import { requireSince } from "../event/filter.ts";
import { requireEvent } from "../event/find.ts";
import { readWhere } from "./where.ts";

const MOST = 100_000;

export const command: CommandModule = {
  define(command, texts) {
    command
      .option("--queued", texts("dispatch.list.option.queued"))
      .option("--dead", texts("dispatch.list.option.dead"))
      .option("--state <state>", texts("dispatch.list.option.state", { states: DISPATCH_STATES.join(", ") }), repeatable)
      .option("--destination <name>", texts("dispatch.list.option.destination"))
      .option("--event <event>", texts("dispatch.list.option.event"))
      .option("--since <when>", texts("dispatch.list.option.since"))
      .option("--where <condition>", texts("dispatch.option.where"))
      .option("--limit <number>", texts("dispatch.list.option.limit"), "50")
      .option("--after <dispatch>", texts("dispatch.list.option.after"));
  },
  async run(context, input) {
    const { out, texts, clock } = context;
    const limit = input.integer("limit", { min: 1, max: MOST }) ?? MOST;
    const states = readStates(input);
    const where = readWhere(input, texts);
    const store = await context.store();
    const [destination, event, since, after] = [input.text("destination"), input.text("event"), input.text("since"), input.text("after")];
    const filter = {
      states,
      ...(destination === undefined ? {} : { destination }),
      ...(event === undefined ? {} : { eventId: (await requireEvent(context, event, input.command)).event.id }),
      ...(since === undefined ? {} : { since: requireSince(since, context, input) }),
      ...(after === undefined ? {} : { afterId: (await requireDispatch(store, after)).id }),
      limit: limit + 1,
    };
    const now = clock.now();
    const found = await firstDispatches(store, filter, where);
    const shown = await describeDispatches(found.slice(0, limit), store, now);
    const view = viewOf(context);
    if (out.json) return out.document(shown.map((one) => dispatchJson(one, view)));
    await print(shown, view, context, isPlain(input) ? "dispatch.list.empty" : "dispatch.list.none");
    if (found.length > limit) out.say(texts("dispatch.list.more", { n: limit, id: shown.at(-1)?.dispatch.id ?? "" }));
    if (shown.some(({ dispatch }) => dispatch.state === "dead")) out.say(out.styleErr.dim(texts("dispatch.list.retry-hint")));
    if (shown.some(({ waitsFor }) => waitsFor?.code === "dispatch.waits-worker"))
      out.say(out.styleErr.dim(texts("dispatch.list.run-hint")));
  },
};

/** Two lines each on a terminal; in a pipe a row, so that a line has all of it. */
async function print(shown: readonly ShownDispatch[], view: View, { out, texts }: Context, empty: MessageKey): Promise<void> {
  if (view.columns !== null && shown.length > 0) {
    for (const line of dispatchLines(shown, view, view.columns)) out.line(line);
    return;
  }
  const head = (["state", "destination", "action", "for", "time", "tries", "why", "id"] as const).map((column) =>
    texts(`column.${column}`),
  );
  await out.table(
    head,
    shown.map((one) => dispatchRow(one, view)),
    texts(empty),
  );
}

function isPlain(input: Input): boolean {
  const named = ["destination", "event", "where", "since"].filter((option) => input.text(option) !== undefined);
  return input.list("state").length === 0 && named.length === 0;
}

/** Without a word about states: those that somebody may have to look after. */
function readStates(input: Input): readonly DispatchState[] {
  const named = input.list("state").map((text) => {
    const state = DISPATCH_STATES.find((known) => known === text);
    if (state === undefined) throw input.badValue("state", text, DISPATCH_STATES.join(", "));
    return state;
  });
  const short: DispatchState[] = [
    ...(input.flag("queued") ? (["queued", "sending"] as const) : []),
    ...(input.flag("dead") ? (["dead"] as const) : []),
  ];
  const states = [...new Set([...named, ...short])];
  if (states.length > 0) return states;
  // What an event caused is wanted whole.
  return input.text("event") === undefined ? ["queued", "sending", "dead"] : DISPATCH_STATES;
}
