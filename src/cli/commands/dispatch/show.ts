import { requireDispatch } from "../../../app/outbox/pick-dispatches.ts";
import { describeDispatches } from "../../../app/outbox/queue-view.ts";
import type { CommandModule } from "../../command.ts";
import { attemptJson, dispatchJson, dispatchView } from "../../view/dispatch.ts";
import { viewOf } from "../../view/view.ts";

export const command: CommandModule = {
  define(command, texts) {
    command.argument("<id>", texts("dispatch.argument.id"));
  },
  async run(context, input) {
    const { out, texts, clock } = context;
    const store = await context.store();
    const dispatch = await requireDispatch(store, input.argument("id"));
    const [shown] = await describeDispatches([dispatch], store, clock.now());
    if (shown === undefined) return;
    const attempts = await store.dispatches.attempts(dispatch.id);
    const view = viewOf(context);
    if (out.json) return out.document({ ...dispatchJson(shown, view), history: attempts.map((one) => attemptJson(one, view)) });
    out.line(dispatchView(shown, attempts, view));
    const { id, state } = dispatch;
    if (state === "dead" || state === "dropped") out.say(`\n${out.styleErr.dim(texts("dispatch.show.retry-hint", { id }))}`);
    if (state === "queued") out.say(`\n${out.styleErr.dim(texts("dispatch.show.later-hint", { id }))}`);
  },
};
