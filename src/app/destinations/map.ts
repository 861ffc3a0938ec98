import { type Note, note } from "../../core/note.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { closest } from "../../core/suggest.ts";
import type { CodeField, Destination } from "../../destinations/contract.ts";
import { NOT_TOLD, type Store } from "../ports.ts";
import { type CodeObject, objectKey, objectOf } from "./account.ts";
import type { KnownDestination } from "./registered.ts";
import { usedObjects } from "./unmapped.ts";

/** Reads `tag:aluno`, `sequence:vendas/boas-vindas` for a kind that can be told of such things. */
export function readObject(kind: Destination, text: string): Result<CodeObject, Note> {
  const kinds = objectKinds(kind);
  const [, word = "", rest = ""] = /^([^:]*):(.*)$/s.exec(text.trim()) ?? [];
  const found = kinds.find((candidate) => candidate === word.trim().toLowerCase());
  const known = kinds.map((candidate) => `${candidate}:NAME`).join(", ");
  if (kinds.length === 0) return err(note("destination.no-objects", { kind: kind.id }));
  if (found === undefined) return err(note("destination.bad-object", { kind: kind.id, known }));
  const name = rest
    .split("/")
    .map((part) => part.trim())
    .join("/");
  if (found === "sequence" && !/^[^/]+\/[^/]+$/.test(name)) return err(note("destination.bad-sequence"));
  if (name === "" || /\p{Cc}/u.test(name)) return err(note("destination.no-name"));
  return ok({ kind: found, name });
}

/** Reads a code as the kind wants it; `none` for what the destination is not to hear of. */
export function readCode(kind: Destination, object: CodeObject, text: string): Result<string, Note> {
  if (text.trim().toLowerCase() === NOT_TOLD) return ok(NOT_TOLD);
  const field = fieldOf(kind, object);
  return field === undefined ? err(note("destination.no-codes", { kind: kind.id, object: object.kind })) : field.read(text);
}

export function fieldOf(kind: Destination, object: CodeObject): CodeField | undefined {
  return kind.codes.find((candidate) => candidate.object === object.kind);
}

/** @param code - null takes it away. @returns whether there was one before. */
export async function mapObject(
  store: Pick<Store, "destinations">,
  { destination }: KnownDestination,
  object: CodeObject,
  code: string | null,
): Promise<boolean> {
  const key = objectKey(object);
  await store.destinations.setCode(destination.name, key, code);
  return Object.hasOwn(destination.codes, key);
}

/**
 * Whether rules act on an object, and which one they do act on that is written nearly the same.
 *
 * @returns null when they do, or when it cannot be told.
 */
export async function unusedObject(
  store: Pick<Store, "products" | "rules">,
  kind: Destination,
  object: CodeObject,
): Promise<{ readonly suggestion: string | null } | null> {
  const used = (await usedObjects(store, kind)).map(objectKey);
  const key = objectKey(object);
  return used.includes(key) ? null : { suggestion: closest(key, used) };
}

/** What the kind's actions are about. */
function objectKinds(kind: Destination): readonly CodeObject["kind"][] {
  return [...new Set(kind.actions.flatMap((action) => objectOf(action, "")?.kind ?? []))];
}
