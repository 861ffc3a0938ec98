import type { Command } from "commander";
import type { Texts } from "../../../messages/text.ts";
import { badArgument } from "../../bad-argument.ts";
import type { Input } from "../../input.ts";

/** Stands in commands and rules, so it is letters, digits, dashes and underscores. */
const NAME = /^[a-z0-9][a-z0-9_-]{0,62}$/;

export function defineName(command: Command, texts: Texts): void {
  command.argument("<name>", texts("destination.argument.name"));
}

/** The name of a new destination. */
export function readNewName(input: Input, texts: Texts): string {
  const name = input.argument("name");
  if (NAME.test(name)) return name;
  throw badArgument(input, "name", texts("destination.bad-name"));
}
