/** Flags of every command that take the next word as their value. */
const WITH_VALUE: ReadonlySet<string> = new Set(["--home", "--lang"]);

/** The words of a line that are neither flags nor the values of flags that may stand before a command, with their places. */
export function lineWords(argv: readonly string[]): readonly { readonly word: string; readonly at: number }[] {
  return argv.flatMap((word, at) => (word.startsWith("-") || WITH_VALUE.has(argv[at - 1] ?? "") ? [] : [{ word, at }]));
}
