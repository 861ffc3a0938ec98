import { note } from "../core/note.ts";
import { err, ok, type Result } from "../core/result.ts";
import { firstSaying } from "./asides.ts";
import { readCurl } from "./curl.ts";
import { readHttpCalls } from "./http.ts";
import { readJsonCalls } from "./json.ts";
import type { Recording, RecordingProblem } from "./recording.ts";

export type { Place, PlaceUnit, Recording, RecordingProblem } from "./recording.ts";

/** Three bytes that some editors put first, as characters of one byte each. */
const BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";
/** Enough to see what a line begins with. */
const GLANCE = 64;

/**
 * The recorded calls of a file, in its order: `.http` files as editors have them, `.har` files of browsers and proxies, curl
 * command lines, a JSON document for each line. Which of them it is shows by how it begins. A file without any call has none.
 *
 * Work and memory grow with the size of the file, not faster.
 */
export function readRecordings(bytes: Uint8Array): Result<readonly Recording[], RecordingProblem> {
  if (isUtf16(bytes)) return err(note("recording.utf-16"));
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  const text = whole.startsWith(BYTE_ORDER_MARK) ? whole.slice(BYTE_ORDER_MARK.length) : whole;
  const first = firstSaying(text, { at: 0, line: 1 });
  if (first === null) return ok([]);
  const glance = text.slice(pastBlanks(text, first.at)).slice(0, GLANCE);
  if (/^[{[]/.test(glance)) return readJsonCalls(bytes);
  if (/^(?:[$%] )?curl(?:\.exe)?[ \t^\\]/.test(glance)) return readCurl(text);
  if (/^[A-Z]+ \S/.test(glance)) return readHttpCalls(text);
  return err(note("recording.not-recognised", { place: `line ${first.line}` }));
}

function pastBlanks(text: string, from: number): number {
  let at = from;
  while (text.charAt(at) === " " || text.charAt(at) === "\t") at += 1;
  return at;
}

/** As some shells of Windows write what is sent to a file. */
function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}
