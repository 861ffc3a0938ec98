import { err, ok, type Result } from "./result.ts";

/** One piece of a condition's text. */
export interface Token {
  readonly kind: "word" | "quoted" | "symbol" | "(" | ")" | "," | "end";
  /** Words and symbols as written, quoted values without quotes and escapes. */
  readonly text: string;
  /** Columns of the first character and after the last. */
  readonly at: number;
  readonly end: number;
}

const PIECE =
  /\s*(?:(?<mark>[(),])|(?<symbol>[=!<>]+)|(?<quoted>"[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*')|(?<word>[^\s(),=!<>'"][^\s(),=!<>]*))/sy;

/**
 * Cuts a condition's text into its pieces, without an `end` token.
 *
 * @returns the column of a quote that nothing closes, where there is one.
 */
export function tokenizeCondition(text: string): Result<readonly Token[], number> {
  const tokens: Token[] = [];
  const piece = new RegExp(PIECE);
  const length = text.trimEnd().length;
  while (piece.lastIndex < length) {
    const start = piece.lastIndex;
    const match = piece.exec(text);
    // Every character but a quote that nothing closes begins one of the pieces.
    if (match === null) return err(start + text.slice(start).search(/\S/));
    tokens.push(tokenOf(match, piece.lastIndex));
  }
  return ok(tokens);
}

function tokenOf(match: RegExpExecArray, end: number): Token {
  const { mark, symbol, quoted, word } = match.groups ?? {};
  const raw = mark ?? symbol ?? quoted ?? word ?? "";
  const at = end - raw.length;
  if (mark === "(" || mark === ")" || mark === ",") return { kind: mark, text: raw, at, end };
  if (symbol !== undefined) return { kind: "symbol", text: raw, at, end };
  if (word !== undefined) return { kind: "word", text: raw, at, end };
  return { kind: "quoted", text: raw.slice(1, -1).replace(/\\(.)/gs, "$1"), at, end };
}
