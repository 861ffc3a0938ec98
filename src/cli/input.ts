import { IntgError } from "../core/errors.ts";

/** What the user wrote after the command, checked by commander for names and counts, read here with types. */
export class Input {
  readonly command: string;
  readonly #arguments: ReadonlyMap<string, unknown>;
  readonly #options: Readonly<Record<string, unknown>>;

  constructor(command: string, args: ReadonlyMap<string, unknown>, options: Readonly<Record<string, unknown>>) {
    this.command = command;
    this.#arguments = args;
    this.#options = options;
  }

  /** A required argument. */
  argument(name: string): string {
    return this.maybeArgument(name) ?? "";
  }

  maybeArgument(name: string): string | undefined {
    const value = this.#arguments.get(name);
    return typeof value === "string" ? value : undefined;
  }

  /** A variadic argument. */
  argumentsOf(name: string): readonly string[] {
    const value = this.#arguments.get(name);
    return Array.isArray(value) ? value.map(String) : [];
  }

  /** Option text by its camel-case name, `salesUrl` for `--sales-url`. */
  text(name: string): string | undefined {
    const value = this.#options[name];
    return typeof value === "string" ? value : undefined;
  }

  flag(name: string): boolean {
    return this.#options[name] === true;
  }

  /** Whether a `--no-x` option was left alone. */
  notDenied(name: string): boolean {
    return this.#options[name] !== false;
  }

  /** What was said of a pair `--x` and `--no-x`; undefined when neither was given. */
  wish(name: string): boolean | undefined {
    const value = this.#options[name];
    return typeof value === "boolean" ? value : undefined;
  }

  /** Every value of an option that may be repeated (declared with `repeatable`). */
  list(name: string): readonly string[] {
    const value = this.#options[name];
    return Array.isArray(value) ? value.map(String) : [];
  }

  /** A whole number within bounds. */
  integer(name: string, bounds: { min: number; max: number }): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= bounds.min && value <= bounds.max) return value;
    throw this.badValue(name, text, `${bounds.min}..${bounds.max}`);
  }

  /** One of a list of words. */
  oneOf<const T extends string>(name: string, words: readonly T[]): T | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const word = words.find((candidate) => candidate === text);
    if (word === undefined) throw this.badValue(name, text, words.join(", "));
    return word;
  }

  badValue(name: string, given: string, expected: string): IntgError {
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    return new IntgError("INTG_BAD_VALUE", { flag, given, expected, command: this.command });
  }
}
