import { type FormFields, formBody, type InboundRequest } from "../core/http-message.ts";
import { isObject, type JsonObject, type JsonValue } from "../core/json.ts";

/** The request with its JSON object body changed by `edit`, keys in their old order; unchanged when it is no object. */
export function editJson(request: InboundRequest, edit: (body: JsonObject) => JsonObject): InboundRequest {
  const body = request.json();
  return body.ok && isObject(body.value) ? request.withBody(JSON.stringify(edit(body.value))) : request;
}

/** The request with its form body changed by `edit`; unchanged when it is no form. */
export function editForm(request: InboundRequest, edit: (fields: FormFields) => FormFields): InboundRequest {
  const fields = request.form();
  return fields.ok ? request.withBody(formBody(edit(fields.value))) : request;
}

/** `value` with what stands at `path` replaced; missing objects on the way are made. List steps are indexes. */
export function withPath(value: JsonValue | undefined, path: readonly string[], next: JsonValue): JsonValue {
  const [step, ...rest] = path;
  if (step === undefined) return next;
  if (Array.isArray(value) && /^\d+$/.test(step)) {
    const list: readonly JsonValue[] = value;
    const index = Number(step);
    const changed = withPath(list[index], rest, next);
    return index < list.length ? list.map((item, at) => (at === index ? changed : item)) : [...list, changed];
  }
  const before = isObject(value) ? value : {};
  return { ...before, [step]: withPath(before[step], rest, next) };
}

/** `withPath`, but only where the path already leads to something: for fields that not every event carries. */
export function withExistingPath(value: JsonValue, path: readonly string[], next: JsonValue): JsonValue {
  let current: JsonValue | undefined = value;
  for (const step of path) {
    if (!isObject(current) && !Array.isArray(current)) return value;
    current = (current as JsonObject)[step];
    if (current === undefined) return value;
  }
  return withPath(value, path, next);
}

/** What an operator typed after `--set path=`: JSON where it parses (numbers, true, null, objects), else the text. */
export function typedValue(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}
