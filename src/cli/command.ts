import type { Command } from "commander";
import type { Texts } from "../messages/text.ts";
import type { Context } from "./context.ts";
import type { Input } from "./input.ts";

/** One command: its words and flags, and what it does. Each lies in a file of its own and is loaded only when it runs. */
export interface CommandModule {
  /** Declares arguments and options. The summary stands in the catalogue under `<path with dots>.summary`. */
  define(command: Command, texts: Texts): void;
  run(context: Context, input: Input): Promise<void>;
  /** Whether it did its work although standard output could not be written; what others print is their work. */
  readonly outlivesOutput?: true;
}

/** For options that may be given more than once: `command.option("--secret <x>", text, repeatable)`. */
export function repeatable(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
