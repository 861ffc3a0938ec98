import { type Command, CommanderError } from "commander";
import { resolveHome } from "../config/home.ts";
import { IntgError } from "../core/errors.ts";
import { closest } from "../core/suggest.ts";
import { LANGUAGES, type Language, languageNamed, languageOfEnvironment } from "../messages/language.ts";
import { createTexts, loadCatalogue, type Texts } from "../messages/text.ts";
import { usageDetail } from "./commander-words.ts";
import { COMMANDS, groupsOf } from "./commands/index.ts";
import type { Context, GlobalOptions } from "./context.ts";
import { reportError } from "./errors.ts";
import { helpAsFlag } from "./help-line.ts";
import { Input } from "./input.ts";
import type { Io } from "./io.ts";
import { lineWords } from "./line-words.ts";
import { watchOutput } from "./output-faults.ts";
import { printable } from "./printable.ts";
import { buildProgram, type Runner, selectCommand } from "./program.ts";
import { wire } from "./wire.ts";

/** Reads the line, runs the command it names, and turns whatever happens into an exit code. */
export async function run(line: readonly string[], io: Io, version: string): Promise<number> {
  const argv = helpAsFlag(line, (word) => groupsOf(COMMANDS).includes(word) || COMMANDS.some((entry) => entry.path === word));
  const language = languageOf(argv, io.env);
  const texts = createTexts(await loadCatalogue(language), language);
  const wanted = { json: argv.includes("--json"), color: !argv.includes("--no-color"), debug: argv.includes("--debug") };
  const faults = watchOutput(io);
  let exitCode = 0;
  const runner: Runner = async (entry, module, command) => {
    const context = wire(io, texts, globalOptions(command, io), command.optsWithGlobals());
    try {
      warnOfUnknownLanguage(argv, context);
      await module.run(context, new Input(entry.path, namedArguments(command), command.optsWithGlobals()));
      exitCode = context.exitCode();
    } finally {
      await context.close();
    }
    await (module.outlivesOutput === true ? faults.letGo() : faults.throwIfAny());
  };
  try {
    await runLine(argv, await buildProgram(argv, io, texts, version, runner), texts);
    return exitCode;
  } catch (error) {
    return reportError(error, io, texts, wanted);
  }
}

async function runLine(argv: readonly string[], program: Command, texts: Texts): Promise<void> {
  refuseUnknownCommand(argv);
  try {
    await program.parseAsync([...argv], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === "commander.help") namedGroup(argv, program).outputHelp();
    // commander throws for help and version too; those are no failures.
    else if (error.exitCode !== 0) throw usageError(error, argv, texts);
  }
}

/** What a line asks about that names no command: the group it names, else everything. */
function namedGroup(argv: readonly string[], program: Command): Command {
  const name = lineWords(argv)[0]?.word;
  return program.commands.find((command) => command.name() === name) ?? program;
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

/** The flag, else the environment. With --json whatever is said is for programs, which would break with the locale: English. */
function languageOf(argv: readonly string[], env: NodeJS.ProcessEnv): Language {
  if (argv.includes("--json")) return "en";
  const flag = languageFlag(argv);
  return flag === undefined ? languageOfEnvironment(env) : (languageNamed(flag) ?? "en");
}

/** What was given for --lang, the last one where it was given twice, as commander reads it. */
function languageFlag(argv: readonly string[]): string | undefined {
  const given = argv.flatMap((word, at) =>
    word.startsWith("--lang=") ? [word.slice("--lang=".length)] : argv[at - 1] === "--lang" ? [word] : [],
  );
  return given.at(-1);
}

/** Texts are no reason to fail, but who asked for others is told. */
function warnOfUnknownLanguage(argv: readonly string[], { out, texts }: Context): void {
  const given = languageFlag(argv);
  if (given === undefined || languageNamed(given) !== undefined) return;
  out.warn(texts("language.unknown", { given: printable(given), known: LANGUAGES.join(", ") }));
}

/** Before commander, whose own words for this know neither our groups nor our hints. */
function refuseUnknownCommand(argv: readonly string[]): void {
  if (selectCommand(argv) !== undefined) return;
  const [first, second] = lineWords(argv).map(({ word }) => word);
  const groups = groupsOf(COMMANDS);
  const isGroup = first !== undefined && groups.includes(first);
  if (first === undefined || (isGroup && second === undefined)) return;
  const given = isGroup ? `${first} ${second}` : first;
  const paths = COMMANDS.map((entry) => entry.path);
  throw new IntgError("INTG_UNKNOWN_COMMAND", { given, suggestion: closest(given, isGroup ? paths : [...groups, ...paths]) });
}

function usageError(error: CommanderError, argv: readonly string[], texts: Texts): IntgError {
  return new IntgError("INTG_USAGE", { detail: usageDetail(error, texts), command: selectCommand(argv)?.path ?? "" }, { cause: error });
}
