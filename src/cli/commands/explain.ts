import { explainEvent } from "../../app/explain-event.ts";
import type { CommandModule } from "../command.ts";
import { explanationJson, explanationView } from "../view/explanation.ts";
import { viewOf } from "../view/view.ts";
import { requireEvent } from "./event/find.ts";

export const command: CommandModule = {
  define(command, texts) {
    command.argument("<event>", texts("event.argument.event"));
  },
  async run(context, input) {
    const found = await requireEvent(context, input.argument("event"), input.command);
    const explanation = await explainEvent(await context.store(), found);
    const view = viewOf(context);
    if (context.out.json) return context.out.document(explanationJson(explanation, view));
    context.out.line(explanationView(explanation, view, { verbose: context.options.verbose }));
  },
};
