/*
 * Cuts and adds one member of a JSON object in its text. Parsing and writing again would change bytes that are none of
 * our business (`597.0`, escapes, spaces), and what we store is to stay what arrived.
 */

/** `text`, a valid JSON object, without its top-level members called `name`; the same text when it has none. */
export function withoutMember(text: string, name: string): string {
  const open = text.indexOf("{");
  const close = text.lastIndexOf("}");
  const members = membersOf(text.slice(open + 1, close));
  const kept = members.filter((member) => keyOf(member) !== name);
  if (kept.length === members.length) return text;
  return text.slice(0, open + 1) + kept.join(",") + text.slice(close);
}

/** `text`, a valid JSON object, with a first member added. */
export function withMember(text: string, name: string, value: string): string {
  const open = text.indexOf("{") + 1;
  const separator = text.slice(open).trimStart().startsWith("}") ? "" : ",";
  return `${text.slice(0, open)}${JSON.stringify(name)}:${JSON.stringify(value)}${separator}${text.slice(open)}`;
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
