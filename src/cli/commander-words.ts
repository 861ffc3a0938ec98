import type { CommanderError, HelpConfiguration } from "commander";
import type { Texts } from "../messages/text.ts";

/** The words that commander itself puts into help, in our language. Its other headings are ours already. */
export function helpWords(
  texts: Texts,
): Pick<HelpConfiguration, "styleTitle" | "styleUsage" | "optionDescription" | "argumentDescription"> {
  const titles: Readonly<Record<string, string>> = {
    "Usage:": texts("cli.usage-title"),
    "Arguments:": texts("cli.arguments-title"),
    "Options:": texts("cli.options-title"),
    "Commands:": texts("cli.commands-title"),
  };
  return {
    styleTitle: (title) => titles[title] ?? title,
    styleUsage: (usage) => usage.replace("[options]", texts("cli.usage-options")).replace("[command]", texts("cli.usage-command")),
    optionDescription: ({ description, defaultValue }) => withDefault(description, defaultValue, texts),
    argumentDescription: ({ description, defaultValue }) => withDefault(description, defaultValue, texts),
  };
}

/** No value, or an empty list of them, is what everybody expects. */
function withDefault(text: string, value: unknown, texts: Texts): string {
  return typeof value === "string" ? texts("cli.default", { text, value }) : text;
}

/** What commander found wrong with a line, in our language; where it says more than we know, in its own words. */
export function usageDetail({ code, message }: CommanderError, texts: Texts): string {
  const name = /'(.*)'/s.exec(message)?.[1] ?? "";
  switch (code) {
    case "commander.missingArgument":
      return texts("usage.missing-argument", { name });
    case "commander.optionMissingArgument":
      return texts("usage.option-without-value", { name });
    case "commander.missingMandatoryOptionValue":
      return texts("usage.missing-option", { name });
    case "commander.unknownOption":
      return unknownOption(name, message, texts);
    case "commander.excessArguments":
      return tooMany(name, message, texts);
    default:
      return message.replace(/^error: /, "").replace(/\n/g, " ");
  }
}

function unknownOption(name: string, message: string, texts: Texts): string {
  const suggestion = /\(Did you mean (?:one of )?(.*)\?\)$/.exec(message)?.[1];
  return suggestion === undefined ? texts("usage.unknown-option", { name }) : texts("usage.unknown-option-near", { name, suggestion });
}

function tooMany(name: string, message: string, texts: Texts): string {
  const [expected = 0, given = 0] = [...message.matchAll(/(?:Expected|got) (\d+)/g)].map(([, count]) => Number(count));
  return texts("usage.too-many-arguments", { name, expected, given });
}
