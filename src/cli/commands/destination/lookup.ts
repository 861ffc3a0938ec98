import { askQuery } from "../../../app/destinations/ask.ts";
import { openDestination } from "../../../app/destinations/registered.ts";
import { IntgError } from "../../../core/errors.ts";
import type { Destination, DestinationQuery } from "../../../destinations/contract.ts";
import { badArgument } from "../../bad-argument.ts";
import type { CommandModule } from "../../command.ts";
import type { Context } from "../../context.ts";
import type { Input } from "../../input.ts";
import { cell, printable } from "../../printable.ts";
import { destinationFailed } from "./failed.ts";
import { defineName } from "./name.ts";

export const command: CommandModule = {
  define(command, texts) {
    defineName(command, texts);
    command
      .argument("[query]", texts("destination.lookup.argument.query"))
      .argument("[args...]", texts("destination.lookup.argument.args"));
  },
  async run(context, input) {
    const { out, texts, clock } = context;
    const open = await openDestination(await context.store(), clock, input.argument("name"));
    const wanted = input.maybeArgument("query");
    if (wanted === undefined) return listQueries(context, open.kind);
    const query = open.kind.queries.find(({ name }) => name === wanted);
    if (query === undefined) throw badArgument(input, "query", texts("destination.lookup.unknown", { known: namesOf(open.kind) }));
    const rows = await askQuery(open, await context.sender(), query, readArgs(context, input, query));
    if (!rows.ok) throw destinationFailed(open, texts, rows.error);
    if (out.json)
      return out.document(rows.value.map((row) => Object.fromEntries(query.columns.map((column, at) => [column, row[at] ?? null]))));
    const table = rows.value.map((row) => query.columns.map((_, at) => cell(row[at] ?? null)));
    await out.table(
      query.columns.map(texts.ofFact),
      table,
      texts("destination.lookup.empty", { name: open.destination.name, query: query.name }),
    );
  },
};

async function listQueries({ out, texts }: Context, kind: Destination): Promise<void> {
  if (out.json) return out.document(kind.queries.map(({ name, takes, columns }) => ({ name, takes, columns })));
  const head = [texts("column.query"), texts("column.takes"), texts("column.gives")];
  const rows = kind.queries.map(({ name, takes, columns }) => [name, cell(takes.join(" ")), columns.map(texts.ofFact).join(", ")]);
  await out.table(head, rows, texts("destination.lookup.none", { title: kind.title }));
}

function readArgs({ texts }: Context, input: Input, { name, takes }: DestinationQuery): readonly string[] {
  const args = input.argumentsOf("args");
  if (args.length === takes.length && args.every((text) => text.trim() !== "")) return args.map((text) => text.trim());
  const detail = texts("destination.lookup.takes", {
    query: name,
    takes: takes.length === 0 ? "-" : takes.map((one) => `<${one}>`).join(" "),
  });
  throw new IntgError("INTG_USAGE", { detail: printable(detail), command: input.command });
}

function namesOf(kind: Destination): string {
  return kind.queries.length === 0 ? "-" : kind.queries.map(({ name }) => name).join(", ");
}
