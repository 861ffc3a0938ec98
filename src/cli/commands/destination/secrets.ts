import { randomBytes } from "node:crypto";
import { requireDestinationSecret } from "../../../app/destinations/secrets.ts";
import type { Advice } from "../../../app/set-credential.ts";
import type { Destination, DestinationSecret } from "../../../destinations/contract.ts";
import type { Context } from "../../context.ts";
import type { Input } from "../../input.ts";
import { printable } from "../../printable.ts";
import { readWishes, type SecretOwner, type SecretWish } from "../../secret-sources.ts";

export type Wishes = readonly SecretWish<DestinationSecret>[];

export function readSecretWishes(input: Input, kind: Destination, context: Context): Wishes {
  return readWishes(input, context, (name) => requireDestinationSecret(kind, name));
}

export function ownerOf(kind: Destination, destination: string, { texts }: Context): SecretOwner {
  const { title } = kind;
  return { title, question: (name) => texts("destination.question", { title, destination, name }) };
}

export function sayAdvice({ out, texts }: Context, advice: readonly Advice[]): void {
  for (const { name, note } of advice) out.warn(texts("credential.advice", { name, note: printable(texts.ofNote(note)) }));
}

/** Each secret that was made here, on a line of its own. With --json they stand in the document. */
export function tellGenerated({ out, texts }: Context, destination: string, generated: ReadonlyMap<string, string>): void {
  if (generated.size === 0) return;
  if (!out.json) for (const value of generated.values()) out.line(value);
  out.say(texts("destination.generated", { name: destination, names: [...generated.keys()].join(", ") }));
}

/** What a new secret is made of: 32 bytes nobody can guess. */
export function freshBytes(): Uint8Array {
  return randomBytes(32);
}
