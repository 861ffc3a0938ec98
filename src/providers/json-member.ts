/*
 * Cuts and adds one member of a JSON object in its text. Parsing and writing again would change bytes that are none of
 * our business (`597.0`, escapes, spaces), and what we store is to stay what arrived.
 */

/** `text`, a valid JSON object, without the members at `path`; the same text when there is none. */
export function withoutMember(text: string, path: readonly string[]): string {
  const [name, ...rest] = path;
  if (name === undefined || !isObjectText(text)) return text;
  const open = text.indexOf("{");
  const close = text.lastIndexOf("}");
  const members = membersOf(text.slice(open + 1, close));
  const kept = rest.length === 0 ? members.filter((member) => keyOf(member) !== name) : members.map((member) => cutInside(member, path));
  if (kept.length === members.length && kept.every((member, at) => member === members[at])) return text;
  return text.slice(0, open + 1) + kept.join(",") + text.slice(close);
}

/**
 * `text`, a valid JSON object, with a first member added in the object at `path` without its last step. Where that
 * object is missing, nothing is added.
 */
export function withMember(text: string, path: readonly string[], value: string): string {
  const [name, ...rest] = path;
  if (name === undefined || !isObjectText(text)) return text;
  const open = text.indexOf("{") + 1;
  if (rest.length === 0) {
    const separator = text.slice(open).trimStart().startsWith("}") ? "" : ",";
    return `${text.slice(0, open)}${JSON.stringify(name)}:${JSON.stringify(value)}${separator}${text.slice(open)}`;
  }
  const close = text.lastIndexOf("}");
  const members = membersOf(text.slice(open, close)).map((member) =>
    keyOf(member) === name ? inValue(member, (inner) => withMember(inner, rest, value)) : member,
  );
  return text.slice(0, open) + members.join(",") + text.slice(close);
}

/**
 * The texts that a member at the top of a JSON object has; null where its value is no text. A parser shows the last of several
 * members of one name only, and a forger could let us check one and others read the other.
 *
 * @param text - a valid JSON object.
 */
export function valuesOfMember(text: string, name: string): readonly (string | null)[] {
  const inside = text.slice(text.indexOf("{") + 1, text.lastIndexOf("}"));
  return membersOf(inside)
    .filter((member) => keyOf(member) === name)
    .map((member) => {
      const value: unknown = JSON.parse(member.slice(colonOf(member) + 1));
      return typeof value === "string" ? value : null;
    });
}

function cutInside(member: string, [name, ...rest]: readonly string[]): string {
  return keyOf(member) === name ? inValue(member, (value) => withoutMember(value, rest)) : member;
}

/** A member with its value changed by `edit`. */
function inValue(member: string, edit: (value: string) => string): string {
  const value = colonOf(member) + 1;
  return member.slice(0, value) + edit(member.slice(value));
}

/** Where a member's key ends and its value begins. */
function colonOf(member: string): number {
  return member.indexOf(":", endOfString(member, member.indexOf('"')));
}

function isObjectText(text: string): boolean {
  return text.trimStart().startsWith("{");
}

/** The text between the outer braces, split at the commas that are neither in a string nor deeper. */
function membersOf(inside: string): readonly string[] {
  const members: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < inside.length; at += 1) {
    const char = inside[at];
    if (char === '"') at = endOfString(inside, at);
    else if (char === "{" || char === "[") depth += 1;
    else if (char === "}" || char === "]") depth -= 1;
    else if (char === "," && depth === 0) {
      members.push(inside.slice(start, at));
      start = at + 1;
    }
  }
  return [...members, inside.slice(start)];
}

function endOfString(text: string, quote: number): number {
  let at = quote + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at;
}

function keyOf(member: string): string {
  const text = member.trimStart();
  return text.startsWith('"') ? (JSON.parse(text.slice(0, endOfString(text, 0) + 1)) as string) : "";
}
