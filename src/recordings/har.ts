import type { HeaderList } from "../core/http-message.ts";
import { integerAt, isObject, type JsonObject, type JsonValue, objectAt, objectsAt, valueAt } from "../core/json.ts";
import { note } from "../core/note.ts";
import { err, ok, type Result } from "../core/result.ts";
import { base64Bytes, callOf, type Place, type Recording, type RecordingProblem } from "./recording.ts";

/**
 * The calls of a HAR 1.2 document: every request that has a body. Pages, scripts and pictures, of which a browser's recording is
 * full, have none.
 */
export function readHar(har: JsonObject): Result<readonly Recording[], RecordingProblem> {
  const entries = valueAt(har, "log", "entries");
  if (!Array.isArray(entries)) return err(note("recording.har-without-entries"));
  const recordings: Recording[] = [];
  for (const [index, entry] of (entries as readonly JsonValue[]).entries()) {
    const place: Place = `entry ${index + 1}`;
    const request = objectAt(entry, "request");
    if (request === undefined) return err(note("recording.bad-member", { place, member: "request" }));
    const read = readRequest(request, place);
    if (!read.ok) return read;
    if (read.value !== null) recordings.push(read.value);
  }
  return ok(recordings);
}

/** Null for a request without a body. */
function readRequest(request: JsonObject, place: Place): Result<Recording | null, RecordingProblem> {
  const body = bodyOf(request, place);
  if (!body.ok || body.value === null) return body.ok ? ok(null) : body;
  const { method, url } = request;
  const bad = (member: string) => err(note("recording.bad-member", { place, member: `request.${member}` }));
  if (typeof method !== "string") return bad("method");
  if (typeof url !== "string") return bad("url");
  const headers = headersOf(request, body.value.mimeType);
  if (headers === null) return bad("headers");
  const call = callOf({ method, url, headers, body: body.value.bytes }, place);
  return call.ok ? ok({ request: call.value, place }) : call;
}

/** As text, in base64 where it was none (as browsers write what they received), else as the fields of a form. */
function bodyOf(
  request: JsonObject,
  place: Place,
): Result<{ readonly bytes: Uint8Array; readonly mimeType: string } | null, RecordingProblem> {
  const bad = (member: string) => err(note("recording.bad-member", { place, member: `request.${member}` }));
  const { postData } = request;
  if (postData === undefined || postData === null) {
    return (integerAt(request, "bodySize") ?? 0) > 0 ? err(note("recording.body-left-out", { place })) : ok(null);
  }
  if (!isObject(postData)) return bad("postData");
  const { text = "", encoding, params = [] } = postData;
  const mimeType = typeof postData.mimeType === "string" ? postData.mimeType : "";
  if (typeof text !== "string") return bad("postData.text");
  if (text !== "") {
    const bytes = encoding === "base64" ? base64Bytes(text) : new TextEncoder().encode(text);
    return bytes === null ? bad("postData.text") : ok({ bytes, mimeType });
  }
  if (!Array.isArray(params)) return bad("postData.params");
  if (params.length === 0) return ok(null);
  // Between the parts of a multipart body stands what nobody recorded.
  if (/^multipart\//i.test(mimeType)) return err(note("recording.body-left-out", { place }));
  const fields = pairsIn(postData, "params");
  return fields === null
    ? bad("postData.params")
    : ok({ bytes: new TextEncoder().encode(new URLSearchParams(fields).toString()), mimeType });
}

function headersOf(request: JsonObject, mimeType: string): HeaderList | null {
  const headers = pairsIn(request, "headers");
  const isTyped = headers?.some(([name]) => name.toLowerCase() === "content-type") === true;
  return headers === null || isTyped || mimeType === "" ? headers : [...headers, ["Content-Type", mimeType]];
}

/** `[{"name", "value"}]`; null for anything else. */
function pairsIn(holder: JsonObject, member: string): [string, string][] | null {
  const list = valueAt(holder, member) ?? [];
  const objects = objectsAt(holder, member);
  if (!Array.isArray(list) || objects.length !== list.length) return null;
  const pairs = objects.flatMap(({ name, value = "" }): [string, string][] =>
    typeof name === "string" && typeof value === "string" ? [[name, value]] : [],
  );
  return pairs.length === list.length ? pairs : null;
}
