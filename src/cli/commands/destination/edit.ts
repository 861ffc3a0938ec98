import { changed, type DestinationChange, saveDestination } from "../../../app/destinations/edit.ts";
import { openDestination } from "../../../app/destinations/registered.ts";
import { generatedSecrets, keepSecrets, retireSecrets } from "../../../app/destinations/secrets.ts";
import { missingSetting } from "../../../app/destinations/settings.ts";
import { IntgError } from "../../../core/errors.ts";
import type { Destination } from "../../../destinations/contract.ts";
import type { Texts } from "../../../messages/text.ts";
import type { CommandModule } from "../../command.ts";
import type { Context } from "../../context.ts";
import type { Input } from "../../input.ts";
import { fetchSecrets, warnOfLiterals } from "../../secret-sources.ts";
import { shortDestination } from "../../view/destination.ts";
import { defineName } from "./name.ts";
import { freshBytes, ownerOf, readSecretWishes, sayAdvice, tellGenerated, type Wishes } from "./secrets.ts";
import { defineSettings, readSettings, settingFlag, warnOfPrivateHost } from "./settings.ts";

export const command: CommandModule = {
  define(command, texts) {
    defineName(command, texts);
    defineSettings(command, texts);
    command
      .option("--no-allow-private", texts("destination.edit.option.no-allow-private"))
      .option("--add", texts("destination.edit.option.add"))
      .option("--retire", texts("destination.edit.option.retire"))
      .option("--enable", texts("destination.edit.option.enable"))
      .option("--disable", texts("destination.edit.option.disable"));
  },
  async run(context, input) {
    const { out, texts, clock } = context;
    const store = await context.store();
    const { destination, kind } = await openDestination(store, clock, input.argument("name"));
    const { name } = destination;
    const change = readChange(input, kind, texts);
    const edited = changed(destination, change);
    refuseMissing(edited.settings, kind, texts);
    const wishes = readSecretWishes(input, kind, context);
    const values = await newSecrets(wishes, kind, name, context, input);

    await saveDestination(store, edited);
    const how = input.flag("add") || input.flag("retire") ? "add" : "replace";
    const advice = await keepSecrets(store, clock, { name, kind }, new Map([...values.given, ...values.generated]), how);
    const retired = input.flag("retire") ? await retireSecrets(store, { name, kind }, namesOf(wishes)) : [];

    warnOfLiterals(wishes, context);
    sayAdvice(context, advice);
    warnOfPrivateHost(context, edited, kind);
    const { account } = await openDestination(store, clock, name);
    const problem = kind.problem?.(account) ?? null;
    if (problem !== null) out.warn(texts("destination.problem", { name, problem: texts.ofNote(problem) }));
    const set = [...values.given.keys(), ...values.generated.keys()];
    if (out.json) out.document({ ...shortDestination(edited, kind), set, retired, generated: Object.fromEntries(values.generated) });
    tellGenerated(context, name, values.generated);
    if (set.length > 0) out.say(texts("destination.edit.kept", { name, names: set.join(", ") }));
    if (retired.length > 0) out.say(texts("destination.edit.retired", { name, names: retired.join(", ") }));
    else if (input.flag("retire")) out.say(texts("credential.nothing-to-retire"));
    if (change.settings.size > 0 || Object.keys(change).length > 1) out.say(texts("destination.edit.done", { name }));
  },
};

function readChange(input: Input, kind: Destination, texts: Texts): DestinationChange {
  const usage = (detail: string) => new IntgError("INTG_USAGE", { detail, command: input.command });
  const settings = readSettings(input, kind, texts);
  const [add, retire, enable, disable, allow] = ["add", "retire", "enable", "disable", "allowPrivate"].map((name) => input.flag(name));
  const isDenied = !input.notDenied("allowPrivate");
  if (enable && disable) throw usage(texts("destination.edit.contradiction"));
  const isChange = settings.size > 0 || input.list("secret").length > 0 || add || retire || enable || disable || allow || isDenied;
  if (!isChange) throw usage(texts("edit.nothing"));
  if (add && input.list("secret").length === 0 && !canGenerate(kind)) throw usage(texts("destination.edit.add-what"));
  return {
    settings,
    ...(allow || isDenied ? { allowsPrivate: !isDenied } : {}),
    ...(enable || disable ? { isEnabled: enable === true } : {}),
  };
}

function refuseMissing(settings: Readonly<Record<string, string>>, kind: Destination, texts: Texts): void {
  const missing = missingSetting(kind, settings);
  if (missing === undefined) return;
  const what = texts("destination.setting-of", { kind: kind.title, setting: missing.name });
  throw new IntgError("INTG_MISSING_VALUE", { what, flag: settingFlag(missing.name) });
}

/** The values that were given; with --add alone, new ones for what can be made here. */
async function newSecrets(wishes: Wishes, kind: Destination, name: string, context: Context, input: Input) {
  // `--retire --secret x` names whose oldest value is to go; it is given no new one.
  const asked = input.flag("retire") ? wishes.filter(({ source }) => source !== null) : wishes;
  const given = await fetchSecrets(asked, ownerOf(kind, name, context), context, input);
  const isMade = input.flag("add") && wishes.length === 0;
  const generated = isMade ? generatedSecrets(kind, given, freshBytes) : new Map<string, string>();
  return { given, generated };
}

function canGenerate(kind: Destination): boolean {
  return kind.secrets.some(({ generate }) => generate !== undefined);
}

function namesOf(wishes: Wishes): readonly string[] {
  return wishes.map(({ field }) => field.name);
}
