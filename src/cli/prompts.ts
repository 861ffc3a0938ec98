import { IntgError } from "../core/errors.ts";
import type { Io } from "./io.ts";

/** Questions to a person. Asked only on a terminal; elsewhere the missing flag is named and the command ends with 2. */
export interface Prompts {
  readonly possible: boolean;
  /** A secret, typed without echo. `flag` names what to give instead where nobody can be asked. */
  secret(question: string, flag: string): Promise<string>;
  /** Yes or no. With --yes the answer is yes; without a terminal the command refuses. */
  confirm(question: string): Promise<void>;
}

export function createPrompts(io: Io, options: { input: boolean; yes: boolean }): Prompts {
  const possible = options.input && io.stdin.isTTY === true && io.stderr.isTTY === true;
  const context = { input: io.stdin, output: io.stderr };
  return {
    possible,
    async secret(question, flag) {
      if (!possible) throw new IntgError("INTG_MISSING_VALUE", { what: question, flag });
      const { default: inquirer } = await import("inquirer");
      const prompt = inquirer.createPromptModule(context);
      const { answer } = await cancellable(
        prompt<{ answer: string }>([{ type: "password", name: "answer", message: question, toggleMask: false }]),
      );
      return answer;
    },
    async confirm(question) {
      if (options.yes) return;
      if (!possible) throw new IntgError("INTG_CONFIRMATION_NEEDED", { what: question });
      const { default: inquirer } = await import("inquirer");
      const prompt = inquirer.createPromptModule(context);
      const { answer } = await cancellable(
        prompt<{ answer: boolean }>([{ type: "confirm", name: "answer", message: question, default: false }]),
      );
      if (!answer) throw new IntgError("INTG_CANCELLED");
    },
  };
}

/** inquirer rejects with an `ExitPromptError` when the prompt is closed by Ctrl-C. */
async function cancellable<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (cause) {
    if (cause instanceof Error && cause.name === "ExitPromptError") throw new IntgError("INTG_CANCELLED", {}, { cause });
    throw cause;
  }
}
