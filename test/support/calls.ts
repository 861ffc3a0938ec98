import type { SourceFile } from "./sources.ts";

/** A place in the code where something is named by a code, `note("match.unlinked", { ... })`. */
export interface NamedCall {
  readonly where: string;
  /** The code as written; `${...}` of a template stays. */
  readonly code: string;
  readonly isTemplate: boolean;
  /** Names of the parameters, where the call writes them out; null where they come from elsewhere. */
  readonly params: readonly string[] | null;
}

/** Calls of `name` whose first argument is a literal, or a conditional between literals. */
export function callsOf(name: string, files: readonly SourceFile[]): readonly NamedCall[] {
  return files.flatMap(({ path, code }) =>
    [...code.matchAll(new RegExp(`\\b${name}\\(`, "g"))].flatMap((match) => {
      const [first = "", second] = topLevel(code.slice(match.index + match[0].length));
      const where = `${path}:${code.slice(0, match.index).split("\n").length}`;
      const params = second === undefined ? [] : keysOf(second);
      return [...first.matchAll(/"([^"]+)"|`([^`]+)`/g)].map(([, plain, template]) => ({
        where,
        code: plain ?? template ?? "",
        isTemplate: template !== undefined,
        params,
      }));
    }),
  );
}

/** The arguments of a call whose opening parenthesis was just passed. */
function topLevel(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = "";
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (quote !== "") {
      if (character === "\\") at += 1;
      else if (character === quote) quote = "";
    } else if ("\"'`".includes(character)) quote = character;
    else if ("([{".includes(character)) depth += 1;
    else if (")]}".includes(character)) {
      if (depth === 0) return [...parts, text.slice(start, at)].map((part) => part.trim()).filter((part) => part !== "");
      depth -= 1;
    } else if (character === "," && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return parts;
}

/** Keys of an object literal; null when the text is none, or spreads another object. */
function keysOf(text: string): readonly string[] | null {
  if (!/^\{[\s\S]*\}$/.test(text)) return null;
  const members = topLevel(`${text.slice(1, -1)})`);
  const keys = members.map((member) => /^(\w+)\s*(?::|$)/.exec(member)?.[1] ?? null);
  return keys.includes(null) ? null : (keys as readonly string[]);
}
