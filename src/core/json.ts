/** Any value that JSON can hold. Vendor payloads enter as this and are narrowed by guards, never cast. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object at `path`, or undefined when any step is missing or of another type. */
export function objectAt(value: JsonValue | undefined, ...path: readonly string[]): JsonObject | undefined {
  const found = valueAt(value, ...path);
  return isObject(found) ? found : undefined;
}

/** The value at `path`, or undefined. A wrong-typed branch counts as absent: vendors send both. */
export function valueAt(value: JsonValue | undefined, ...path: readonly string[]): JsonValue | undefined {
  let current = value;
  for (const step of path) {
    if (!isObject(current) || !Object.hasOwn(current, step)) return undefined;
    current = current[step];
  }
  return current;
}

/** The elements of a list of objects; anything else in it, or instead of it, is left out. */
export function objectsAt(value: JsonValue | undefined, ...path: readonly string[]): readonly JsonObject[] {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? found.filter((item: JsonValue) => isObject(item)) : [];
}

/**
 * Text at `path`: trimmed, null when absent, empty or not text. Numbers become text, because vendors send
 * the same identifier as a number in one event and as text in another.
 */
export function textAt(value: JsonValue | undefined, ...path: readonly string[]): string | null {
  const found = valueAt(value, ...path);
  if (typeof found === "number" && Number.isFinite(found)) return String(found);
  if (typeof found !== "string") return null;
  const text = found.trim();
  return text === "" ? null : text;
}

/** An integer at `path`, also when it arrives as text; null otherwise. */
export function integerAt(value: JsonValue | undefined, ...path: readonly string[]): number | null {
  const text = textAt(value, ...path);
  return text !== null && /^-?\d{1,15}$/.test(text) ? Number(text) : null;
}
