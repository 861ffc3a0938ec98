import { listDestinations } from "../../../app/destinations/describe.ts";
import type { CommandModule } from "../../command.ts";
import { cell } from "../../printable.ts";

export const command: CommandModule = {
  define() {},
  async run({ out, texts, ...context }) {
    const destinations = await listDestinations(await context.store());
    if (out.json) return out.document(destinations);
    const head = [
      texts("column.name"),
      texts("column.kind"),
      texts("column.where"),
      texts("column.state"),
      texts("column.queued"),
      texts("column.dead"),
    ];
    const rows = destinations.map(({ name, kind, where, state, queued, dead }) => [
      name,
      kind,
      cell(where),
      texts(`destination.state.${state}`),
      texts.formats.number(queued),
      texts.formats.number(dead),
    ]);
    await out.table(head, rows, texts("destination.list.empty"));
  },
};
