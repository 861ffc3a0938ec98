/** How a program writes JSON: the blanks between, and which characters of a text it escapes. */
export interface JsonLayout {
  /** Behind a comma, where everything stands in one line. */
  readonly afterComma: "" | " ";
  readonly afterColon: "" | " ";
  /** What each level is moved in by, a line for each member; null for one line. */
  readonly indent: string | null;
  /** A text with its quotes. */
  encode(text: string): string;
}

/** One token of JSON: a brace or bracket, a comma, a colon, a text with its quotes, a number or word as it is written. */
export type JsonTokens = readonly string[];

const TOKEN = /[{}[\],:]|"[^"\\]*(?:\\.[^"\\]*)*"|[^\s{}[\],:"]+/g;

/** @param text - valid JSON. */
export function jsonTokens(text: string): JsonTokens {
  return text.match(TOKEN) ?? [];
}

/** How deep objects and arrays stand in each other. */
export function depthOf(tokens: JsonTokens): number {
  let depth = 0;
  let deepest = 0;
  for (const token of tokens) {
    if (isOpening(token)) depth += 1;
    else if (isClosing(token)) depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/**
 * The same JSON written another way. Numbers, the order of members and members of one name stay as they are: parsing and writing
 * again would change them (`197.00`, `{"2":…,"10":…}`).
 */
export function writeJson(tokens: JsonTokens, layout: JsonLayout): string {
  const parts: string[] = [];
  let depth = 0;
  const newLine = () => `\n${(layout.indent ?? "").repeat(depth)}`;
  for (const [at, token] of tokens.entries()) {
    switch (token) {
      case "{":
      case "[":
        depth += 1;
        parts.push(token, layout.indent === null || isClosing(tokens[at + 1]) ? "" : newLine());
        break;
      case "}":
      case "]":
        depth -= 1;
        parts.push(layout.indent === null || isOpening(tokens[at - 1]) ? "" : newLine(), token);
        break;
      case ",":
        parts.push(token, layout.indent === null ? layout.afterComma : newLine());
        break;
      case ":":
        parts.push(token, layout.afterColon);
        break;
      default:
        parts.push(token.startsWith('"') ? layout.encode(JSON.parse(token) as string) : token);
    }
  }
  return parts.join("");
}

function isOpening(token: string | undefined): boolean {
  return token === "{" || token === "[";
}

function isClosing(token: string | undefined): boolean {
  return token === "}" || token === "]";
}
