import type { InboundRequest } from "../../core/http-message.ts";

/** One field of a `multipart/form-data` body, and the bytes that it takes, from its delimiter to the next one. */
export interface Part {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** The first delimiter, told by the body itself: the header that names it gets lost on the way through proxies. */
const FIRST_DELIMITER = /^(--[^\r\n]{1,200})\r?\n(?=content-)/i;

/** The fields of a multipart body in order of arrival; null when the body is none. Files are no fields. */
export function partsOf(request: InboundRequest): readonly Part[] | null {
  const text = bytesAsText(request);
  const delimiter = FIRST_DELIMITER.exec(text)?.[1];
  if (delimiter === undefined) return null;
  const starts = startsOf(text, delimiter);
  return starts.flatMap((start, index) => {
    const end = starts[index + 1] ?? text.length;
    return partIn(text.slice(start + delimiter.length, end), start, end);
  });
}

/** The request without the parts of these names; itself when it has none of them. Every other byte stays. */
export function withoutParts(request: InboundRequest, isUnwanted: (name: string) => boolean): InboundRequest {
  const unwanted = (partsOf(request) ?? []).filter(({ name }) => isUnwanted(name));
  if (unwanted.length === 0) return request;
  const text = bytesAsText(request);
  const kept = unwanted.reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
  return request.withBody(Buffer.from(kept, "latin1"));
}

/** The request with one more part in front of its others; itself when it is no multipart. */
export function withPart(request: InboundRequest, name: string, value: string): InboundRequest {
  const text = bytesAsText(request);
  const delimiter = FIRST_DELIMITER.exec(text)?.[1];
  if (delimiter === undefined) return request;
  return request.withBody(Buffer.concat([Buffer.from(partText(delimiter, name, value)), Buffer.from(text, "latin1")]));
}

/** The request with these fields instead of its own, in the same notation; itself when it is no multipart. */
export function withParts(request: InboundRequest, fields: Iterable<readonly [name: string, value: string]>): InboundRequest {
  const delimiter = FIRST_DELIMITER.exec(bytesAsText(request))?.[1];
  if (delimiter === undefined) return request;
  const parts = [...fields].map(([name, value]) => partText(delimiter, name, value));
  return request.withBody(`${parts.join("")}${delimiter}--\r\n`);
}

function partText(delimiter: string, name: string, value: string): string {
  return `${delimiter}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
}

/** One character for each byte, so that places in the text are places in the body. */
function bytesAsText({ body }: InboundRequest): string {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("latin1");
}

function startsOf(text: string, delimiter: string): readonly number[] {
  const starts = [0];
  for (;;) {
    const next = text.indexOf(`\n${delimiter}`, starts.at(-1));
    if (next === -1) return starts;
    starts.push(next + 1);
  }
}

function partIn(text: string, start: number, end: number): readonly Part[] {
  const [, head = "", content = ""] = /^\r?\n(.*?\n)\r?\n(.*)$/s.exec(text) ?? [];
  const disposition = /^content-disposition:\s*form-data;([^\r\n]*)/im.exec(head)?.[1] ?? "";
  const [, quoted, plain] = /(?:^|;)\s*name=(?:"([^"]*)"|([^\s;"]+))/i.exec(disposition) ?? [];
  const name = quoted ?? plain;
  if (name === undefined || /;\s*filename\*?=/i.test(disposition)) return [];
  return [{ name: utf8(name), value: utf8(content.replace(/\r?\n$/, "")), start, end }];
}

function utf8(text: string): string {
  return Buffer.from(text, "latin1").toString("utf8");
}
