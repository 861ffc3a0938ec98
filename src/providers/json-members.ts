/*
 * Members of JSON objects as they stand in the text, at any depth. Parsing would keep only the last of two members of one
 * name, and writing again would change bytes that are to stay as they arrived.
 */

export interface Member {
  readonly key: string;
  /** Of the object that it stands in; 1 is the outermost. */
  readonly depth: number;
  /** The member whose value holds it, where no list lies between; null at the top and inside lists. */
  readonly parent: Member | null;
  /** Where that object begins, which tells objects apart. */
  readonly object: number;
  /** From behind the brace or comma before it to the comma or brace after it. */
  readonly start: number;
  readonly end: number;
  /** Behind the colon. */
  readonly valueStart: number;
}

interface Level {
  readonly at: number;
  readonly isObject: boolean;
  /** Where the present member begins. */
  start: number;
  member: { -readonly [Part in keyof Member]: Member[Part] } | null;
}

/** Every member of `text`, valid JSON, in the order in which they begin. */
export function membersOf(text: string): readonly Member[] {
  const members: Member[] = [];
  const levels: Level[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    const level = levels.at(-1);
    if (char === '"') {
      const end = endOfString(text, at);
      if (level?.isObject === true && level.member === null) {
        const key = JSON.parse(text.slice(at, end + 1)) as string;
        const parent = levels.at(-2)?.member ?? null;
        level.member = {
          key,
          depth: levels.length,
          parent,
          object: level.at,
          start: level.start,
          end: text.length,
          valueStart: text.length,
        };
        members.push(level.member);
      }
      at = end;
    } else if (char === ":") {
      if (level?.member) level.member.valueStart = at + 1;
    } else if (char === "{" || char === "[") {
      levels.push({ at, isObject: char === "{", start: at + 1, member: null });
    } else if (level !== undefined && (char === "," || char === "}" || char === "]")) {
      if (level.member) level.member.end = at;
      level.member = null;
      level.start = at + 1;
      if (char !== ",") levels.pop();
    }
  }
  return members;
}

/** Whether a member stands at `path`, every step of it a member of an object. */
export function isAtPath(member: Member, path: readonly string[]): boolean {
  if (member.depth !== path.length) return false;
  let at: Member | null = member;
  for (const step of path.toReversed()) {
    if (at?.key !== step) return false;
    at = at.parent;
  }
  return true;
}

/**
 * Every text that stands at `path`, in order of arrival; null where a value is no text. A parser shows only the last of several
 * members of one name, and a forger could let us check one of them and others read the other.
 */
export function textsAtPath(text: string, path: readonly string[]): readonly (string | null)[] {
  return membersOf(text)
    .filter((member) => isAtPath(member, path))
    .map(({ valueStart, end }) => {
      const value: unknown = JSON.parse(text.slice(valueStart, end));
      return typeof value === "string" ? value : null;
    });
}

/**
 * `text`, a valid JSON object, with a first member added in the object at `path` without its last step. Where there is no such
 * object, nothing is added.
 */
export function withMember(text: string, path: readonly string[], value: string): string {
  const holder = membersOf(text).findLast((member) => isAtPath(member, path.slice(0, -1)));
  const from = path.length === 1 ? 0 : (holder?.valueStart ?? text.length);
  const [open = ""] = /^\s*\{/.exec(text.slice(from)) ?? [];
  if (open === "") return text;
  const inside = text.slice(from + open.length);
  const separator = inside.trimStart().startsWith("}") ? "" : ",";
  return `${text.slice(0, from)}${open}${JSON.stringify(path.at(-1))}:${JSON.stringify(value)}${separator}${inside}`;
}

/** `text`, valid JSON, without the members that are `unwanted`, each gone with one comma; every other character stays. */
export function withoutMembers(text: string, unwanted: (member: Member) => boolean): string {
  const objectsWithMember = new Set<number>();
  let kept = "";
  let from = 0;
  for (const member of membersOf(text)) {
    const isGoneAlready = member.start < from;
    if (isGoneAlready) continue;
    if (!unwanted(member)) {
      objectsWithMember.add(member.object);
      continue;
    }
    const takesCommaBefore = objectsWithMember.has(member.object);
    const takesCommaAfter = !takesCommaBefore && text.charAt(member.end) === ",";
    kept += text.slice(from, takesCommaBefore ? member.start - 1 : member.start);
    from = takesCommaAfter ? member.end + 1 : member.end;
  }
  return from === 0 ? text : kept + text.slice(from);
}

function endOfString(text: string, quote: number): number {
  let at = quote + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at;
}
