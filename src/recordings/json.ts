import { isObject, type JsonObject, type JsonValue, objectAt } from "../core/json.ts";
import { note } from "../core/note.ts";
import { err, ok, type Result } from "../core/result.ts";
import { readHar } from "./har.ts";
import { readJsonCall } from "./json-call.ts";
import type { Place, Recording, RecordingProblem } from "./recording.ts";

/** A file that begins as JSON: one document, which may be a HAR, or a document for each line. */
export function readJsonCalls(bytes: Uint8Array): Result<readonly Recording[], RecordingProblem> {
  const text = utf8(bytes);
  if (text === null) return err(note("recording.not-utf8"));
  const whole = parsed(text);
  if (whole === undefined) return readLines(text);
  if (Array.isArray(whole)) return err(note("recording.json-list"));
  if (objectAt(whole, "log") !== undefined && isObject(whole)) return readHar(whole);
  return together([readDocument(text, whole, "line 1")]);
}

/** The line of each document; blank ones count. */
function readLines(text: string): Result<readonly Recording[], RecordingProblem> {
  const recordings: Result<Recording, RecordingProblem>[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    const place: Place = `line ${index + 1}`;
    const document = line.trim();
    if (document === "") continue;
    const value = parsed(document);
    if (value === undefined) return err(note("recording.not-json", { place }));
    recordings.push(readDocument(document, value, place));
  }
  return together(recordings);
}

function readDocument(text: string, value: JsonValue, place: Place): Result<Recording, RecordingProblem> {
  if (!isObject(value)) return err(note("recording.not-object", { place }));
  const request = readJsonCall(text.trim(), value as JsonObject, place);
  return request.ok ? ok({ request: request.value, place }) : request;
}

/** All of them, or the first that cannot be read. */
function together(recordings: readonly Result<Recording, RecordingProblem>[]): Result<readonly Recording[], RecordingProblem> {
  const read: Recording[] = [];
  for (const recording of recordings) {
    if (!recording.ok) return recording;
    read.push(recording.value);
  }
  return ok(read);
}

/** Null where the bytes are no UTF-8: what a parser makes of them is not what was recorded. */
function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
