import type { HeaderList, InboundRequest } from "../core/http-message.ts";
import { isObject, type JsonObject, type JsonValue } from "../core/json.ts";
import { note } from "../core/note.ts";
import { err, type Result } from "../core/result.ts";
import { base64Bytes, callOf, type Place, type RecordingProblem } from "./recording.ts";

const JSON_HEADERS: HeaderList = [["Content-Type", "application/json"]];

/**
 * One call as a JSON document: `{"method", "target", "headers", "body"}` as `intg event show --raw --json` prints it, all but `body`
 * optional, `url` for `target`. The body is a text, base64 where `encoding` says so, or JSON that was not put into a text.
 *
 * A document without a `body` is the body of a call itself, with the very characters that it has: of the vendors here none sends
 * a member of that name.
 *
 * @param text - the document as it is written.
 */
export function readJsonCall(text: string, document: JsonObject, place: Place): Result<InboundRequest, RecordingProblem> {
  if (!Object.hasOwn(document, "body")) return callOf({ method: "POST", url: "/", headers: JSON_HEADERS, body: bytesOf(text) }, place);
  const { method = "POST", url = "/", target = url, headers = null } = document;
  const bad = (member: string) => err(note("recording.bad-member", { place, member }));
  if (typeof method !== "string") return bad("method");
  if (typeof target !== "string") return bad("target");
  const list = headers === null ? JSON_HEADERS : headersOf(headers);
  if (list === null) return bad("headers");
  const body = bodyOf(text, document);
  if (body === null) return bad("body");
  return callOf({ method, url: target, headers: list, body }, place);
}

/** `[["name", "value"]]`, or `{"name": "value"}` with a list of values where a name was sent twice. */
function headersOf(headers: JsonValue): HeaderList | null {
  const pairs = Array.isArray(headers) ? headers : isObject(headers) ? Object.entries(headers) : null;
  if (pairs === null) return null;
  const list: [string, string][] = [];
  for (const pair of pairs as readonly JsonValue[]) {
    const [name, value, ...more] = Array.isArray(pair) ? (pair as readonly JsonValue[]) : [];
    const values: readonly (JsonValue | undefined)[] = Array.isArray(value) ? value : [value];
    for (const one of values) {
      if (typeof name !== "string" || typeof one !== "string" || more.length > 0) return null;
      list.push([name, one]);
    }
  }
  return list;
}

function bodyOf(text: string, { body, encoding }: JsonObject): Uint8Array | null {
  if (encoding !== undefined && encoding !== null) return encoding === "base64" && typeof body === "string" ? base64Bytes(body) : null;
  if (typeof body === "string") return bytesOf(body);
  if (body === null) return bytesOf("");
  return typeof body === "object" ? bytesOf(memberText(text, "body")) : null;
}

/**
 * The value of a member of the outermost object as it is written; of several the last, as a parser has it. Numbers of many digits
 * would come out of a parser as others.
 */
function memberText(text: string, name: string): string {
  let depth = 0;
  let word = "";
  let from: number | null = null;
  let value = "";
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '"') {
      const end = endOfString(text, at);
      if (depth === 1 && from === null) word = text.slice(at, end + 1);
      at = end;
    } else if (depth === 1 && char === ":") {
      from = at + 1;
    } else if (depth === 1 && from !== null && (char === "," || char === "}")) {
      if (JSON.parse(word) === name) value = text.slice(from, at).trim();
      from = null;
    }
    if (char === "{" || char === "[") depth += 1;
    if (char === "}" || char === "]") depth -= 1;
  }
  return value;
}

function endOfString(text: string, quote: number): number {
  let at = quote + 1;
  while (text.charAt(at) !== '"') at += text.charAt(at) === "\\" ? 2 : 1;
  return at;
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
