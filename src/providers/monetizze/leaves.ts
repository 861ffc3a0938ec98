import type { InboundRequest } from "../../core/http-message.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json.ts";
import { editForm, editJson } from "../body-edit.ts";
import { pathOf } from "./field-names.ts";

/** What a field that is no object or list becomes. @param path - dotted, `produtos.0.nome`, however the body spells it. */
export type LeafEdit = (path: string, before: JsonValue) => JsonValue;

/** The request with every field of its body edited, nested JSON and flat form alike; nothing is added. */
export function withLeaves(request: InboundRequest, edit: LeafEdit): InboundRequest {
  if (request.json().ok) return editJson(request, (body) => inObject(body, "", edit));
  return editForm(request, (fields) => new Map([...fields].map(([name, value]) => [name, String(edit(pathOf(name), value))])));
}

function inObject(value: JsonObject, prefix: string, edit: LeafEdit): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inValue(item ?? null, `${prefix}${pathOf(key)}`, edit)]));
}

function inValue(value: JsonValue, path: string, edit: LeafEdit): JsonValue {
  if (isObject(value)) return inObject(value, `${path}.`, edit);
  if (Array.isArray(value)) return value.map((item: JsonValue, at) => inValue(item, `${path}.${at}`, edit));
  return edit(path, value);
}
