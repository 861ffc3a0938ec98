import { type Command, CommanderError } from "commander";
import { resolveHome } from "../config/home.ts";
import { IntgError } from "../core/errors.ts";
import { closest } from "../core/suggest.ts";
import { catalogueOf, createTexts, LANGUAGES, type Language } from "../messages/text.ts";
import { COMMANDS, groupsOf } from "./commands/index.ts";
import type { GlobalOptions } from "./context.ts";
import { reportError } from "./errors.ts";
import { helpAsFlag } from "./help-line.ts";
import { Input } from "./input.ts";
import type { Io } from "./io.ts";
import { buildProgram, type Runner, selectCommand } from "./program.ts";
import { wire } from "./wire.ts";

/** Reads the line, runs the command it names, and turns whatever happens into an exit code. */
export async function run(line: readonly string[], io: Io, version: string): Promise<number> {
  const argv = helpAsFlag(line, (word) => groupsOf(COMMANDS).includes(word) || COMMANDS.some((entry) => entry.path === word));
  const texts = createTexts(catalogueOf(languageOf(argv, io.env)));
  const wanted = { json: argv.includes("--json"), color: !argv.includes("--no-color"), debug: argv.includes("--debug") };
  const state = { exitCode: 0 };
  ignoreClosedPipe(io);
  const runner: Runner = async (entry, module, command) => {
    const context = wire(io, texts, globalOptions(command, io), command.optsWithGlobals());
    try {
      await module.run(context, new Input(entry.path, namedArguments(command), command.optsWithGlobals()));
      state.exitCode = context.exitCode();
    } finally {
      await context.close();
    }
  };
  try {
    const program = await buildProgram(argv, io, texts, version, runner);
    if (argv.length === 0) {
      program.outputHelp();
      return 0;
    }
    refuseUnknownCommand(argv, program);
    await program.parseAsync([...argv], { from: "user" });
    return state.exitCode;
  } catch (error) {
    const failure = error instanceof CommanderError ? fromCommander(error, argv) : error;
    return failure === null ? 0 : reportError(failure, io, texts, wanted);
  }
}

function globalOptions(command: Command, io: Io): GlobalOptions {
  const options: Readonly<Record<string, unknown>> = command.optsWithGlobals();
  return {
    home: resolveHome(typeof options.home === "string" ? options.home : undefined, io.env),
    json: options.json === true,
    quiet: options.quiet === true,
    verbose: options.verbose === true,
    yes: options.yes === true,
    debug: options.debug === true,
    showPii: options.showPii === true,
  };
}

function namedArguments(command: Command): ReadonlyMap<string, unknown> {
  return new Map(command.registeredArguments.map((argument, at) => [argument.name(), command.processedArgs[at] as unknown]));
}

/** The flag, else the locale, else English. An unknown language is English: texts are no reason to fail. */
function languageOf(argv: readonly string[], env: NodeJS.ProcessEnv): Language {
  const at = argv.indexOf("--lang");
  const flag = at === -1 ? undefined : argv[at + 1];
  const wanted = flag ?? env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? "en";
  return LANGUAGES.find((language) => wanted.toLowerCase().replace("_", "-").startsWith(language.toLowerCase())) ?? "en";
}

/** Before commander, whose own words for this know neither our groups nor our hints. */
function refuseUnknownCommand(argv: readonly string[], program: Command): void {
  if (selectCommand(argv) !== undefined) return;
  const words = argv.filter((word) => !word.startsWith("-"));
  const [first = "", second] = words;
  const groups = groupsOf(COMMANDS);
  if (first === "" || (groups.includes(first) && second === undefined)) {
    const asked = argv.includes("--help") || argv.includes("-h");
    if (groups.includes(first) && !asked) program.commands.find((command) => command.name() === first)?.outputHelp();
    return;
  }
  const given = groups.includes(first) && second !== undefined ? `${first} ${second}` : first;
  const known = groups.includes(first) ? COMMANDS.map((entry) => entry.path) : [...groups, ...COMMANDS.map((entry) => entry.path)];
  throw new IntgError("INTG_UNKNOWN_COMMAND", { given, suggestion: closest(given, known) });
}

/** commander throws for help and version too; those are no failures. */
function fromCommander(error: CommanderError, argv: readonly string[]): IntgError | null {
  if (error.exitCode === 0 || error.code === "commander.help") return null;
  const detail = error.message.replace(/^error: /, "").replace(/\n/g, " ");
  return new IntgError("INTG_USAGE", { detail, command: selectCommand(argv)?.path ?? "" }, { cause: error });
}

/** `intg ... | head` closes our output early; that is the reader's right, not an error. */
function ignoreClosedPipe(io: Io): void {
  for (const stream of [io.stdout, io.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
}
