import { needsCode, withPrivate } from "../../../app/destinations/account.ts";
import { addDestination, refuseTaken } from "../../../app/destinations/add.ts";
import { knownKinds, requireKind } from "../../../app/destinations/registered.ts";
import { missingSecrets } from "../../../app/destinations/secrets.ts";
import { changedSettings, missingSetting } from "../../../app/destinations/settings.ts";
import type { RegisteredDestination } from "../../../app/ports.ts";
import { IntgError } from "../../../core/errors.ts";
import type { Destination } from "../../../destinations/contract.ts";
import type { Texts } from "../../../messages/text.ts";
import type { CommandModule } from "../../command.ts";
import type { Context } from "../../context.ts";
import type { Input } from "../../input.ts";
import { printable } from "../../printable.ts";
import { fetchSecrets, warnOfLiterals } from "../../secret-sources.ts";
import { shortDestination } from "../../view/destination.ts";
import { defineName, readNewName } from "./name.ts";
import { freshBytes, ownerOf, readSecretWishes, sayAdvice, tellGenerated, type Wishes } from "./secrets.ts";
import { defineSettings, readSettings, settingFlag, warnOfPrivateHost } from "./settings.ts";

export const command: CommandModule = {
  define(command, texts) {
    defineName(command, texts);
    command.requiredOption("--kind <kind>", texts("destination.option.kind", { kinds: knownKinds() }));
    defineSettings(command, texts);
  },
  async run(context, input) {
    const { out, texts, clock } = context;
    const kind = requireKind(input.text("kind") ?? "");
    const name = readNewName(input, texts);
    const settings = readNewSettings(input, kind, texts);
    const store = await context.store();
    await refuseTaken(store, name);
    const wishes = withMissing(readSecretWishes(input, kind, context), kind);
    const secrets = await fetchSecrets(wishes, ownerOf(kind, name, context), context, input);
    const added = await addDestination(store, clock, { name, kind, settings, secrets }, freshBytes);
    if (!added.ok) {
      const detail = texts("destination.problem", { name, problem: texts.ofNote(added.error) });
      throw new IntgError("INTG_USAGE", { detail, command: input.command });
    }
    const { destination, generated, advice } = added.value;
    warnOfLiterals(wishes, context);
    sayAdvice(context, advice);
    warnOfPrivateHost(context, destination, kind);
    if (out.json) out.document({ ...shortDestination(destination, kind), generated: Object.fromEntries(generated) });
    tellGenerated(context, name, generated);
    out.say(texts("destination.add.done", { name, title: kind.title }));
    sayNext(context, kind, destination);
  },
};

function readNewSettings(input: Input, kind: Destination, texts: Texts): RegisteredDestination["settings"] {
  const settings = changedSettings({}, readSettings(input, kind, texts));
  const missing = missingSetting(kind, settings);
  if (missing !== undefined) {
    const what = texts("destination.setting-of", { kind: kind.title, setting: missing.name });
    throw new IntgError("INTG_MISSING_VALUE", { what, flag: settingFlag(missing.name) });
  }
  return withPrivate(settings, input.flag("allowPrivate"));
}

/** What has to be there and was not named is asked for. */
function withMissing(wishes: Wishes, kind: Destination): Wishes {
  const named = new Set(wishes.map(({ field }) => field.name));
  return [...wishes, ...missingSecrets(kind, named).map((field) => ({ field, source: null }))];
}

function sayNext({ out, texts }: Context, kind: Destination, { name, settings }: Pick<RegisteredDestination, "name" | "settings">): void {
  out.say(texts("destination.next-test", { name }));
  const [field] = kind.codes.filter((one) => needsCode(one, { settings }, kind));
  if (field !== undefined) out.say(texts("destination.next-map", { name, object: field.object, example: printable(field.example) }));
  if (kind.actions.includes("forward")) out.say(texts("destination.next-forward", { name }));
  else if (kind.actions.includes("notify")) out.say(texts("destination.next-notify"));
  else if (kind.actions.includes("tag.add")) out.say(texts("destination.next-tag"));
  else out.say(texts("destination.next-grant"));
}
