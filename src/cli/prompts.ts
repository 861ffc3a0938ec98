import type { ChalkInstance } from "chalk";
import { IntgError } from "../core/errors.ts";
import type { Texts } from "../messages/text.ts";
import type { Io } from "./io.ts";
import { type PromptTheme, promptTheme } from "./prompt-theme.ts";

/** What every question has. */
export interface Question {
  readonly ask: string;
  /** Lines that stand above it while it waits for its answer. */
  readonly why?: readonly string[];
  /** What to give instead where nobody can be asked, `--price 197.00`. */
  readonly flag: string;
}

export interface TextQuestion extends Question {
  /** The answer where none is typed. */
  readonly usual?: string;
  /** What is wrong with an answer, in words; null when nothing is. Asked again until nothing is. */
  problem(answer: string): string | null | Promise<string | null>;
}

export interface Choice<T extends string> {
  readonly value: T;
  readonly name: string;
  /** Shown while the choice is the one pointed at. */
  readonly about?: string;
}

export interface ChoiceQuestion<T extends string> extends Question {
  readonly choices: readonly Choice<T>[];
  readonly usual?: T;
}

export interface PickQuestion<T extends string> extends Question {
  readonly choices: readonly (Choice<T> & { readonly short: string; readonly isTicked: boolean })[];
  problem(picked: readonly T[]): string | null;
}

/** Questions to a person. Asked only on a terminal; elsewhere the missing flag is named and the command ends with 2. */
export interface Prompts {
  readonly possible: boolean;
  /**
   * A secret, typed without echo. `flag` names what to give instead where nobody can be asked.
   *
   * @param problem - as of a text; it must not repeat the answer.
   */
  secret(question: string, flag: string, problem?: TextQuestion["problem"]): Promise<string>;
  /** Yes or no. With --yes the answer is yes; without a terminal the command refuses. */
  confirm(question: string): Promise<void>;
  text(question: TextQuestion): Promise<string>;
  yesNo(question: Question & { readonly usual: boolean }): Promise<boolean>;
  /** One of several. */
  choose<T extends string>(question: ChoiceQuestion<T>): Promise<T>;
  /** Any of several: a list to tick. */
  pick<T extends string>(question: PickQuestion<T>): Promise<readonly T[]>;
}

interface Asked extends Pick<Question, "ask" | "why"> {
  /** What is shown as the answer where that itself is not. */
  readonly answered?: string;
}

/** How many choices are shown before the list scrolls. */
const PAGE = 12;

export function createPrompts(
  io: Io,
  look: { readonly texts: Texts; readonly style: ChalkInstance },
  options: { readonly input: boolean; readonly yes: boolean },
): Prompts {
  const possible = options.input && io.stdin.isTTY === true && io.stderr.isTTY === true;
  const ask = async <T>(wanted: Asked, config: object): Promise<T> => {
    const { default: inquirer } = await import("inquirer");
    const prompt = inquirer.createPromptModule({ input: io.stdin, output: io.stderr });
    const theme: PromptTheme = promptTheme(look.texts, look.style, wanted);
    const question = { name: "answer", message: wanted.ask, theme, ...config } as Parameters<typeof prompt>[0];
    const { answer } = (await cancellable(prompt(question))) as { answer: T };
    return answer;
  };
  const refuseWithoutTerminal = ({ ask: what, flag }: Question) => {
    if (!possible) throw new IntgError("INTG_MISSING_VALUE", { what, flag });
  };
  const list = <T extends string>(choices: readonly Choice<T>[]) => ({ pageSize: Math.min(choices.length, PAGE), loop: false });
  return {
    possible,
    async secret(question, flag, problem = () => null) {
      refuseWithoutTerminal({ ask: question, flag });
      const validate = async (answer: string) => (await problem(answer)) ?? true;
      return ask<string>({ ask: question, answered: look.texts("prompt.received") }, { type: "password", toggleMask: false, validate });
    },
    async confirm(question) {
      if (options.yes) return;
      if (!possible) throw new IntgError("INTG_CONFIRMATION_NEEDED", { what: question });
      if (!(await ask<boolean>({ ask: question }, { type: "confirm", default: false }))) throw new IntgError("INTG_CANCELLED");
    },
    async text(question) {
      refuseWithoutTerminal(question);
      const validate = async (answer: string) => (await question.problem(answer)) ?? true;
      return ask<string>(question, { type: "input", validate, ...(question.usual === undefined ? {} : { default: question.usual }) });
    },
    async yesNo(question) {
      refuseWithoutTerminal(question);
      return ask<boolean>(question, { type: "confirm", default: question.usual });
    },
    async choose<T extends string>(question: ChoiceQuestion<T>) {
      refuseWithoutTerminal(question);
      const choices = question.choices.map(({ value, name, about }) => ({ value, name, description: about }));
      const usual = question.usual === undefined ? {} : { default: question.usual };
      return ask<T>(question, { type: "select", choices, ...usual, ...list(question.choices) });
    },
    async pick<T extends string>(question: PickQuestion<T>) {
      refuseWithoutTerminal(question);
      const choices = question.choices.map(({ value, name, short, about, isTicked }) => ({
        value,
        name,
        short,
        description: about,
        checked: isTicked,
      }));
      const validate = (picked: readonly { readonly value: T }[]) => question.problem(picked.map(({ value }) => value)) ?? true;
      return ask<readonly T[]>(question, {
        type: "checkbox",
        choices,
        validate,
        shortcuts: { all: null, invert: null },
        ...list(question.choices),
      });
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
