import type { CommandWords, OptionWords } from "./words.ts";

/** @param remark - what the script is, in one line. */
export function fishScript(commands: readonly CommandWords[], summaryOf: (word: string) => string, remark: string): string {
  const firstWords = [...new Set(commands.map(({ path }) => path.split(" ")[0] ?? ""))];
  const lines = [
    `# ${remark}`,
    "complete -c intg -f",
    ...firstWords.map((word) => `complete -c intg -n __fish_use_subcommand -a ${quote(word)} -d ${quote(summaryOf(word))}`),
    ...commands.flatMap(linesOf),
  ];
  return `${lines.join("\n")}\n`;
}

function linesOf(command: CommandWords): readonly string[] {
  const [first = "", second] = command.path.split(" ");
  const seen = `__fish_seen_subcommand_from ${first}`;
  const here = second === undefined ? seen : `${seen}; and __fish_seen_subcommand_from ${second}`;
  const verb =
    second === undefined
      ? []
      : [
          `complete -c intg -n ${quote(`${seen}; and test (count (commandline -opc)) -eq 2`)} -a ${quote(second)} -d ${quote(command.summary)}`,
        ];
  const values = [...new Set(command.arguments.flat())];
  return [
    ...verb,
    ...command.options.map((option) => `complete -c intg -n ${quote(here)} ${optionText(option)}`),
    ...(values.length === 0 ? [] : [`complete -c intg -n ${quote(here)} -a ${quote(values.join(" "))}`]),
  ];
}

function optionText({ flag, text, takesValue, values }: OptionWords): string {
  const value = takesValue ? (values.length > 0 ? ` -x -a ${quote(values.join(" "))}` : " -r") : "";
  return `-l ${flag.slice(2)}${value} -d ${quote(text)}`;
}

/** Inside single quotes fish reads only a backslash and a quote otherwise. */
function quote(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\n", " ")}'`;
}
