import { TOPICS } from "./help-topics.ts";
import { lineWords } from "./line-words.ts";

/**
 * `intg help product add` asks what `intg product add --help` asks, and `intg help` what `intg --help` does; a line
 * that asks for a topic stays as it is.
 *
 * @param isCommand - whether this word begins a command.
 */
export function helpAsFlag(argv: readonly string[], isCommand: (word: string) => boolean): readonly string[] {
  const [command, ...others] = lineWords(argv);
  if (command?.word !== "help" || argv.includes("--help") || argv.includes("-h")) return argv;
  const flags = argv.slice(0, command.at);
  const words = others.map(({ word }) => word);
  const [first] = words;
  if (first === undefined) return [...flags, "--help"];
  if ((TOPICS as readonly string[]).includes(first) || !isCommand(first)) return argv;
  return [...flags, ...words.slice(0, 2), "--help"];
}
