import type { InboundRequest } from "./http-message.ts";
import { depthOf, type JsonLayout, type JsonTokens, jsonTokens, writeJson } from "./json-text.ts";
import type { MistakeCode } from "./mistake.ts";

/** A body as it may have been before something on the way changed its bytes. */
export interface EarlierBody {
  readonly code: MistakeCode;
  /** The program that writes JSON in this way, where the code leaves that open. */
  readonly like?: string;
  readonly body: Uint8Array;
}

/** Of a text without blanks around it. Anybody chooses what these bodies are, so no pattern here may go back and forth. */
const BASE64 = /^[A-Za-z0-9+/\r\n]{8,}={0,2}$/;
const BLANKS = " \t\r\n";
const MARK = "\ufeff";
/** No vendor's JSON is nested like this, and what is grows with the square of its depth when it is indented. */
const DEEPEST = 64;

/**
 * What the body may have been, each way once, likeliest first and made one at a time: a whole body is written anew for each.
 * Which order its members had before is lost where a program sorted them.
 */
export function* earlierBodies(request: InboundRequest): Generator<EarlierBody> {
  const seen = new Set<string>([bytesText(request.body)]);
  for (const earlier of everyBody(request)) {
    const key = bytesText(earlier.body);
    if (seen.has(key)) continue;
    seen.add(key);
    yield earlier;
  }
}

/** Only those under which it says something else: for calls that its bytes do not prove. */
export function* unwrappedBodies(request: InboundRequest): Generator<EarlierBody> {
  const json = request.json();
  if (json.ok && typeof json.value === "string") yield { code: "body-wrapped", body: new TextEncoder().encode(json.value) };
  const latin = json.ok ? "" : bytesText(request.body);
  const decoded = BASE64.test(latin.trim()) ? fromBase64(latin) : null;
  if (decoded !== null) yield { code: "body-base64", body: decoded };
}

function* everyBody(request: InboundRequest): Generator<EarlierBody> {
  yield* unwrappedBodies(request);
  const bytes = new TextEncoder();
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(request.body);
  const bare = text.replace(MARK, "");
  const trimmed = withoutBlanksBehind(text);
  for (const changed of [trimmed, trimmed.replace(/^[ \t\r\n]+/, ""), `${text}\n`, `${text}\r\n`]) {
    yield { code: "body-newline", body: bytes.encode(changed) };
  }
  const unix = text.replaceAll("\r\n", "\n");
  for (const changed of [unix, unix.replaceAll("\n", "\r\n")]) yield { code: "body-line-ends", body: bytes.encode(changed) };
  for (const changed of [bare, MARK + bare]) yield { code: "body-mark", body: bytes.encode(changed) };
  yield { code: "body-charset", body: bytes.encode(bytesText(request.body)) };
  if (isLatin(text)) yield { code: "body-charset", body: latinBytes(text) };
  if (!request.json().ok) return;
  const tokens = jsonTokens(bare);
  if (depthOf(tokens) > DEEPEST) return;
  for (const writer of WRITERS) yield* written(tokens, writer);
}

/** Some programs end a text with a line feed (`jq`, Go's encoder), most do not. */
function* written(tokens: JsonTokens, { like, ...layout }: Writer): Generator<EarlierBody> {
  const text = writeJson(tokens, layout);
  const bytes = new TextEncoder();
  yield { code: "body-rewritten", like, body: bytes.encode(text) };
  yield { code: "body-rewritten", like, body: bytes.encode(`${text}\n`) };
}

interface Writer extends JsonLayout {
  readonly like: string;
}

const COMPACT = { afterComma: "", afterColon: "", indent: null } as const;
const SPACED = { afterComma: " ", afterColon: " ", indent: null } as const;
const indented = (indent: string) => ({ afterComma: "", afterColon: " ", indent }) as const;

const plain = (text: string) => JSON.stringify(text);
const ascii = (text: string) => escaped(plain(text), /[\u0080-\uffff]/g);
const slashes = (text: string) => plain(text).replaceAll("/", "\\/");
const php = (text: string) => ascii(text).replaceAll("/", "\\/");
const html = (text: string) => escaped(plain(text), /[<>&\u2028\u2029]/g);
/** Quotes too are written by their number, in capital letters (System.Text.Json). */
const dotnet = (text: string) =>
  `"${escaped(plain(text).slice(1, -1).replaceAll('\\"', "\\u0022"), /[\u007f-\uffff<>&'+`]/g, (hex) => hex.toUpperCase())}"`;

/** Programs as they write by default, or as they are usually told to. */
const WRITERS: readonly Writer[] = [
  { like: "JSON.stringify", ...COMPACT, encode: plain },
  { like: "PHP json_encode", ...COMPACT, encode: php },
  { like: "PHP json_encode, JSON_UNESCAPED_UNICODE", ...COMPACT, encode: slashes },
  { like: "PHP json_encode, JSON_UNESCAPED_SLASHES", ...COMPACT, encode: ascii },
  { like: "Python json.dumps", ...SPACED, encode: ascii },
  { like: "Python json.dumps, ensure_ascii=False", ...SPACED, encode: plain },
  { like: "JSON.stringify, 2 spaces", ...indented("  "), encode: plain },
  { like: "JSON.stringify, 4 spaces", ...indented("    "), encode: plain },
  { like: "PHP json_encode, JSON_PRETTY_PRINT", ...indented("    "), encode: php },
  { like: "Python json.dumps, indent=4", ...indented("    "), encode: ascii },
  { like: "Python json.dumps, indent=2", ...indented("  "), encode: ascii },
  { like: "JSON.stringify, tabs", ...indented("\t"), encode: plain },
  { like: "Go encoding/json", ...COMPACT, encode: html },
  { like: ".NET System.Text.Json", ...COMPACT, encode: dotnet },
];

function escaped(text: string, which: RegExp, spelled: (hex: string) => string = (hex) => hex): string {
  return text.replace(which, (unit) => `\\u${spelled(unit.charCodeAt(0).toString(16).padStart(4, "0"))}`);
}

function withoutBlanksBehind(text: string): string {
  let end = text.length;
  while (end > 0 && BLANKS.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** Bytes as a text of one character each, which also tells two bodies apart. */
function bytesText(bytes: Uint8Array): string {
  return new TextDecoder("windows-1252").decode(bytes);
}

function isLatin(text: string): boolean {
  return /^[^\u0100-\uffff]*$/.test(text);
}

function latinBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function fromBase64(text: string): Uint8Array | null {
  try {
    return latinBytes(atob(text.replace(/\s+/g, "")));
  } catch {
    return null;
  }
}
