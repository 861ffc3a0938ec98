import { type HeaderList, InboundRequest } from "./http-message.ts";
import { err, ok, type Result } from "./result.ts";

/**
 * A request kept as a `.http` file: comment lines (`# key: value`), request line, headers, blank line, body bytes.
 *
 * Everything after the blank line is body, byte for byte, but for one last line feed, which editors add.
 */
export interface HttpFile {
  /** What the comment lines say about the request: `title`, `provenance`, `source` ... */
  readonly notes: Readonly<Record<string, string>>;
  readonly request: InboundRequest;
}

export type HttpFileProblem = "http-file.no-request-line" | "http-file.bad-header" | "http-file.no-blank-line";

const LINE_FEED = 10;

export function readHttpFile(bytes: Uint8Array): Result<HttpFile, HttpFileProblem> {
  const head = splitHead(bytes);
  if (head === null) return err("http-file.no-blank-line");
  const notes: Record<string, string> = {};
  let first = 0;
  for (; head.lines[first]?.startsWith("#"); first += 1) {
    const [, key, value] = /^#\s*([\w-]+):\s*(.*)$/.exec(head.lines[first] ?? "") ?? [];
    if (key !== undefined) notes[key] = value ?? "";
  }
  const requestLine = /^([A-Z]+) (\S+)(?: HTTP\/[\d.]+)?$/.exec(head.lines[first] ?? "");
  if (!requestLine) return err("http-file.no-request-line");
  const headers = readHeaders(head.lines.slice(first + 1));
  if (headers === null) return err("http-file.bad-header");
  const end = bytes.at(-1) === LINE_FEED && bytes.length > head.bodyStart ? bytes.length - 1 : bytes.length;
  const [, method = "", target = ""] = requestLine;
  return ok({ notes, request: new InboundRequest({ method, target, headers, body: bytes.slice(head.bodyStart, end) }) });
}

export function writeHttpFile(file: HttpFile): Uint8Array {
  const notes = Object.entries(file.notes).map(([key, value]) => `# ${key}: ${value}\n`);
  const headers = file.request.headers.map(([name, value]) => `${name}: ${value}\n`);
  const head = new TextEncoder().encode(`${notes.join("")}${file.request.method} ${file.request.target} HTTP/1.1\n${headers.join("")}\n`);
  const bytes = new Uint8Array(head.length + file.request.body.length + 1);
  bytes.set(head);
  bytes.set(file.request.body, head.length);
  bytes[bytes.length - 1] = LINE_FEED;
  return bytes;
}

function splitHead(bytes: Uint8Array): { lines: readonly string[]; bodyStart: number } | null {
  const lines: string[] = [];
  let start = 0;
  for (;;) {
    const end = bytes.indexOf(LINE_FEED, start);
    if (end === -1) return null;
    const line = new TextDecoder().decode(bytes.subarray(start, end)).replace(/\r$/, "");
    start = end + 1;
    if (line === "") return { lines, bodyStart: start };
    lines.push(line);
  }
}

function readHeaders(lines: readonly string[]): HeaderList | null {
  const headers: [string, string][] = [];
  for (const line of lines) {
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(colon, 0)).trim();
    if (name === "") return null;
    headers.push([name, line.slice(colon + 1).trim()]);
  }
  return headers;
}
