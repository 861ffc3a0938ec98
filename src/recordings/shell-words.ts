import { type Note, note } from "../core/note.ts";
import { err, ok, type Result } from "../core/result.ts";
import { ansiText } from "./ansi-quotes.ts";
import { endOfLine } from "./asides.ts";

/** One command line: its words without their quotes. */
export interface ShellCommand {
  readonly words: readonly string[];
  /** Where it begins, 1 first. */
  readonly line: number;
}

const PLAIN = /[^ \t\r\n'"\\$`;&|<>]+/y;
/** `> file`, `2>&1`, `< file`; what goes where is nothing to us. */
const REDIRECTION = /(?:>>?|<)(?:&\d+|[ \t]*[^ \t\r\n;&|<>]+)/y;
const EXPANSION = /\$(?:[A-Za-z_]\w*|[\d@*#?!$-]|[({])/;
const EXPANSION_HERE = new RegExp(EXPANSION, "y");
const ESCAPED_IN_DOUBLE = /\\([\\"$`]|\r?\n)/g;

/**
 * The command lines of a text as a POSIX shell reads them, with `$'...'` as bash and zsh have it. A small part of a shell: words,
 * quotes, escapes, comments, what ends a command; what a command's output is piped into is left out.
 *
 * The package `shlex` does less and other things: it tells neither lines nor commands apart, reads `$'\x4E'` as an escape
 * character, `'\n'$'x'` as a line feed, leaves `"\$"` as it is, and takes the square of a word's quotes in time.
 *
 * @param text - one character for each byte, and so are the words.
 */
export function shellCommands(text: string): Result<readonly ShellCommand[], Note> {
  const reader = new ShellReader(text);
  for (;;) {
    const fault = reader.step();
    if (fault === "over") return ok(reader.commands);
    if (fault !== null) return err(fault);
  }
}

class ShellReader {
  readonly commands: ShellCommand[] = [];
  readonly #text: string;
  #at = 0;
  #line = 1;
  /** The next one. */
  #lineFeed: number;
  /** Of the first word of the present command. */
  #commandLine = 1;
  #words: string[] = [];
  /** Of the present word; null between words. */
  #parts: string[] | null = null;
  #isPiped = false;

  constructor(text: string) {
    this.#text = text;
    this.#lineFeed = text.indexOf("\n");
  }

  /** Reads a little further. @returns what is wrong there, or that the text is over. */
  step(): Note | "over" | null {
    const text = this.#text;
    const at = this.#at;
    switch (text.charAt(at)) {
      case "":
        this.#endCommand(false);
        return "over";
      case "\n":
        this.#endCommand(false);
        return this.#skip(1);
      case " ":
      case "\t":
      case "\r":
        this.#endWord();
        return this.#skip(1);
      case ";":
        this.#endCommand(false);
        return this.#skip(1);
      case "&":
        this.#endCommand(false);
        return this.#skip(text.charAt(at + 1) === "&" ? 2 : 1);
      case "|":
        this.#endCommand(true);
        return this.#skip(text.charAt(at + 1) === "|" ? 2 : 1);
      case "\\":
        return this.#escaped();
      case "'":
        return this.#quoted(at + 1, text.indexOf("'", at + 1), (inside) => inside);
      case '"':
        return this.#double(at + 1);
      case "$":
        return this.#dollar();
      case "`":
        return this.#beyond("`");
      case "<":
      case ">":
        return this.#redirection();
      case "#":
        return this.#parts === null ? this.#skip(endOfLine(text, at) - at) : this.#add("#", 1);
      default: {
        const plain = matchAt(PLAIN, text, at) ?? text.charAt(at);
        return this.#add(plain, plain.length);
      }
    }
  }

  /** The next character is itself; a line break behind it is none. */
  #escaped(): null {
    const [escaped = ""] = /^\\(?:\r?\n|[\s\S]?)/.exec(this.#text.slice(this.#at, this.#at + 3)) ?? [];
    if (escaped.endsWith("\n")) return this.#skip(escaped.length);
    return this.#add(escaped.slice(1), escaped.length);
  }

  #double(from: number): Note | null {
    const end = closing('"', this.#text, from);
    const inside = this.#text.slice(from, end === -1 ? from : end);
    const plain = inside.includes("\\") ? inside.replaceAll(/\\[\s\S]/g, "") : inside;
    const open = /`/.exec(plain)?.[0] ?? EXPANSION.exec(plain)?.[0];
    if (open !== undefined) return this.#beyond(open);
    return this.#quoted(from, end, (quoted) => quoted.replaceAll(ESCAPED_IN_DOUBLE, (_, itself: string) => itself.replace(/\r?\n/, "")));
  }

  #dollar(): Note | null {
    const text = this.#text;
    const at = this.#at;
    if (text.charAt(at + 1) === "'") return this.#quoted(at + 2, closing("'", text, at + 2), ansiText);
    if (text.charAt(at + 1) === '"') return this.#double(at + 2);
    const expansion = matchAt(EXPANSION_HERE, text, at);
    return expansion === undefined ? this.#add("$", 1) : this.#beyond(expansion);
  }

  /** A number in front of it is no word: `2>&1`. */
  #redirection(): Note | null {
    const redirection = matchAt(REDIRECTION, this.#text, this.#at);
    if (redirection === undefined) return this.#beyond(this.#text.slice(this.#at, this.#at + 2));
    if (/^\d*$/.test(this.#parts?.join("") ?? "")) this.#parts = null;
    this.#endWord();
    return this.#skip(redirection.length);
  }

  /** @param end - of what is in quotes; -1 where they never end. */
  #quoted(from: number, end: number, read: (inside: string) => string): Note | null {
    if (end === -1) return note("recording.shell-unclosed", { place: `line ${this.#line}` });
    return this.#add(read(this.#text.slice(from, end)), end + 1 - this.#at);
  }

  #beyond(what: string): Note {
    return note("recording.shell-beyond", { place: `line ${this.#line}`, what });
  }

  #add(part: string, length: number): null {
    if (this.#parts === null && this.#words.length === 0) this.#commandLine = this.#line;
    this.#parts ??= [];
    this.#parts.push(part);
    return this.#skip(length);
  }

  #skip(length: number): null {
    this.#at += length;
    while (this.#lineFeed !== -1 && this.#lineFeed < this.#at) {
      this.#line += 1;
      this.#lineFeed = this.#text.indexOf("\n", this.#lineFeed + 1);
    }
    return null;
  }

  #endWord(): void {
    if (this.#parts !== null) this.#words.push(this.#parts.join(""));
    this.#parts = null;
  }

  #endCommand(isPipedOn: boolean): void {
    this.#endWord();
    if (this.#words.length > 0 && !this.#isPiped) this.commands.push({ words: this.#words, line: this.#commandLine });
    this.#words = [];
    this.#isPiped = isPipedOn;
  }
}

/** Where a quote ends in which a backslash guards the character behind it; -1 when it never does. */
function closing(quote: string, text: string, from: number): number {
  const next = quote === "'" ? /['\\]/g : /["\\]/g;
  next.lastIndex = from;
  for (let found = next.exec(text); found !== null; found = next.exec(text)) {
    if (found[0] === quote) return found.index;
    next.lastIndex = found.index + 2;
  }
  return -1;
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
