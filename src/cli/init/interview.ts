import { IntgError } from "../../core/errors.ts";
import { note } from "../../core/note.ts";
import type { en } from "../../messages/en/index.ts";
import type { Texts } from "../../messages/text.ts";
import type { Context } from "../context.ts";
import type { Input } from "../input.ts";
import { readableWidth, wrapText } from "./wrap.ts";

/** Names of questions and parts, by what the catalogue has words for. */
type NameUnder<Prefix extends string> = keyof typeof en extends infer Key ? (Key extends `${Prefix}${infer Name}` ? Name : never) : never;
export type AskName = NameUnder<"init.ask.">;
export type PartName = NameUnder<"init.part.">;

/** Words of one question; `why` lines say what it is for. */
export interface Words {
  readonly ask: string;
  readonly why?: readonly string[];
}

export interface TextWish<T> extends Words {
  /** Its flag, `external-id`. */
  readonly flag: string;
  /** What stands after the flag in hints, `ID`. */
  readonly sample: string;
  /** @throws IntgError for what cannot be used. */
  read(text: string): T;
  /** The answer where nothing is said; without it the question is not to be left out. */
  readonly usual?: { readonly text: string; readonly value: T };
}

/**
 * Gets each answer from where it is: the flag, else the person at the terminal, else the usual one; where there is none, the flag
 * is named and the command ends. One question at a time, under the title of its part.
 */
export class Interview {
  readonly context: Context;
  readonly input: Input;
  #part: string | null = null;
  #asked = 0;

  constructor(context: Context, input: Input) {
    this.context = context;
    this.input = input;
  }

  /** How many questions a person answered. */
  get asked(): number {
    return this.#asked;
  }

  get canAsk(): boolean {
    return this.context.prompts.possible;
  }

  /** Whether what has a usual answer is asked too. */
  get asksAll(): boolean {
    return this.canAsk && !this.context.options.yes;
  }

  /** Columns for texts between the questions. */
  get width(): number {
    return readableWidth(this.context.io.stderr) - 1;
  }

  /** The title is shown before the first question of the part, and not at all when there is none. */
  part(name: PartName): void {
    this.#part = this.context.texts(`init.part.${name}`);
  }

  /** Lines between the questions, with room around them. */
  say(lines: readonly string[]): void {
    if (this.#part === null) this.context.out.say("");
    this.#begin();
    for (const line of [...lines, ""]) this.context.out.say(line);
  }

  words(ask: string, why: string | readonly string[]): Words {
    return { ask, why: (typeof why === "string" ? [why] : why).flatMap((text) => wrapText(text, this.width - 2)) };
  }

  async text<T>(wish: TextWish<T>): Promise<T> {
    const given = this.input.text(camel(wish.flag));
    if (given !== undefined) return wish.usual !== undefined && given.trim() === "" ? wish.usual.value : wish.read(given);
    if (wish.usual !== undefined && !this.asksAll) return wish.usual.value;
    return this.askText(wish);
  }

  /** Asks although there may be a flag: for what a person is asked again. */
  async askText<T>(wish: TextWish<T>): Promise<T> {
    const read = (answer: string) => (wish.usual?.text === answer.trim() ? wish.usual.value : wish.read(answer));
    const usual = wish.usual?.text;
    this.#begin();
    const { ask, why = [] } = wish;
    const answer = await this.context.prompts.text({
      ask,
      why,
      flag: `--${wish.flag} ${wish.sample}`,
      ...(usual === undefined || usual === "" ? {} : { usual }),
      problem: (text) => this.#problem(() => read(text)),
    });
    this.#asked += 1;
    return read(answer);
  }

  /** One of a list. @param given - what the flag said. */
  async choice<T extends string>(
    wish: Words & {
      readonly flag: string;
      readonly choices: readonly { readonly value: T; readonly name: string; readonly about?: string }[];
    },
    usual: T | undefined,
    given: T | undefined,
  ): Promise<T> {
    if (given !== undefined) return given;
    if (usual !== undefined && !this.asksAll) return usual;
    this.#begin();
    const answer = await this.context.prompts.choose({ ...wish, ...(usual === undefined ? {} : { usual }) });
    this.#asked += 1;
    return answer;
  }

  /** `--x` and `--no-x`. */
  async yesNo(wish: Words & { readonly flag: string }, usual: boolean): Promise<boolean> {
    const given = this.input.wish(camel(wish.flag));
    if (given !== undefined || !this.asksAll) return given ?? usual;
    this.#begin();
    const answer = await this.context.prompts.yesNo({ ...wish, flag: `--${wish.flag}`, usual });
    this.#asked += 1;
    return answer;
  }

  /** A list to tick. */
  async ticked<T extends string>(
    wish: Words & {
      readonly flag: string;
      readonly choices: readonly { readonly value: T; readonly name: string; readonly short: string; readonly isTicked: boolean }[];
      problem(picked: readonly T[]): string | null;
    },
  ): Promise<readonly T[]> {
    this.#begin();
    const answer = await this.context.prompts.pick(wish);
    this.#asked += 1;
    return answer;
  }

  /** A secret, typed without echo; asked again while it is empty. */
  async secret(ask: string, flag: string): Promise<string> {
    const { prompts, texts } = this.context;
    this.#begin();
    const answer = await prompts.secret(ask, flag, (text) => (text.trim() === "" ? texts("init.problem.empty") : null));
    this.#asked += 1;
    return answer;
  }

  /** A remark on an answer. */
  remark(text: string, style: (text: string) => string): void {
    for (const [at, line] of wrapText(text, this.width - 4).entries()) this.context.out.say(style(`${at === 0 ? "  ! " : "    "}${line}`));
  }

  /** What is wrong with an answer, as lines under it. */
  #problem(read: () => unknown): string | null {
    const problem = problemOf(read, this.context.texts);
    return problem === null ? null : wrapText(problem, this.width - 2).join("\n  ");
  }

  #begin(): void {
    const { out } = this.context;
    if (this.#part === null || !this.canAsk) return;
    out.say(`\n${out.styleErr.bold(this.#part)}`);
    this.#part = null;
  }
}

/** What is wrong with an answer, in words; null when it can be read. */
export function problemOf(read: () => unknown, texts: Texts): string | null {
  try {
    read();
    return null;
  } catch (error) {
    if (!(error instanceof IntgError)) throw error;
    // Of a flag that cannot be so, only what is expected is to be said: nobody wrote a flag.
    const alone = error.params.expected ?? error.params.problem;
    if (typeof alone === "string") return alone;
    const [problem, hint] = [texts.ofNote(note(error.code, error.params), "error"), texts.maybe(`hint.${error.code}`, error.params)];
    return hint === undefined ? problem : `${problem.replace(/\w$/, "$&.")} ${hint}`;
  }
}

/** `externalId` of `external-id`. */
export function camel(flag: string): string {
  return flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
