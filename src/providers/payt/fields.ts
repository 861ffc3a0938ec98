import { type JsonObject, type JsonValue, valueAt } from "../../core/json.ts";
import { withPath } from "../body-edit.ts";

/*
 * A field has one path and three spellings: nested, `customer.email` in one level, and `customer[email]` in a form.
 */

/** What stands at `path`, however the body spells it. */
export function fieldOf(body: JsonObject, path: readonly string[]): JsonValue | undefined {
  const name = spelled(body, path);
  return name === undefined ? valueAt(body, ...path) : body[name];
}

/** `body` with another value at `path`, where it has that field. */
export function withKnownField(body: JsonObject, path: readonly string[], next: JsonValue): JsonObject {
  return fieldOf(body, path) === undefined ? body : withField(body, path, next);
}

/** `body` with `next` at `path`; a field that is not there is added in the spelling of the others. */
export function withField(body: JsonObject, path: readonly string[], next: JsonValue): JsonObject {
  const name = spelled(body, path) ?? newName(body, path);
  return name === undefined ? (withPath(body, path, next) as JsonObject) : { ...body, [name]: next };
}

function spelled(body: JsonObject, path: readonly string[]): string | undefined {
  return [dotted(path), bracketed(path)].find((name) => Object.hasOwn(body, name));
}

/** Undefined where the body nests its fields. */
function newName(body: JsonObject, path: readonly string[]): string | undefined {
  const names = Object.keys(body);
  if (names.some((name) => name.includes("["))) return bracketed(path);
  return names.some((name) => name.includes(".")) ? dotted(path) : undefined;
}

function dotted(path: readonly string[]): string {
  return path.join(".");
}

function bracketed([head = "", ...rest]: readonly string[]): string {
  return head + rest.map((step) => `[${step}]`).join("");
}
