import { Command, Option } from "commander";
import type { Texts } from "../messages/text.ts";
import type { CommandModule } from "./command.ts";
import { helpWords } from "./commander-words.ts";
import { COMMANDS, type CommandEntry, groupsOf } from "./commands/index.ts";
import type { Io } from "./io.ts";
import { lineWords } from "./line-words.ts";

/** Texts beside long flags are wrapped down to this width, below commander's own 40, so that help fits 80 columns. */
const NARROWEST_TEXT = 30;

/** What running one command needs to know, once commander has read the line. */
export type Runner = (entry: CommandEntry, module: CommandModule, command: Command) => Promise<void>;

/** The command that the line names, by its first words; flags before it are skipped, with their values. */
export function selectCommand(argv: readonly string[]): CommandEntry | undefined {
  const [first, second] = lineWords(argv).map(({ word }) => word);
  return COMMANDS.find((entry) => entry.path === `${first} ${second}`) ?? COMMANDS.find((entry) => entry.path === first);
}

/**
 * The whole command tree, every command by its summary, and the one that is going to run with its options: nothing
 * else is loaded, so that help costs what help needs.
 */
export async function buildProgram(argv: readonly string[], io: Io, texts: Texts, version: string, run: Runner): Promise<Command> {
  const selected = selectCommand(argv);
  const program = configured(new Command("intg"), io, texts);
  program.description(texts("cli.description")).version(version, "-V, --version", texts("option.version")).helpCommand(false);
  addGlobalOptions(program, texts);
  const groups = new Map<string, Command>();
  for (const group of groupsOf(COMMANDS)) {
    const command = configured(new Command(group), io, texts)
      .summary(summaryOf(group, texts))
      .description(summaryOf(group, texts))
      .helpCommand(false);
    groups.set(group, command);
  }
  for (const entry of COMMANDS) {
    const [first = "", second] = entry.path.split(" ");
    const command = configured(new Command(second ?? first), io, texts).summary(summaryOf(entry.path, texts));
    if (entry === selected) await defineSelected(command, entry, texts, run);
    const group = groups.get(first);
    if (second === undefined) program.addCommand(command);
    else {
      group?.addCommand(command);
      if (group !== undefined && !program.commands.includes(group)) program.addCommand(group);
    }
  }
  return program;
}

async function defineSelected(command: Command, entry: CommandEntry, texts: Texts, run: Runner): Promise<void> {
  const module = await entry.load();
  command.description(texts.maybe(`${keyOf(entry.path)}.description`) ?? summaryOf(entry.path, texts));
  module.define(command, texts);
  addGlobalOptions(command, texts);
  const example = texts.maybe(`${keyOf(entry.path)}.example`);
  if (example !== undefined) command.addHelpText("after", `\n${texts("cli.example-title")}\n${indented(example)}`);
  command.addHelpText("after", `\n${texts("cli.exit-title")}\n${indented(texts("cli.exit"))}`);
  command.action(() => run(entry, module, command));
}

function configured(command: Command, io: Io, texts: Texts): Command {
  return command
    .exitOverride()
    .helpOption("-h, --help", texts("option.help"))
    .showSuggestionAfterError(true)
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: () => undefined,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .configureHelp({ sortSubcommands: false, showGlobalOptions: false, minWidthToWrap: NARROWEST_TEXT, ...helpWords(texts) });
}

/** Taken before and after the command's words; after is where people write them. */
function addGlobalOptions(command: Command, texts: Texts): void {
  const group = texts("cli.global-title");
  const add = (flags: string, text: string) => command.addOption(new Option(flags, text).helpGroup(group));
  add("--home <dir>", texts("option.home"));
  add("--json", texts("option.json"));
  add("--quiet", texts("option.quiet"));
  add("--no-color", texts("option.no-color"));
  add("--no-input", texts("option.no-input"));
  add("--yes", texts("option.yes"));
  add("--verbose", texts("option.verbose"));
  add("--show-pii", texts("option.show-pii"));
  add("--lang <lang>", texts("option.lang"));
  command.addOption(new Option("--debug", texts("option.debug")).hideHelp());
}

function summaryOf(path: string, texts: Texts): string {
  return texts.maybe(`${keyOf(path)}.summary`) ?? "";
}

/** `product add` is `product.add` in the catalogue. */
function keyOf(path: string): string {
  return path.replace(" ", ".");
}

function indented(text: string): string {
  return text.replace(/^/gm, "  ");
}
