import { type HttpFileProblem, readHttpFile } from "../core/http-file.ts";
import type { HeaderList } from "../core/http-message.ts";
import { note } from "../core/note.ts";
import { err, ok, type Result } from "../core/result.ts";
import { endOfLine, firstSaying, type LinePlace } from "./asides.ts";
import { callOf, type Place, type Recording, type RecordingProblem } from "./recording.ts";

/** From a request line to the separator behind it, or to the end. */
interface Piece extends LinePlace {
  readonly end: number;
  readonly isSeparated: boolean;
}

const REQUEST_LINE = /^[A-Z]+ \S/;
const PROBLEMS: Readonly<Record<HttpFileProblem, string>> = {
  "http-file.no-request-line": "recording.bad-request-line",
  "http-file.bad-header": "recording.bad-header-line",
  "http-file.no-blank-line": "recording.no-blank-line",
};
const SEPARATOR = "###";
/** `{{token}}`: filled in by the editor that the file was written for. */
const VARIABLE = /\{\{[^{}]*\}\}/;
/** `< ./body.json`, `<@ ./body.json`: put there by that editor too. */
const ELSEWHERE = /^<(?:@\w*)?[ \t]+\S/;

/**
 * The calls of a `.http` file, one or several with `###` between. A line with `###` is that only where a request line follows it,
 * or nothing: bodies are bytes, and may hold such a line too.
 *
 * @param text - one character for each byte.
 */
export function readHttpCalls(text: string): Result<readonly Recording[], RecordingProblem> {
  const recordings: Recording[] = [];
  for (const piece of piecesOf(text)) {
    const place: Place = `line ${piece.line}`;
    const file = readHttpFile(Buffer.from(pieceText(text, piece), "latin1"));
    if (!file.ok) return err(note(PROBLEMS[file.error], { place }));
    const { method, target, headers, body } = file.value.request;
    if (hasVariable(target, headers)) return err(note("recording.variable", { place }));
    if (ELSEWHERE.test(Buffer.from(body.subarray(0, 64)).toString("latin1"))) return err(note("recording.body-elsewhere", { place }));
    const call = callOf({ method, url: target, headers, body }, place);
    if (!call.ok) return call;
    recordings.push({ request: call.value, place });
  }
  return ok(recordings);
}

function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let next = firstSaying(text, { at: 0, line: 1 });
  while (next !== null) {
    const from = next;
    const { separator, after } = nextSeparator(text, from);
    pieces.push({ ...from, end: separator, isSeparated: separator < text.length });
    next = after;
  }
  return pieces;
}

/** Where the next separator stands, and the request line behind it. */
function nextSeparator(text: string, from: LinePlace): { readonly separator: number; readonly after: LinePlace | null } {
  let { at, line } = from;
  while (at < text.length) {
    if (text.startsWith(SEPARATOR, at)) {
      const after = firstSaying(text, { at, line });
      if (after === null || REQUEST_LINE.test(text.slice(after.at, after.at + 64))) return { separator: at, after };
      ({ at, line } = after);
    }
    at = endOfLine(text, at) + 1;
    line += 1;
  }
  return { separator: text.length, after: null };
}

/**
 * A call with a separator behind it ends before that line, and before one blank line there, which is for the eye. What ends the
 * lines of its head ends these too: a body may end in a carriage return.
 */
function pieceText(text: string, { at, end, isSeparated }: Piece): string {
  const piece = text.slice(at, end);
  if (!isSeparated) return piece;
  const lineEnd = piece.charAt(endOfLine(piece, 0) - 1) === "\r" ? "\r\n" : "\n";
  const headEnd = piece.indexOf(lineEnd + lineEnd);
  if (headEnd === -1) return piece;
  const bodyAt = headEnd + 2 * lineEnd.length;
  const body = withoutEnd(withoutEnd(piece.slice(bodyAt), lineEnd), lineEnd);
  return `${piece.slice(0, bodyAt)}${body}\n`;
}

function withoutEnd(text: string, end: string): string {
  return text.endsWith(end) ? text.slice(0, -end.length) : text;
}

function hasVariable(target: string, headers: HeaderList): boolean {
  return VARIABLE.test(target) || headers.some(([, value]) => VARIABLE.test(value));
}
