import { Command, type Option } from "commander";
import { PRESETS } from "../../app/preset-list.ts";
import { DISPATCH_STATES } from "../../core/dispatch.ts";
import { EVENT_STATUSES } from "../../core/event.ts";
import { LINK_KINDS, PRODUCT_TYPES } from "../../core/product.ts";
import { TRIGGERS } from "../../core/triggers.ts";
import { DESTINATIONS } from "../../destinations/index.ts";
import { LANGUAGES } from "../../messages/language.ts";
import type { Texts } from "../../messages/text.ts";
import { PROVIDERS } from "../../providers/index.ts";
import { COMMANDS } from "../commands/index.ts";
import { TOPICS } from "../help-topics.ts";

export const SHELLS = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof SHELLS)[number];

/** One option as shells complete it. */
export interface OptionWords {
  /** `--provider`. */
  readonly flag: string;
  readonly text: string;
  readonly takesValue: boolean;
  /** What the value may be; empty where it is free. A file is completed when `values` is null. */
  readonly values: readonly string[];
}

/** One command as shells complete it. */
export interface CommandWords {
  /** `product add`, or one word. */
  readonly path: string;
  readonly summary: string;
  readonly options: readonly OptionWords[];
  /** What each argument may be, in order; empty where it is free. */
  readonly arguments: readonly (readonly string[])[];
}

/** Values by the name that options and arguments have in every command. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  provider: PROVIDERS.map(({ id }) => id),
  trigger: TRIGGERS,
  on: TRIGGERS,
  status: EVENT_STATUSES,
  kind: LINK_KINDS,
  type: PRODUCT_TYPES,
  preset: PRESETS.map(({ id }) => id),
  lang: LANGUAGES,
  shell: SHELLS,
};

/** Arguments that mean something else in one command. */
const OWN_VALUES: Readonly<Record<string, readonly string[]>> = {
  "simulate event": [...new Set(PROVIDERS.flatMap(({ events }) => events.flatMap(({ words }) => words)))].sort(),
  "event show event": ["latest"],
  "explain event": ["latest"],
  "replay ids": ["latest"],
  "simulate print": ["http", "curl"],
  "destination add kind": DESTINATIONS.map(({ id }) => id),
  "dispatch list state": DISPATCH_STATES,
  "help topic": [...TOPICS, ...new Set(COMMANDS.map(({ path }) => path.split(" ")[0] ?? ""))],
};

/** Every command with its options, read off the commands themselves. */
export async function commandWords(texts: Texts, globals: readonly OptionWords[]): Promise<readonly CommandWords[]> {
  return Promise.all(
    COMMANDS.map(async ({ path, load }) => {
      const command = new Command(path);
      (await load()).define(command, texts);
      return {
        path,
        summary: texts.maybe(`${path.replace(" ", ".")}.summary`) ?? "",
        options: [...command.options.flatMap((option) => wordsOf(option, path)), ...globals],
        arguments: command.registeredArguments.map((argument) => valuesOf(path, argument.name(), argument.argChoices)),
      };
    }),
  );
}

function wordsOf(option: Option, path: string): readonly OptionWords[] {
  if (option.long === undefined || option.long === null || option.hidden) return [];
  const values = valuesOf(path, option.long.slice(2), option.argChoices);
  return [{ flag: option.long, text: option.description, takesValue: option.required || option.optional, values }];
}

function valuesOf(path: string, name: string, choices: readonly string[] | undefined): readonly string[] {
  return choices ?? OWN_VALUES[`${path} ${name}`] ?? VALUES[name] ?? [];
}

/** The options of every command. */
export function globalWords(texts: Texts): readonly OptionWords[] {
  const flag = (name: string, text: string, takesValue = false): OptionWords => ({
    flag: `--${name}`,
    text,
    takesValue,
    values: VALUES[name] ?? [],
  });
  return [
    flag("home", texts("option.home"), true),
    flag("json", texts("option.json")),
    flag("quiet", texts("option.quiet")),
    flag("no-color", texts("option.no-color")),
    flag("no-input", texts("option.no-input")),
    flag("yes", texts("option.yes")),
    flag("verbose", texts("option.verbose")),
    flag("show-pii", texts("option.show-pii")),
    flag("lang", texts("option.lang"), true),
    flag("help", texts("option.help")),
  ];
}
