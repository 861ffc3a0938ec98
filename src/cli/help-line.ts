import { TOPICS } from "./help-topics.ts";

/**
 * `intg help product add` asks what `intg product add --help` asks, and `intg help` what `intg --help` does; a line
 * that asks for a topic stays as it is.
 *
 * @param isCommand - whether this word begins a command.
 */
export function helpAsFlag(argv: readonly string[], isCommand: (word: string) => boolean): readonly string[] {
  const at = argv.findIndex((word, index) => !word.startsWith("-") && !takesNext(argv[index - 1]));
  if (argv[at] !== "help" || argv.includes("--help") || argv.includes("-h")) return argv;
  const flags = argv.slice(0, at);
  const rest = argv.slice(at + 1);
  const words = rest.filter((word) => !word.startsWith("-"));
  const [first] = words;
  if (first === undefined) return [...flags, "--help"];
  if ((TOPICS as readonly string[]).includes(first) || !isCommand(first)) return argv;
  return [...flags, ...words.slice(0, 2), "--help"];
}

function takesNext(word: string | undefined): boolean {
  return word === "--home" || word === "--lang";
}
