import { type CodeObject, objectKey } from "../../../app/destinations/account.ts";
import { askQuery } from "../../../app/destinations/ask.ts";
import { type FindProblem, findCode } from "../../../app/destinations/find-code.ts";
import { fieldOf, mapObject, readCode, readObject, unusedObject } from "../../../app/destinations/map.ts";
import { type OpenDestination, openDestination, requireDestination } from "../../../app/destinations/registered.ts";
import { NOT_TOLD } from "../../../app/ports.ts";
import { IntgError } from "../../../core/errors.ts";
import { note } from "../../../core/note.ts";
import type { Destination } from "../../../destinations/contract.ts";
import { badArgument } from "../../bad-argument.ts";
import type { CommandModule } from "../../command.ts";
import type { Context } from "../../context.ts";
import type { Input } from "../../input.ts";
import { printable } from "../../printable.ts";
import { defineName } from "./name.ts";

export const command: CommandModule = {
  define(command, texts) {
    defineName(command, texts);
    command
      .argument("<object>", texts("destination.map.argument.object"))
      .argument("[code]", texts("destination.map.argument.code"))
      .option("--find", texts("destination.map.option.find"))
      .option("--remove", texts("destination.map.option.remove"));
  },
  async run(context, input) {
    const { out, texts } = context;
    const store = await context.store();
    const known = await requireDestination(store, input.argument("name"));
    const object = readObject(known.kind, input.argument("object"));
    if (!object.ok) throw badArgument(input, "object", texts.ofNote(object.error));
    const code = await wantedCode(context, input, known.kind, object.value);
    const existed = await mapObject(store, known, object.value, code);
    const [name, key] = [known.destination.name, objectKey(object.value)];
    if (out.json) out.document({ destination: name, object: key, code });
    const shown = { name, object: printable(key), code: printable(code ?? "") };
    if (code === null) return out.say(existed ? texts("destination.map.removed", shown) : texts("destination.map.not-there", shown));
    out.say(code === NOT_TOLD ? texts("destination.map.not-told", shown) : texts("destination.map.done", shown));
    const unused = await unusedObject(store, known.kind, object.value);
    if (unused === null) return;
    const { suggestion } = unused;
    if (suggestion === null) out.say(texts("destination.map.unused", shown));
    else out.say(texts("destination.map.unused-near", { ...shown, suggestion: printable(suggestion) }));
  },
};

/** Null for --remove. */
async function wantedCode(context: Context, input: Input, kind: Destination, object: CodeObject): Promise<string | null> {
  const { texts } = context;
  const text = input.maybeArgument("code");
  if (input.flag("remove")) {
    if (text === undefined) return null;
    throw new IntgError("INTG_USAGE", { detail: texts("destination.map.remove-takes-none"), command: input.command });
  }
  if (text === undefined) {
    const example = fieldOf(kind, object)?.example ?? NOT_TOLD;
    throw new IntgError("INTG_USAGE", { detail: texts("destination.map.no-code", { example }), command: input.command });
  }
  const written = input.flag("find") ? await foundCode(context, input, kind, object, text) : text;
  const code = readCode(kind, object, written);
  if (!code.ok) throw badArgument(input, "code", printable(texts.ofNote(code.error)));
  return code.value;
}

async function foundCode(context: Context, input: Input, kind: Destination, object: CodeObject, text: string): Promise<string> {
  const { texts, clock } = context;
  const queries = fieldOf(kind, object)?.queries;
  if (queries === undefined) {
    const detail = texts("destination.map.cannot-find", { title: kind.title, object: object.kind });
    throw new IntgError("INTG_USAGE", { detail, command: input.command });
  }
  const open = await openDestination(await context.store(), clock, input.argument("name"));
  const sender = await context.sender();
  const found = await findCode(kind, queries, text, (query, args) => askQuery(open, sender, query, args));
  if (found.ok) return found.value;
  throw findError(context, input, open, found.error);
}

function findError({ texts }: Context, input: Input, { destination: { name } }: OpenDestination, problem: FindProblem): IntgError {
  switch (problem.kind) {
    case "unanswered":
      return new IntgError("INTG_DESTINATION_FAILED", { name, detail: texts.ofNote(problem.reason) });
    case "parts":
      return badArgument(input, "code", texts("destination.map.parts", { parts: problem.parts.join("/") }));
    case "unclear": {
      const { part, query, candidates } = problem;
      const args = problem.args.map((code) => ` ${code}`).join("");
      const problems = candidates.map(([code = "", ...titles]) => note("destination.candidate", { code, title: titles[0] ?? "" }));
      return new IntgError("INTG_CODE_NOT_FOUND", { name, query, args, given: part }, { problems });
    }
    default:
      return problem satisfies never;
  }
}
