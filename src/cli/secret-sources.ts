import { readBounded } from "../shared/bounded-file.ts";
import type { Context } from "./context.ts";
import type { Input } from "./input.ts";
import { printable } from "./printable.ts";
import { readStdin } from "./read-stdin.ts";

/** A secret is short; whatever is longer was the wrong file. */
export const LARGEST_BYTES = 64 * 1024;

/** A secret of a provider or of a destination. */
export interface AskedSecret {
  readonly name: string;
  /** Where the operator finds it, in the vendor's own menu words. */
  readonly whereToFind: string;
  /** An id rather than a secret, which may stand on a command line. */
  readonly isPublic?: boolean;
}

export interface SecretWish<T extends AskedSecret> {
  readonly field: T;
  /** `env:VAR`, `file:PATH`, `stdin` or the value itself; null when the terminal is to be asked. */
  readonly source: string | null;
}

/** Whose secrets they are, in the words of the question for one. */
export interface SecretOwner {
  readonly title: string;
  question(name: string): string;
}

/**
 * `--secret NAME=SOURCE` and `--secret NAME`, each name once.
 *
 * @param fieldOf - finds the secret of a name; throws when there is none.
 */
export function readWishes<T extends AskedSecret>(input: Input, context: Context, fieldOf: (name: string) => T): readonly SecretWish<T>[] {
  const wishes = input.list("secret").map((text) => {
    const at = text.indexOf("=");
    const name = at === -1 ? text : text.slice(0, at);
    return { field: fieldOf(printable(name)), source: at === -1 ? null : text.slice(at + 1) };
  });
  const twice = wishes.find((wish, at) => wishes.findIndex((other) => other.field === wish.field) !== at);
  const stdins = wishes.filter((wish) => wish.source === "stdin");
  if (twice !== undefined) throw input.badValue("secret", twice.field.name, context.texts("credential.given-twice"));
  if (stdins.length > 1) throw input.badValue("secret", "stdin", context.texts("credential.stdin-twice"));
  return wishes;
}

/** Gets every value from where it is, by name. Messages name the place, never the value. */
export async function fetchSecrets(
  wishes: readonly SecretWish<AskedSecret>[],
  owner: SecretOwner,
  context: Context,
  input: Input,
): Promise<ReadonlyMap<string, string>> {
  const values = new Map<string, string>();
  for (const wish of wishes) values.set(wish.field.name, await fetchSecret(wish, owner, context, input));
  return values;
}

/** For each secret that itself stood on the command line. */
export function warnOfLiterals(wishes: readonly SecretWish<AskedSecret>[], { out, texts }: Context): void {
  for (const wish of wishes.filter(isLiteral)) out.warn(texts("credential.literal", { name: wish.field.name }));
}

async function fetchSecret(wish: SecretWish<AskedSecret>, owner: SecretOwner, context: Context, input: Input): Promise<string> {
  const { texts } = context;
  const shown = wish.source === null ? wish.field.name : `${wish.field.name}=${placeOf(wish.source)}`;
  const value = await valueFrom(wish, owner, context);
  if (value === undefined) throw input.badValue("secret", shown, texts("credential.variable-not-set"));
  if (value.trim() === "") throw input.badValue("secret", shown, texts("credential.empty"));
  return value;
}

function isLiteral({ field, source }: SecretWish<AskedSecret>): boolean {
  return field.isPublic !== true && source !== null && placeOf(source) === "...";
}

async function valueFrom({ field, source }: SecretWish<AskedSecret>, owner: SecretOwner, context: Context): Promise<string | undefined> {
  if (source === null || (source === "stdin" && context.io.stdin.isTTY === true)) return ask(field, owner, context);
  if (source === "stdin") return withoutLastNewline((await readStdin(context.io.stdin, LARGEST_BYTES)).toString("utf8"));
  if (source.startsWith("env:")) return context.io.env[source.slice(4)];
  if (source.startsWith("file:")) return withoutLastNewline((await readBounded(source.slice(5), LARGEST_BYTES)).toString("utf8"));
  return source;
}

async function ask(field: AskedSecret, { title, question }: SecretOwner, { prompts, out, texts }: Context): Promise<string> {
  if (prompts.possible) out.say(texts("credential.where", { title, name: field.name, where: field.whereToFind }));
  return prompts.secret(question(field.name), `--secret ${field.name}=env:VARIABLE`);
}

/** What may be shown of a source: a literal is the secret itself. */
function placeOf(source: string): string {
  return source === "stdin" || source.startsWith("env:") || source.startsWith("file:") ? printable(source) : source === "" ? "" : "...";
}

/** Editors and `echo` end a file with a line feed that is not part of the secret. */
export function withoutLastNewline(text: string): string {
  return text.replace(/\r?\n$/, "");
}
