import { IntgError } from "../../core/errors.ts";
import { closest } from "../../core/suggest.ts";
import type { CommandModule } from "../command.ts";
import { bashScript } from "../completion/bash.ts";
import { fishScript } from "../completion/fish.ts";
import { completionTable } from "../completion/table.ts";
import { commandWords, globalWords, SHELLS, type Shell } from "../completion/words.ts";
import { zshScript } from "../completion/zsh.ts";

export const command: CommandModule = {
  define(command, texts) {
    command.argument("<shell>", texts("completion.argument.shell"));
  },
  async run({ io, texts }, input) {
    const shell = requireShell(input.argument("shell"));
    const commands = await commandWords(texts, globalWords(texts));
    const scripts: Readonly<Record<Shell, () => string>> = {
      bash: () => bashScript(completionTable(commands), texts("completion.remark.bash")),
      zsh: () => zshScript(completionTable(commands), texts("completion.remark.zsh")),
      fish: () => fishScript(commands, (word) => texts.maybe(`${word}.summary`) ?? "", texts("completion.remark.fish")),
    };
    io.stdout.write(scripts[shell]());
  },
};

function requireShell(given: string): Shell {
  const shell = SHELLS.find((candidate) => candidate === given);
  if (shell !== undefined) return shell;
  throw new IntgError("INTG_UNKNOWN_SHELL", { given, known: SHELLS.join(", "), suggestion: closest(given, SHELLS) });
}
