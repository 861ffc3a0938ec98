import type { InboundRequest } from "../core/http-message.ts";
import { note } from "../core/note.ts";
import { err, ok, type Result } from "../core/result.ts";
import { type CurlOption, readOptions } from "./curl-options.ts";
import { basicOf, callOf, type Place, type RecordingProblem, withDefault } from "./recording.ts";

const FORM = "application/x-www-form-urlencoded";
const JSON_TYPE = "application/json";

/** What the options have said so far: of most, the last one counts. Texts are bytes, one character each. */
interface Draft {
  method: string | null;
  isHead: boolean;
  readonly urls: string[];
  readonly headers: [string, string][];
  /** What curl would add where no header of the name is given, by name. */
  readonly defaults: Map<string, string>;
  /** Headers that are not to be sent, lower case. */
  readonly unwanted: Set<string>;
  readonly data: string[];
  readonly cookies: string[];
}

/**
 * The request that curl would send, without what it adds of its own accord (`Accept`, `User-Agent`, the length).
 *
 * @param words - behind `curl`, one character for each byte.
 */
export function readCurlCall(words: readonly string[], place: Place): Result<InboundRequest, RecordingProblem> {
  const options = readOptions(words);
  if (typeof options === "string") return err(note("recording.curl-option", { place, flag: options.slice(0, 40) }));
  const draft: Draft = {
    method: null,
    isHead: false,
    urls: [],
    headers: [],
    defaults: new Map(),
    unwanted: new Set(),
    data: [],
    cookies: [],
  };
  for (const option of options) {
    const problem = take(option, draft, place);
    if (problem !== null) return err(problem);
  }
  draft.defaults.set("Cookie", draft.cookies.join(";"));
  const [url, ...others] = draft.urls;
  if (url === undefined || others.length > 0) return err(note("recording.curl-urls", { place, n: draft.urls.length }));
  const hasData = draft.data.length > 0;
  const method = draft.method ?? (draft.isHead ? "HEAD" : hasData ? "POST" : "GET");
  const body = Buffer.from(draft.data.join(""), "latin1");
  const call = callOf({ method, url: /^[a-z][a-z\d+.-]*:\/\//i.test(url) ? url : `http://${url}`, headers: draft.headers, body }, place);
  return call.ok ? ok(withDefaults(call.value, draft)) : call;
}

function withDefaults(request: InboundRequest, { data, defaults, unwanted }: Draft): InboundRequest {
  const added = data.length > 0 ? [...defaults, ["Content-Type", FORM] as const] : [...defaults];
  return added.reduce(
    (call, [name, value]) => (value === "" || unwanted.has(name.toLowerCase()) ? call : withDefault(call, name, value)),
    request,
  );
}

/** @returns what cannot be taken. */
function take(option: CurlOption, draft: Draft, place: Place): RecordingProblem | null {
  const { meaning, value } = option;
  const text = utf8(value);
  switch (meaning) {
    case "method":
      draft.method = text;
      return null;
    case "head":
      draft.isHead = true;
      return null;
    case "url":
      draft.urls.push(text);
      return null;
    case "user":
      draft.defaults.set("Authorization", basicOf(text.includes(":") ? text : `${text}:`));
      return null;
    case "bearer":
      draft.defaults.set("Authorization", `Bearer ${text}`);
      return null;
    case "agent":
      draft.defaults.set("User-Agent", text);
      return null;
    case "referer":
      draft.defaults.set("Referer", text);
      return null;
    case "cookie":
      // Without a `=` it names a file.
      if (!text.includes("=")) return fileProblem(option, text, place);
      draft.cookies.push(text);
      return null;
    case "header":
      return takeHeader(option, text, draft, place);
    case "data":
    case "data-raw":
    case "data-urlencode":
    case "json":
      return takeData(option, draft, place);
    case "nothing":
    case "nothing-of":
      return null;
    default:
      return meaning satisfies never;
  }
}

/** `Name: value`; `Name;` for one that is empty; `Name:` for one that is not to be sent. */
function takeHeader(option: CurlOption, text: string, draft: Draft, place: Place): RecordingProblem | null {
  if (text.startsWith("@")) return fileProblem(option, text.slice(1), place);
  const [, empty] = /^([^:;]+);\s*$/.exec(text) ?? [];
  const colon = text.indexOf(":");
  if (empty === undefined && colon === -1) return note("recording.bad-header", { place, number: draft.headers.length + 1 });
  const name = (empty ?? text.slice(0, colon)).trim();
  const value = empty === undefined ? text.slice(colon + 1).trim() : "";
  if (empty === undefined && value === "") draft.unwanted.add(name.toLowerCase());
  else draft.headers.push([name, value]);
  return null;
}

/** Several are one body with `&` between, but `--json` goes on where the last one ended. */
function takeData(option: CurlOption, draft: Draft, place: Place): RecordingProblem | null {
  const { meaning, value } = option;
  if (meaning !== "data-raw" && meaning !== "data-urlencode" && value.startsWith("@"))
    return fileProblem(option, utf8(value.slice(1)), place);
  if (draft.data.length > 0 && meaning !== "json") draft.data.push("&");
  if (meaning === "json") draft.defaults.set("Content-Type", JSON_TYPE).set("Accept", JSON_TYPE);
  if (meaning !== "data-urlencode") {
    draft.data.push(value);
    return null;
  }
  const [, name = "", mark, content = value] = /^([^=@]*)([=@])(.*)$/s.exec(value) ?? [];
  if (mark === "@") return fileProblem(option, utf8(content), place);
  draft.data.push(name === "" ? escaped(content) : `${name}=${escaped(content)}`);
  return null;
}

function fileProblem({ flag }: CurlOption, path: string, place: Place): RecordingProblem {
  return note("recording.curl-file", { place, flag, path: path.slice(0, 200) });
}

/** Every byte but the unreserved of RFC 3986, and blanks as forms have them: so curl does. */
function escaped(bytes: string): string {
  const hex = (byte: string) => byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0");
  return bytes.replaceAll(/[^\w.~-]/g, (byte) => (byte === " " ? "+" : `%${hex(byte)}`));
}

function utf8(bytes: string): string {
  return Buffer.from(bytes, "latin1").toString("utf8");
}
