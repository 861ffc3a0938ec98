import { type CodeObject, objectKey } from "../../../app/destinations/account.ts";
import { fieldOf, mapObject, readCode, readObject, unusedObject } from "../../../app/destinations/map.ts";
import { requireDestination } from "../../../app/destinations/registered.ts";
import { NOT_TOLD } from "../../../app/ports.ts";
import { IntgError } from "../../../core/errors.ts";
import type { Destination } from "../../../destinations/contract.ts";
import { badArgument } from "../../bad-argument.ts";
import type { CommandModule } from "../../command.ts";
import type { Context } from "../../context.ts";
import type { Input } from "../../input.ts";
import { printable } from "../../printable.ts";
import { foundCode } from "./find.ts";
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
