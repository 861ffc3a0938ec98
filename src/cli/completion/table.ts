import type { CommandWords } from "./words.ts";

/** What may follow some words of a line; keys as the scripts look them up. */
export interface CompletionTable {
  /** Options that take their value from the next word. */
  readonly valueFlags: readonly string[];
  /** `""` and each group with its next words. */
  readonly verbs: ReadonlyMap<string, readonly string[]>;
  /** Per command its flags. */
  readonly flags: ReadonlyMap<string, readonly string[]>;
  /** Per `command --flag` the values it may have. */
  readonly flagValues: ReadonlyMap<string, readonly string[]>;
  /** Per `command number` the values that argument may have, counted from 1. */
  readonly argumentValues: ReadonlyMap<string, readonly string[]>;
}

/** The commands as look-up tables: what bash and zsh need. */
export function completionTable(commands: readonly CommandWords[]): CompletionTable {
  const firstWords = [...new Set(commands.map(({ path }) => path.split(" ")[0] ?? ""))];
  const verbs = new Map<string, readonly string[]>([["", firstWords]]);
  for (const word of firstWords) {
    const rest = commands.flatMap(({ path }) => (path.startsWith(`${word} `) ? [path.slice(word.length + 1)] : []));
    if (rest.length > 0) verbs.set(word, rest);
  }
  const options = commands.flatMap(({ path, options: all }) => all.map((option) => ({ path, ...option })));
  return {
    valueFlags: [...new Set(options.flatMap(({ flag, takesValue }) => (takesValue ? [flag] : [])))],
    verbs,
    flags: new Map(commands.map(({ path, options: all }) => [path, all.map(({ flag }) => flag)])),
    flagValues: new Map(options.flatMap(({ path, flag, values }) => (values.length === 0 ? [] : [[`${path} ${flag}`, values] as const]))),
    argumentValues: new Map(
      commands.flatMap(({ path, arguments: all }) =>
        all.flatMap((values, at) => (values.length === 0 ? [] : [[`${path} ${at + 1}`, values] as const])),
      ),
    ),
  };
}
