import type { Command } from "commander";
import { isDestinationName } from "../../../app/destinations/registered.ts";
import type { Texts } from "../../../messages/text.ts";
import { badArgument } from "../../bad-argument.ts";
import type { Input } from "../../input.ts";

export function defineName(command: Command, texts: Texts): void {
  command.argument("<name>", texts("destination.argument.name"));
}

/** The name of a new destination. */
export function readNewName(input: Input, texts: Texts): string {
  const name = input.argument("name");
  if (isDestinationName(name)) return name;
  throw badArgument(input, "name", texts("destination.bad-name"));
}
