import { type ProbeOutcome, probeDestination } from "../../../app/destinations/probe.ts";
import { openDestination } from "../../../app/destinations/registered.ts";
import { note } from "../../../core/note.ts";
import type { CommandModule } from "../../command.ts";
import { destinationFailed } from "./failed.ts";
import { defineName } from "./name.ts";

export const command: CommandModule = {
  define: defineName,
  async run({ out, texts, clock, ...context }, input) {
    const name = input.argument("name");
    const open = await openDestination(await context.store(), clock, name);
    const outcome = await probeDestination(open, await context.sender());
    if (outcome === null) {
      if (out.json) out.document({ name, ok: null, status: null, ms: null });
      return out.say(texts("destination.test.none", { name, title: open.kind.title }));
    }
    const { problem, status, ms } = outcome;
    if (problem !== null) throw destinationFailed(open, texts, problem, answered(outcome));
    if (out.json) out.document({ name, ok: true, status, ms });
    else out.line(texts("destination.test.passed", { name, status, ms }));
    if (!open.destination.isEnabled) out.say(texts("destination.test.disabled", { name }));
  },
};

/** What came back, for whoever has to find out why. */
function answered({ status, ms, response }: ProbeOutcome) {
  if (status === null) return [];
  return [note("destination.answered", { status, ms }), ...(response === null ? [] : [note("destination.response", { response })])];
}
