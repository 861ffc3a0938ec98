import type { InboundRequest } from "../../core/http-message.ts";
import { type JsonObject, type JsonValue, textAt } from "../../core/json.ts";
import { editForm, editJson, withExistingPath } from "../body-edit.ts";
import { partsOf, withParts } from "./multipart.ts";

/*
 * A field of the two flat formats has one path and several spellings: nested, `customer[email]` as one name, also in JSON, and
 * all of it once more below `fields`.
 */

/** The request with its body, one member for each name as it stands, changed by `edit`; itself when it is no body of fields. */
export function editFields(request: InboundRequest, edit: (body: JsonObject) => JsonObject): InboundRequest {
  if (request.json().ok) return editJson(request, edit);
  const parts = partsOf(request);
  if (parts === null) return editForm(request, (fields) => asTexts(edit(Object.fromEntries(fields))));
  return withParts(request, asTexts(edit(Object.fromEntries(parts.map(({ name, value }) => [name, value])))));
}

/** `body` with another value at `path`, where it has that field. */
export function withKnownField(body: JsonObject, path: readonly string[], next: JsonValue): JsonObject {
  const places = [path, ["fields", ...path]];
  const name = places.flatMap((place) => [place.join("."), bracketed(place)]).find((spelling) => Object.hasOwn(body, spelling));
  if (name !== undefined) return { ...body, [name]: next };
  return places.reduce<JsonObject>((changed, place) => withExistingPath(changed, place, next) as JsonObject, body);
}

function bracketed([head = "", ...rest]: readonly string[]): string {
  return head + rest.map((step) => `[${step}]`).join("");
}

function asTexts(body: JsonObject): ReadonlyMap<string, string> {
  return new Map(Object.entries(body).map(([name, value]: [string, JsonValue | undefined]) => [name, textAt({ value }, "value") ?? ""]));
}
